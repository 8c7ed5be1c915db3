"""Periodic jobs. `@every(hours=24)` on a function of no arguments in an app's tasks.py.

However many workers there are, one of them runs a job in each period: it wins the
conditional update of the job's Beat. A job that raises is tried again after ten
minutes (or its period, if that is shorter); one that is killed waits for its next
period. So a job must be safe to run twice and safe to run late.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from django.utils import timezone

from mayorsclub.worker.models import Beat

logger = logging.getLogger(__name__)
Function = TypeVar("Function", bound=Callable[[], object])

JOB_PREFIX = "job:"
RETRY = timedelta(minutes=10)
NEVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Job:
    """name: where the function is, stable over restarts. period: from one run to the next."""

    name: str
    function: Callable[[], object]
    period: timedelta


_jobs: dict[str, Job] = {}


def every(*, minutes: float = 0, hours: float = 0) -> Callable[[Function], Function]:
    """Register a periodic job. Raises ValueError for a period that is not positive."""
    period = timedelta(minutes=minutes, hours=hours)
    if period <= timedelta(0):
        raise ValueError("a period must be longer than nothing")

    def registered(function: Function) -> Function:
        name = f"{function.__module__}.{getattr(function, '__qualname__', function)}"
        _jobs[name] = Job(name, function, period)
        return function

    return registered


def jobs() -> list[Job]:
    """All registered jobs, by name."""
    return [_jobs[name] for name in sorted(_jobs)]


def claim(job: Job, at: datetime) -> bool:
    """Win this period of a job, or False: it is not due or another worker has it."""
    name = JOB_PREFIX + job.name
    due = Beat.objects.filter(name=name, last_at__lte=at - job.period)
    # Looking first: most looks find nothing due, and writing would lock SQLite.
    if not due.exists() and Beat.objects.filter(name=name).exists():
        return False
    Beat.objects.get_or_create(name=name, defaults={"last_at": NEVER})
    return due.update(last_at=at) == 1


class ScheduleLoop:
    """The worker's loop over the periodic jobs."""

    def __init__(self, clock: Callable[[], datetime] = timezone.now) -> None:
        self._clock = clock

    def drain(self, should_stop: Callable[[], bool]) -> int:
        """Run what is due, one job after the other; how many ran."""
        count = 0
        for job in jobs():
            at = self._clock()
            if should_stop():
                break
            if claim(job, at):
                _run(job, at)
                count += 1
        return count

    def close(self) -> None:
        """Nothing is held open."""


def _run(job: Job, at: datetime) -> None:
    try:
        job.function()
    # One broken job must not stop the others; the log tells, and it is tried again.
    except Exception:
        logger.exception("The job %s failed", job.name)
        again_at = at + min(RETRY, job.period)
        Beat.objects.filter(name=JOB_PREFIX + job.name, last_at=at).update(
            last_at=again_at - job.period
        )
