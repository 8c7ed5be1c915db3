"""Dates and moments in words, in Ukrainian and English, by the clock of Kyiv."""

import datetime as dt
from zoneinfo import ZoneInfo

KYIV = ZoneInfo("Europe/Kyiv")
# January to December; the genitive stands beside a day, the nominative alone.
GENITIVE_MONTHS = (
    *("січня", "лютого", "березня", "квітня", "травня", "червня"),
    *("липня", "серпня", "вересня", "жовтня", "листопада", "грудня"),
)
_NOMINATIVE = (
    *("січень", "лютий", "березень", "квітень", "травень", "червень"),
    *("липень", "серпень", "вересень", "жовтень", "листопад", "грудень"),
)
_ENGLISH = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def in_kyiv(value: dt.datetime) -> dt.datetime:
    """An aware moment by the clock of Kyiv. Raises ValueError for a naive one."""
    if value.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return value.astimezone(KYIV)


def _day(value: dt.date) -> dt.date:
    return in_kyiv(value).date() if isinstance(value, dt.datetime) else value


def long_date(date: dt.date, language: str) -> str:
    """'23 листопада 2026 року', '23 November 2026'. An aware datetime gives its day in Kyiv."""
    day = _day(date)
    if language == "uk":
        return f"{day.day} {GENITIVE_MONTHS[day.month - 1]} {day.year} року"
    return f"{day.day} {_ENGLISH[day.month - 1]} {day.year}"


def day_month(date: dt.date, language: str) -> str:
    """'23 листопада', '23 November'."""
    day = _day(date)
    months = GENITIVE_MONTHS if language == "uk" else _ENGLISH
    return f"{day.day} {months[day.month - 1]}"


def month_year(date: dt.date, language: str, *, genitive: bool = False) -> str:
    """'листопад 2026 року', with genitive 'листопада 2026 року'; 'November 2026'."""
    day = _day(date)
    if language == "uk":
        months = GENITIVE_MONTHS if genitive else _NOMINATIVE
        return f"{months[day.month - 1]} {day.year} року"
    return f"{_ENGLISH[day.month - 1]} {day.year}"


def moment(value: dt.datetime, language: str) -> str:
    """'23 листопада 2026 року, 14:30', '23 November 2026, 14:30', in Kyiv time."""
    local = in_kyiv(value)
    return f"{long_date(local, language)}, {local:%H:%M}"
