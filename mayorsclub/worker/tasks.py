"""The worker's own periodic jobs."""

from django.utils import timezone

from mayorsclub.worker import queue
from mayorsclub.worker.schedule import every


@every(minutes=1)
def take_back_orphans() -> None:
    queue.take_back_orphans(timezone.now())


@every(hours=24)
def prune() -> None:
    queue.prune(timezone.now())
