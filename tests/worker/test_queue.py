from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from mayorsclub.worker import heartbeat, queue
from mayorsclub.worker.models import Beat
from mayorsclub.worker.queue import TaskLoop

ran: list[int] = []


@task()
def note(number: int) -> None:
    ran.append(number)


@task()
def note_and_bring_more(number: int) -> None:
    ran.append(number)
    note.enqueue(number + 1)


@task()
def breaks() -> None:
    raise ZeroDivisionError


@pytest.fixture(autouse=True)
def _database_queue(db, settings):
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}
    }
    ran.clear()


def drain(should_stop=lambda: False):
    return TaskLoop("test").drain(should_stop)


def statuses():
    return [result.status for result in DBTaskResult.objects.order_by("enqueued_at")]


def test_tasks_run_and_those_that_they_bring(db):
    note_and_bring_more.enqueue(1)
    breaks.enqueue()
    assert drain() == 3
    assert ran == [1, 2]
    assert statuses() == ["SUCCESSFUL", "FAILED", "SUCCESSFUL"]
    assert drain() == 0


def test_told_to_stop_the_task_in_hand_ends_and_the_next_waits(db):
    note.enqueue(1)
    note.enqueue(2)
    assert drain(lambda: bool(ran)) == 1
    assert statuses() == ["SUCCESSFUL", "READY"]


def started(worker_ids, ago):
    note.enqueue(1)
    DBTaskResult.objects.update(
        status=TaskResultStatus.RUNNING,
        worker_ids=worker_ids,
        started_at=timezone.now() - ago,
    )


LONG = heartbeat.LIFE + timedelta(minutes=1)


def test_a_dead_workers_task_runs_again(db):
    started(["dead"], LONG)
    assert queue.take_back_orphans(timezone.now()) == 1
    assert drain() == 1
    assert statuses() == ["SUCCESSFUL"]


def test_a_living_workers_task_is_left_alone(db):
    heartbeat.beat("alive", timezone.now())
    started(["dead", "alive"], LONG)
    assert queue.take_back_orphans(timezone.now()) == 0
    assert statuses() == ["RUNNING"]


def test_a_task_that_just_began_is_left_alone(db):
    started(["new"], timedelta(seconds=5))
    assert queue.take_back_orphans(timezone.now()) == 0


def test_a_task_that_ended_three_workers_is_given_up(db):
    started(["a", "b", "c"], LONG)
    assert queue.take_back_orphans(timezone.now()) == 0
    assert statuses() == ["FAILED"]


def test_finished_tasks_and_old_workers_are_removed_after_two_weeks(db):
    now = timezone.now()
    old, young = now - timedelta(days=15), now - timedelta(days=13)
    for number in (1, 2, 3):
        note.enqueue(number)
    first, second, _third = DBTaskResult.objects.order_by("enqueued_at")
    for result, finished_at in ((first, old), (second, young)):
        DBTaskResult.objects.filter(pk=result.pk).update(
            status=TaskResultStatus.SUCCESSFUL, finished_at=finished_at
        )
    heartbeat.beat("old", old)
    heartbeat.beat("young", young)
    Beat.objects.create(name="job:yearly", last_at=old)
    queue.prune(now)
    assert DBTaskResult.objects.count() == 2
    assert set(Beat.objects.values_list("name", flat=True)) == {"worker:young", "job:yearly"}
