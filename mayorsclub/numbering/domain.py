"""Numbers without gaps: applications, decisions, register entries."""

import re
from collections.abc import Sequence

from django.db import transaction

from mayorsclub.numbering.models import Counter

# A number of a register as we write it: year and count.
OURS = re.compile(r"([0-9]{4})-0*([0-9]{1,8})")


def next_numbers(series: str, *, year: int, count: int) -> range:
    """The next `count` whole numbers of `series` in `year`; see next_number."""
    counter = _locked(series, year)
    first = counter.last + 1
    counter.last += count
    counter.save(update_fields=["last"])
    return range(first, first + count)


def keep_clear(series: str, *, year: int, number: int) -> None:
    """Give no number up to this one any more: it was given before the platform counted."""
    counter = _locked(series, year)
    if counter.last < number:
        counter.last = number
        counter.save(update_fields=["last"])


def register_numbers(series: str, brought: Sequence[str], *, year: int) -> list[str]:
    """Numbers of new register entries, in their order: the one that an entry brings, or the
    next of the year ('2026-0148') for ''. Those brought are never given again."""
    highest: dict[int, int] = {}
    for number in brought:
        if found := OURS.fullmatch(number):
            highest[int(found[1])] = max(highest.get(int(found[1]), 0), int(found[2]))
    for each, last in sorted(highest.items()):
        keep_clear(series, year=each, number=last)
    count = sum(not number for number in brought)
    fresh = iter(next_numbers(series, year=year, count=count) if count else ())
    return [number or f"{year}-{next(fresh):04d}" for number in brought]


def next_number(series: str, *, year: int) -> int:
    """The next whole number, from 1, of `series` in `year`.

    Call it inside the transaction that uses the number: when that rolls back,
    the number is free again, so a series has no gaps.
    """
    return next_numbers(series, year=year, count=1)[0]


def _locked(series: str, year: int) -> Counter:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("next_number needs the transaction that uses the number")
    Counter.objects.get_or_create(series=series, year=year)
    return Counter.objects.select_for_update().get(series=series, year=year)
