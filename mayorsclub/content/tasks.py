"""Periodic work on pages."""

from mayorsclub.content.domain.following import astray, follow
from mayorsclub.worker.schedule import every


@every(minutes=15)
def mend_translations() -> None:
    """Bring back translations that lost their source: a fault between two commits, a place
    that was taken and is free now."""
    for page in astray():
        follow(page)
