"""Periodic work on pages."""

from django.utils import timezone

from mayorsclub.content.domain import scheduling
from mayorsclub.content.domain.following import astray, follow
from mayorsclub.worker.schedule import every


@every(minutes=1)
def publish_scheduled() -> None:
    """Pages go live and expire at their set times, in both languages."""
    scheduling.publish_due(at=timezone.now())


@every(minutes=15)
def mend_translations() -> None:
    """Bring back translations that lost their source: a fault between two commits, a place
    that was taken and is free now."""
    for page in astray():
        follow(page)
