"""Dates in the spellings of spreadsheets."""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from mayorsclub.imports.faults import Unreadable
from mayorsclub.membership.fields import read_month

# The day before Excel's first one, with its leap year that never was.
EXCEL = date(1899, 12, 30)
EARLIEST_SERIAL, LATEST_SERIAL = 14_000, 80_000
_NOISE = re.compile(
    r"(?:\bр(?:оку|ік)?\b\.?|\bг(?:ода|\.)|\bз\b|\bвід\b|\bс\b|^до\s|\sto$|[«»\"'])", re.IGNORECASE
)
_NUMERIC = re.compile(r"(\d{1,2})\s*[./\-,\s]\s*(\d{1,2})\s*[./\-,\s]\s*(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?")
_ENGLISH = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.IGNORECASE)
_CLOCK = re.compile(r"\s\d{1,2}:\d{2}(?::\d{2})?$")


class Day(NamedTuple):
    """A date, and how much of it was written: "day", "month" or "year"."""

    date: date
    known: str = "day"


def read(text: str, *, today: date, is_end: bool = False) -> Day:
    """The date that a cell tells: 23.11.2026, 23/11/26, 2026-11-23, «23 листопада 2026 р.»,
    a serial of Excel, a month or a year.

    is_end: a bare month or year counts to its last day (never beyond today), else from its
    first. Raises Unreadable: "date", "date_order".
    """
    plain = " ".join(_NOISE.sub(" ", _CLOCK.sub("", text.strip())).split()).strip(" .,")
    for reading in (_serial, _iso, _numeric, _english):
        if found := reading(plain, text, today):
            return Day(found)
    if re.fullmatch(r"(?:19|20)\d\d", plain):
        year = int(plain)
        return Day(
            min(date(year, 12, 31), max(today, date(year, 1, 1))) if is_end else date(year, 1, 1),
            "year",
        )
    found = read_month(plain, is_end=is_end, today=today)
    if found is None:
        raise Unreadable("date", text=text[:60])
    return Day(found, "day" if re.match(r"\d{1,2}[ .]\D", plain) else "month")


def _serial(plain: str, _text: str, _today: date) -> date | None:
    if not re.fullmatch(r"\d{5}(?:[.,]\d+)?", plain):
        return None
    number = int(plain[:5])
    return EXCEL + timedelta(days=number) if EARLIEST_SERIAL < number < LATEST_SERIAL else None


def _iso(plain: str, text: str, _today: date) -> date | None:
    match = _ISO.fullmatch(plain)
    return _made(text, *map(int, match.groups())) if match else None


def _numeric(plain: str, text: str, today: date) -> date | None:
    match = _NUMERIC.fullmatch(plain)
    if not match:
        return None
    day, month, year = map(int, match.groups())
    if month > 12 >= day:
        raise Unreadable("date_order", text=text[:60])
    if year < 100:
        year += 2000 if year <= today.year % 100 else 1900
    return _made(text, year, month, day)


def _english(plain: str, text: str, today: date) -> date | None:
    match = _ENGLISH.fullmatch(plain)
    if not match:
        return None
    first = read_month(f"{match[1]} {match[3]}", today=today)
    return _made(text, first.year, first.month, int(match[2])) if first else None


def _made(text: str, year: int, month: int, day: int) -> date:
    if not (1900 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        raise Unreadable("date", text=text[:60])
    return date(year, month, day)
