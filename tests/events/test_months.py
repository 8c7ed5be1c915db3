"""The grid of a month: whole weeks by the clock of Kyiv, bands of several days."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mayorsclub.events import listing, months
from mayorsclub.events.models import Event, State
from tests.factories.events import EventFactory
from tests.moments import TODAY

pytestmark = pytest.mark.django_db


def grid(text: str) -> months.Month:
    first = months.first_of(text, TODAY)
    found = listing.between(Event.objects.all(), *months.days_of_grid(first))
    return months.month(first, found, today=TODAY)


def days_with(month: months.Month, event: Event) -> list[date]:
    return [
        day.date
        for week in month.weeks
        for day in week
        if event in [entry.event for entry in day.entries]
    ]


def event_at(*starts: int, hours: float = 2) -> Event:
    starts_at = datetime(*starts, tzinfo=UTC)  # type: ignore[misc]
    return EventFactory(starts_at=starts_at, ends_at=starts_at + timedelta(hours=hours))


@pytest.mark.parametrize(
    ("text", "first", "last", "weeks"),
    [
        ("2026-12", date(2026, 11, 30), date(2027, 1, 3), 5),
        ("2027-01", date(2026, 12, 28), date(2027, 1, 31), 5),
        ("2027-02", date(2027, 2, 1), date(2027, 2, 28), 4),
        ("2026-08", date(2026, 7, 27), date(2026, 9, 6), 6),
        ("2028-02", date(2028, 1, 31), date(2028, 3, 5), 5),
    ],
)
def test_a_month_is_whole_weeks(text, first, last, weeks):
    month = grid(text)

    assert (month.weeks[0][0].date, month.weeks[-1][-1].date) == (first, last)
    assert len(month.weeks) == weeks
    assert {len(week) for week in month.weeks} == {7}
    assert [day.date for week in month.weeks for day in week] == [
        first + timedelta(days=number) for number in range(weeks * 7)
    ]


def test_today_is_marked_and_neighbours_follow_the_year():
    assert [day.date for week in grid("2026-11").weeks for day in week if day.is_today] == [TODAY]
    assert (grid("2026-12").previous, grid("2026-12").next) == (
        date(2026, 11, 1),
        date(2027, 1, 1),
    )
    assert grid("2027-01").previous == date(2026, 12, 1)
    assert grid("2005-01").previous is None
    assert grid("2100-12").next is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-13",
        "2026-00",
        "9999-12",
        "0000-01",
        "2026-1",
        "26-01",
        "2026-12\0",
        "٢٠٢٦-١٢",
        "x",
    ],
)
def test_what_is_no_month_is_the_present_one(text):
    assert grid(text).first == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("starts", "hours", "days"),
    [
        # Summer time ends on 25 October 2026 at 04:00 in Kyiv, so that day has 25 hours.
        ((2026, 10, 24, 21), 25, [date(2026, 10, 25)]),
        ((2026, 10, 24, 20, 59), 1, [date(2026, 10, 24), date(2026, 10, 25)]),
        ((2026, 10, 25, 21, 59), 1, [date(2026, 10, 25), date(2026, 10, 26)]),
        ((2026, 10, 25, 22), 1, [date(2026, 10, 26)]),
        # It begins on 28 March 2027 at 03:00, so that day has 23.
        ((2027, 3, 27, 22), 23, [date(2027, 3, 28)]),
        ((2027, 3, 28, 21), 1, [date(2027, 3, 29)]),
        # The last evening of the year.
        ((2026, 12, 31, 20), 4, [date(2026, 12, 31), date(2027, 1, 1)]),
        # It ends at midnight: the next day has none of it.
        ((2026, 11, 23, 20), 2, [date(2026, 11, 23)]),
    ],
)
def test_an_event_stands_on_its_days_of_kyiv(starts, hours, days):
    event = event_at(*starts, hours=hours)

    assert days_with(grid(f"{days[0]:%Y-%m}"), event) == days


def test_an_event_over_new_year_is_in_both_months():
    event = event_at(2026, 12, 30, 8, hours=80)

    assert days_with(grid("2026-12"), event) == days_with(grid("2027-01"), event)
    assert date(2027, 1, 2) in days_with(grid("2027-01"), event)


def test_a_band_keeps_its_line_all_week_and_is_named_again_on_monday():
    short = event_at(2026, 11, 26, 8)
    band = event_at(2026, 11, 26, 9, hours=24 * 5)
    crossing = event_at(2026, 11, 28, 9, hours=24)

    month = grid("2026-11")

    found = {}
    for week in month.weeks:
        for day in week:
            for entry in day.entries:
                line = (entry.lane, entry.begins, entry.ends, entry.is_named, entry.length)
                found.setdefault(entry.event, {})[day.date.day] = line
    assert found[band] == {
        26: (0, True, False, True, 4),
        27: (0, False, False, False, 3),
        28: (0, False, False, False, 2),
        29: (0, False, False, False, 1),
        30: (0, False, False, True, 2),
        1: (0, False, True, False, 1),
    }
    assert found[short] == {26: (1, True, True, True, 1)}
    assert found[crossing] == {28: (1, True, False, True, 2), 29: (1, False, True, False, 1)}


def test_what_has_no_date_is_on_no_day():
    event = EventFactory(state=State.POSTPONED)

    assert days_with(grid("2026-11"), event) == []
