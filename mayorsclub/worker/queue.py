"""The task queue: running what it holds, and taking back what a dead worker left."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.management import call_command
from django.db import transaction
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from mayorsclub.worker import heartbeat
from mayorsclub.worker.models import Beat

logger = logging.getLogger(__name__)

KEEP_DAYS = 14
DEATHS = 3
ALL_QUEUES = "*"


class TaskLoop:
    """Runs tasks as django-tasks-db's worker does; that one's own loop cannot be told to
    stop between two tasks, and locks all of SQLite whenever it looks for work."""

    def __init__(self, worker_id: str) -> None:
        self._worker_id = worker_id
        self._worker = Worker(
            queue_names=[ALL_QUEUES],
            excluded_queue_names=[],
            interval=0,
            batch=True,
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=None,
            worker_id=worker_id,
        )

    def drain(self, should_stop: Callable[[], bool]) -> int:
        """Run tasks until none is ready or `should_stop()`; how many ran."""
        count = 0
        while not should_stop() and (task := self._claim()):
            self._worker.run_task(task)
            count += 1
        return count

    def _claim(self) -> DBTaskResult | None:
        ready = DBTaskResult.objects.ready().filter(backend_name=DEFAULT_TASK_BACKEND_ALIAS)
        if not ready.exists():
            return None
        with transaction.atomic():
            task = ready.get_locked()
            if task is not None:
                task.claim(self._worker_id)
        return task

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
