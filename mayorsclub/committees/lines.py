"""A matter as lists and its page show it: numbers worked out, no further queries."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from mayorsclub.committees.domain import tally
from mayorsclub.committees.models import Matter
from mayorsclub.committees.rules import day_of, is_open

SOON = timedelta(days=3)


@dataclass(frozen=True)
class Line:
    """One matter of `queries.visible_to`. days_left: nights in Kyiv until the deadline;
    quorum: how many of the present roll must vote."""

    matter: Matter
    roll: int
    cast: int
    quorum: int
    days_left: int
    is_open: bool
    is_soon: bool
    has_voted: bool


def line(matter: Matter, at: datetime) -> Line:
    """From a matter annotated by queries.visible_to."""
    counted: Any = matter
    return Line(
        matter=matter,
        roll=counted.roll_size,
        cast=counted.votes_cast,
        quorum=tally.quorum(counted.roll_size, matter.quorum_percent),
        days_left=(day_of(matter.closes_at) - day_of(at)).days,
        is_open=is_open(matter, at),
        is_soon=matter.closes_at - at <= SOON,
        has_voted=getattr(matter, "has_voted", False),
    )
