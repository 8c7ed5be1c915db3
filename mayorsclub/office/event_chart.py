"""How registrations came in, day by day or week by week, drawn here."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils import timezone

from mayorsclub.events.models import Event
from mayorsclub.ukrainian.dates import KYIV, day_month

# Days in one drawing; what took longer is drawn in weeks, and of those the last ones.
MOST = 31
# Of fewer the bars would grow as wide as the page.
ROOM = 15
COLUMN, HEIGHT, TOP, FOOT, GAP = 24, 124, 16, 22, 3
WEEK = 7


@dataclass(frozen=True)
class Bar:
    """One day or week: its figure, and where it stands in the drawing."""

    first: date
    words: str
    label: str
    count: int
    left: int
    top: float
    height: float
    middle: float


@dataclass(frozen=True)
class Drawing:
    """title_of_rows: what a bar is, for the table."""

    bars: list[Bar]
    is_weekly: bool
    width: int
    height: int = HEIGHT
    floor: int = HEIGHT - FOOT
    bar: int = COLUMN - 2 * GAP


def drawing(event: Event, at: datetime, language: str) -> Drawing | None:
    """Registrations of an event by the day on which they were made, walk-ins left out; None
    before the first. One query."""
    rows = (
        event.registrations.filter(is_walk_in=False)
        .order_by()
        .annotate(day=TruncDate("registered_at", tzinfo=KYIV))
        .values_list("day")
        .annotate(number=Count("pk"))
    )
    counts: dict[date, int] = dict(rows)
    if not counts:
        return None
    first = min(counts)
    last = max(max(counts), timezone.localdate(min(at, event.starts_at), KYIV))
    step = 1 if (last - first).days < MOST else WEEK
    length = (last - first).days // step + 1
    starts = [first + timedelta(days=step * n) for n in range(length)][-MOST:]
    sums = [sum(counts.get(start + timedelta(days=n), 0) for n in range(step)) for start in starts]
    return Drawing(_bars(starts, sums, language), step == WEEK, max(len(starts), ROOM) * COLUMN)


def _bars(starts: list[date], sums: list[int], language: str) -> list[Bar]:
    most, room = max([*sums, 1]), HEIGHT - TOP - FOOT
    # Labels of days do not touch each other: at most eight of them, never side by side.
    every = max(2, -(-len(starts) // 8))
    made = []
    for place, (start, count) in enumerate(zip(starts, sums, strict=True)):
        height = round(room * count / most, 1)
        left = place * COLUMN + GAP
        label = f"{start:%d.%m}" if place % every == 0 else ""
        made.append(
            Bar(
                start,
                day_month(start, language),
                label,
                count,
                left,
                HEIGHT - FOOT - height,
                height,
                place * COLUMN + COLUMN / 2,
            )
        )
    return made
