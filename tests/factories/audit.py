"""Lines of the log, written the way the product writes them."""

from datetime import UTC, datetime

from django.db import transaction

from mayorsclub.audit.domain.log import record
from mayorsclub.audit.models import Entry

NOON = datetime(2026, 11, 23, 12, 0, 0, 123456, tzinfo=UTC)


def record_lines(count: int, *, actor=None) -> list[Entry]:
    """So many lines 'thing.done', each with its number in the facts."""
    with transaction.atomic():
        return [
            record("thing.done", actor=actor, about=actor, at=NOON, step=step)
            for step in range(1, count + 1)
        ]
