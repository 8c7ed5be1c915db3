"""A month as a grid of weeks from Monday to Sunday, by the clock of Kyiv."""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from mayorsclub.events.models import Event
from mayorsclub.ukrainian.dates import in_kyiv

# Neither the club nor its plans reach further; an address beyond is no month of ours.
FIRST, LAST = date(2005, 1, 1), date(2100, 12, 1)
_WRITTEN = re.compile(r"([0-9]{4})-([0-9]{2})")
_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Entry:
    """An event on one of its days.

    lane: on which line it stands all week long. begins, ends: whether it does on this day.
    is_named: whether its title is written here: on its first day, and on Mondays.
    length: how many days it goes on in this week, this one counted.
    """

    event: Event
    lane: int
    begins: bool
    ends: bool
    is_named: bool
    length: int


@dataclass(frozen=True)
class Day:
    """lines: what stands on each line of the day, None where a line is empty."""

    date: date
    is_of_month: bool
    is_today: bool
    lines: list[Entry | None] = field(default_factory=list)

    @property
    def entries(self) -> list[Entry]:
        return [entry for entry in self.lines if entry is not None]


@dataclass(frozen=True)
class Month:
    """first: its first day. previous, next: the first days of its neighbours, or None."""

    first: date
    weeks: list[list[Day]]
    previous: date | None
    next: date | None

    @property
    def weekdays(self) -> list[date]:
        """Seven days to name the columns by."""
        return [day.date for day in self.weeks[0]]

    @property
    def has_events(self) -> bool:
        return any(day.lines for week in self.weeks for day in week if day.is_of_month)


def first_of(text: str, today: date) -> date:
    """The first day of the month written '2026-12'; of the present one where it is not one."""
    found = _WRITTEN.fullmatch(text)
    if found and 1 <= int(found[2]) <= 12 and FIRST.year <= int(found[1]) <= LAST.year:
        return date(int(found[1]), int(found[2]), 1)
    return today.replace(day=1)


def days_of_grid(first: date) -> tuple[date, date]:
    """The first and the last day that stand in the grid of a month."""
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return weeks[0][0], weeks[-1][-1]


def days_of(event: Event) -> tuple[date, date]:
    """The first and the last day of an event in Kyiv. One that ends at midnight does not
    reach into the next day."""
    return in_kyiv(event.starts_at).date(), in_kyiv(event.ends_at - _MOMENT).date()


def month(first: date, events: Iterable[Event], *, today: date) -> Month:
    """The grid of the month that begins at `first`, with the events of its days.

    events: those of all its weeks, in the order in which they are to stand.
    """
    known = [(*days_of(event), event) for event in events]
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return Month(
        first=first,
        weeks=[_week(week, known, first=first, today=today) for week in weeks],
        previous=(first - timedelta(days=1)).replace(day=1) if first > FIRST else None,
        next=(first + timedelta(days=31)).replace(day=1) if first < LAST else None,
    )


def _week(
    days: list[date], known: list[tuple[date, date, Event]], *, first: date, today: date
) -> list[Day]:
    """Seven days. Events of several days take the upper lines, so that a band is straight."""
    here = [each for each in known if each[0] <= days[-1] and each[1] >= days[0]]
    here.sort(key=lambda each: (each[0] == each[1], max(each[0], days[0]), each[2].starts_at))
    lines: dict[date, list[Entry | None]] = {day: [] for day in days}
    for begins, ends, event in here:
        shown = [day for day in days if begins <= day <= ends]
        lane = _free(lines, shown)
        for day in shown:
            taken = lines[day]
            taken.extend([None] * (lane + 1 - len(taken)))
            named = day in (begins, days[0])
            length = (shown[-1] - day).days + 1
            taken[lane] = Entry(event, lane, day == begins, day == ends, named, length)
    return [Day(day, day.month == first.month, day == today, lines[day]) for day in days]


def _free(lines: dict[date, list[Entry | None]], days: list[date]) -> int:
    """The uppermost line that is free on all these days."""
    lane = 0
    while any(len(lines[day]) > lane and lines[day][lane] is not None for day in days):
        lane += 1
    return lane
