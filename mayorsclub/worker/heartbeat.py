"""Signs of life: which workers run, and whether any does."""

import os
import secrets
import socket
from datetime import datetime, timedelta

from mayorsclub.worker.models import Beat

WORKER_PREFIX = "worker:"
PERIOD = timedelta(seconds=15)
# A worker that was silent for longer counts as dead.
LIFE = timedelta(minutes=2)


def new_worker_id() -> str:
    """A name for one run of one worker; no longer than the task queue's 64 characters."""
    return f"{socket.gethostname()[:32]}-{os.getpid()}-{secrets.token_hex(4)}"


def beat(worker_id: str, at: datetime) -> None:
    """Say that this worker lives."""
    Beat.objects.update_or_create(name=WORKER_PREFIX + worker_id, defaults={"last_at": at})


def leave(worker_id: str) -> None:
    """This worker has stopped in order."""
    Beat.objects.filter(name=WORKER_PREFIX + worker_id).delete()


def living(at: datetime) -> set[str]:
    """The ids of the workers that live."""
    names = Beat.objects.filter(name__startswith=WORKER_PREFIX, last_at__gt=at - LIFE).values_list(
        "name", flat=True
    )
    return {name.removeprefix(WORKER_PREFIX) for name in names}
