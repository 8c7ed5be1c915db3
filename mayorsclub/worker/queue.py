"""The task queue: running what it holds, and taking back what a dead worker left."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.management import call_command
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from mayorsclub.worker import heartbeat
from mayorsclub.worker.models import Beat

logger = logging.getLogger(__name__)

KEEP_DAYS = 14
DEATHS = 3
ALL_QUEUES = "*"


class TaskLoop(Worker):
    """django-tasks-db's worker, made to stop between two tasks and to stay quiet when idle."""

    def __init__(self, worker_id: str) -> None:
        super().__init__(
            queue_names=[ALL_QUEUES],
            excluded_queue_names=[],
            interval=0.1,
            batch=True,
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=None,
            worker_id=worker_id,
        )
        self._done = 0
        self._should_stop: Callable[[], bool] = lambda: False

    def drain(self, should_stop: Callable[[], bool]) -> int:
        """Run tasks until none is ready or `should_stop()`; how many ran."""
        self._done, self._should_stop = 0, should_stop
        # Looking first: the worker's own look locks the whole of SQLite.
        if not should_stop() and DBTaskResult.objects.ready().exists():
            self.running = True
            self.run()
        return self._done

    def run_task(self, db_task_result: DBTaskResult) -> None:
        """One task; then on, unless it is time to stop."""
        super().run_task(db_task_result)
        self._done += 1
        self.running = not self._should_stop()

    def close(self) -> None:
        """Nothing is held open."""


def take_back_orphans(at: datetime) -> int:
    """Make tasks ready again that a dead worker was running; how many.

    Tasks are safe to run twice, so one that had nearly ended does no harm. One that
    saw several workers die is the likely cause: it has failed.
    """
    living = heartbeat.living(at)
    running = DBTaskResult.objects.running().filter(started_at__lt=at - heartbeat.LIFE)
    count = 0
    for task in running:
        if task.worker_ids and task.worker_ids[-1] in living:
            continue
        if len(task.worker_ids) >= DEATHS:
            logger.error("The task %s ended %d workers and is given up", task.pk, DEATHS)
            task.set_failed(ChildProcessError("every worker that ran this task died"))
            continue
        count += DBTaskResult.objects.filter(
            pk=task.pk, status=TaskResultStatus.RUNNING, started_at=task.started_at
        ).update(status=TaskResultStatus.READY, started_at=None)
    if count:
        logger.warning("%d tasks of a dead worker are ready again", count)
    return count


def prune(at: datetime) -> None:
    """Remove finished tasks after 14 days, and the marks of workers gone for as long.

    Letters stay: they are records.
    """
    call_command(
        "prune_db_task_results", min_age_days=KEEP_DAYS, queue_name=ALL_QUEUES, verbosity=0
    )
    Beat.objects.filter(
        name__startswith=heartbeat.WORKER_PREFIX, last_at__lt=at - timedelta(days=KEEP_DAYS)
    ).delete()
