"""Periodic work of the log."""

from django.utils import timezone

from mayorsclub.audit.domain import heads
from mayorsclub.worker.schedule import every


@every(hours=24)
def keep_head() -> None:
    """Write the head off the database, so that a cut tail is found."""
    heads.keep(timezone.now())
