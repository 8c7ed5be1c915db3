import signal
import threading
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError, connections
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from mayorsclub.worker import heartbeat, loops, runner
from mayorsclub.worker.models import Beat
from mayorsclub.worker.runner import Runner
from tests.worker.processes import start_worker, wait_for


@task()
def nothing() -> None:
    """A task."""


class Counting:
    """A loop that has so much to do, then nothing."""

    def __init__(self, work):
        self.work, self.is_closed = list(work), False

    def drain(self, should_stop):
        item = self.work.pop(0) if self.work else 0
        if isinstance(item, Exception):
            raise item
        return item

    def close(self):
        self.is_closed = True


@pytest.fixture
def own_loops(monkeypatch):
    monkeypatch.setattr(loops, "_makers", {})


def test_once_works_until_nothing_is_left(db, own_loops):
    loop = Counting([2, 1])
    loops.register("test", lambda: loop)
    assert Runner().once() == 3
    assert loop.is_closed


def test_the_command_empties_the_task_queue(db, own_loops, settings):
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}
    }
    nothing.enqueue()
    call_command("worker", once=True)
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"
    assert not Beat.objects.exists()


def test_a_loop_that_fails_begins_again_and_the_heart_waits(real_database, own_loops, monkeypatch):
    monkeypatch.setattr(runner, "PAUSE_AFTER_ERROR_SECONDS", 0.05)
    monkeypatch.setattr(runner, "PAUSE_SECONDS", 0.05)
    loop = Counting([OperationalError("away"), 0, 1])
    worker = Runner()
    thread = threading.Thread(target=worker._keep_on, args=("test", lambda: loop))
    worker._ill.add("test")
    worker._beat([thread])
    assert not Beat.objects.exists()

    thread.start()
    wait_for(lambda: not loop.work)
    wait_for(lambda: not worker._ill)
    worker._beat([thread])
    assert heartbeat.living(timezone.now()) == {worker.worker_id}
    worker._stop.set()
    thread.join()
    assert loop.is_closed

    Beat.objects.all().delete()
    worker._beat([thread])  # it has ended
    assert not Beat.objects.exists()


def test_a_worker_lives_works_and_leaves_in_order(real_database, tmp_path):
    worker = start_worker(tmp_path)
    wait_for(lambda: heartbeat.living(timezone.now()))
    wait_for(lambda: Beat.objects.filter(name__startswith="job:").count() >= 2)
    connections.close_all()
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(10) == 0
    assert not heartbeat.living(timezone.now() + timedelta(seconds=1))
