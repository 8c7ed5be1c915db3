"""Entries for people's calendars (RFC 5545), one way for everything that has a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
from django.conf import settings

KYIV = ZoneInfo("Europe/Kyiv")
PRODUCT = "-//Mayors Club//Calendar//UK"
# How often a calendar program asks a feed anew.
REFRESH = timedelta(hours=1)


@dataclass(frozen=True)
class Person:
    """Somebody with a calendar."""

    name: str
    email: str


@dataclass(frozen=True)
class Entry:
    """One thing in a calendar, in the reader's language.

    name: 'event-12', unique and never another one for the same thing. starts_at, ends_at,
    revised_at: aware. path: of its page. status: CONFIRMED, TENTATIVE or CANCELLED.
    sequence: grows with each change that people must hear of. written_at: of a part of a
    letter, when it was written: of two with one sequence the later counts (RFC 5546, 2.1.5).
    """

    name: str
    starts_at: datetime
    ends_at: datetime
    title: str
    path: str
    revised_at: datetime
    place: str = ""
    description: str = ""
    status: str = "CONFIRMED"
    sequence: int = 0
    organiser: Person | None = None
    attendee: Person | None = None
    written_at: datetime | None = None


def calendar(entries: Iterable[Entry], *, method: str = "PUBLISH", name: str = "") -> str:
    """The text of a VCALENDAR. method: PUBLISH, REQUEST or CANCEL (RFC 5546); name: of a
    feed that people subscribe to."""
    made = icalendar.Calendar()
    made.add("PRODID", PRODUCT)
    made.add("VERSION", "2.0")
    made.add("CALSCALE", "GREGORIAN")
    made.add("METHOD", method)
    if name:
        made.add("X-WR-CALNAME", name)
        made.add("NAME", name)
        made.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
        made.add("X-PUBLISHED-TTL", "PT1H")
    shown = list(entries)
    if shown:
        first = min(entry.starts_at for entry in shown)
        last = max(entry.ends_at for entry in shown)
        made.add_component(_zone(first.date(), last.date()))
    for entry in shown:
        made.add_component(_component(entry, comes=method != "CANCEL"))
    return made.to_ical().decode()


def _component(entry: Entry, *, comes: bool) -> icalendar.Event:
    address = settings.BASE_URL + entry.path
    made = icalendar.Event()
    made.add("UID", f"{entry.name}@{settings.HOST.split(':')[0]}")
    made.add("DTSTAMP", (entry.written_at or entry.revised_at).astimezone(UTC))
    made.add("LAST-MODIFIED", entry.revised_at.astimezone(UTC))
    made.add("SEQUENCE", entry.sequence)
    made.add("DTSTART", _by_clock(entry.starts_at))
    made.add("DTEND", _by_clock(entry.ends_at))
    made.add("SUMMARY", entry.title)
    made.add("DESCRIPTION", "\n\n".join(filter(None, [entry.description, address])))
    made.add("URL", address)
    if entry.place:
        made.add("LOCATION", entry.place)
    made.add("STATUS", entry.status)
    made.add("TRANSP", "TRANSPARENT" if entry.status == "CANCELLED" else "OPAQUE")
    if entry.organiser:
        made.add("ORGANIZER", _address(entry.organiser))
    if entry.attendee:
        made.add("ATTENDEE", _attending(entry.attendee, comes=comes))
    return made


def _by_clock(moment: datetime) -> datetime:
    """A moment by Kyiv's clock. The hour that comes twice in autumn means the first one to
    whoever reads it (RFC 5545, 3.3.5), so the second one is written in UTC."""
    local = moment.astimezone(KYIV)
    return moment.astimezone(UTC) if local.fold else local


def _address(person: Person) -> icalendar.vCalAddress:
    address = icalendar.vCalAddress(f"mailto:{person.email}")
    address.params["CN"] = person.name
    return address


def _attending(person: Person, *, comes: bool) -> icalendar.vCalAddress:
    address = _address(person)
    address.params["ROLE"] = "REQ-PARTICIPANT"
    address.params["PARTSTAT"] = "ACCEPTED" if comes else "DECLINED"
    address.params["RSVP"] = "FALSE"
    return address


def _zone(first: date, last: date) -> icalendar.Timezone:
    """Kyiv's clock around these days, as the time zone data of this machine have it."""
    return icalendar.Timezone.from_tzinfo(
        KYIV, first_date=date(first.year - 1, 1, 1), last_date=date(last.year + 2, 1, 1)
    )
