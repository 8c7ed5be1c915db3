"""Numbers without gaps: applications, decisions, register entries."""

from django.db import transaction

from mayorsclub.numbering.models import Counter


def next_number(series: str, *, year: int) -> int:
    """The next whole number, from 1, of `series` in `year`.

    Call it inside the transaction that uses the number: when that rolls back,
    the number is free again, so a series has no gaps.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("next_number needs the transaction that uses the number")
    Counter.objects.get_or_create(series=series, year=year)
    counter = Counter.objects.select_for_update().get(series=series, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last
