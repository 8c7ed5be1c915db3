"""Calendar entries, read back as a calendar program reads them."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest

from mayorsclub.events import ical
from mayorsclub.events.models import State
from mayorsclub.mail.domain.delivery import mail_of
from mayorsclub.mail.models import Letter
from tests.factories.events import EventFactory
from tests.moments import NOON

pytestmark = pytest.mark.django_db
OLHA = ical.Attendee("Зразок, Ольга; «Х»", "olha@example.org")


def entries(text: str) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def test_an_event_comes_back_as_it_went():
    event = EventFactory(title_uk="Форум: громади, гроші; люди", sequence=3)

    text = ical.feed([event], name="Події Клубу Мерів", language="uk")

    (entry,) = entries(text)
    assert entry["UID"] == f"event-{event.pk}@localhost"
    assert entry["SUMMARY"] == "Форум: громади, гроші; люди"
    assert entry["SEQUENCE"] == 3
    assert entry["STATUS"] == "CONFIRMED"
    assert entry["LOCATION"] == "м. Київ, Зразкова вулиця, 1"
    assert entry.start == event.starts_at
    assert entry.end == event.ends_at
    assert entry["DTSTART"].params["TZID"] == "Europe/Kyiv"
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


@pytest.mark.parametrize(
    "starts_at",
    [
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),  # 03:30, for the first time
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),  # 03:30 once more, by winter time
        datetime(2026, 10, 24, 23, 30, tzinfo=UTC),
        datetime(2027, 3, 28, 0, 30, tzinfo=UTC),
        datetime(2027, 3, 28, 1, 30, tzinfo=UTC),
        datetime(2027, 7, 1, 9, tzinfo=UTC),
    ],
)
def test_the_clock_of_kyiv_is_in_the_file(starts_at):
    """The zone's own rules, not those of whoever reads it, give the same moment."""
    event = EventFactory(starts_at=starts_at, ends_at=starts_at + timedelta(hours=3))

    calendar = icalendar.Calendar.from_ical(ical.feed([event], name="x", language="uk"))
    (zone,) = calendar.walk("VTIMEZONE")
    (entry,) = calendar.walk("VEVENT")
    begins, ends = (entry[name].dt for name in ("DTSTART", "DTEND"))
    # The hour that comes twice is the first one, unless it is written in UTC.
    if "TZID" in entry["DTSTART"].params:
        begins = begins.replace(tzinfo=zone.to_tz(), fold=0)

    assert zone["TZID"] == "Europe/Kyiv"
    assert begins.astimezone(UTC) == event.starts_at
    assert ends.replace(tzinfo=zone.to_tz()).astimezone(UTC) == event.ends_at


def test_what_is_cancelled_says_so_in_the_title_too():
    event = EventFactory(state=State.CANCELLED, title_uk="Форум", title_en="Forum")

    (uk,) = entries(ical.feed([event], name="x", language="uk"))
    (en,) = entries(ical.feed([event], name="x", language="en"))

    assert (uk["STATUS"], uk["SUMMARY"]) == ("CANCELLED", "Скасовано: Форум")
    assert (en["STATUS"], en["SUMMARY"]) == ("CANCELLED", "Cancelled: Forum")


def test_the_online_link_is_in_no_calendar():
    event = EventFactory(is_online=True, online_link="https://meet.example.org/secret")

    for text in (
        ical.feed([event], name="x", language="uk"),
        ical.part(event, attendee=OLHA, language="uk", at=NOON).content,
    ):
        assert "secret" not in text.replace("\r\n ", "")


def test_a_letter_takes_an_event_out_of_a_calendar():
    """The method stands in the part's type, and who asks for it in the entry."""
    event = EventFactory(state=State.CANCELLED, title_uk="Форум")
    part = ical.part(event, attendee=OLHA, language="uk", at=NOON, takes_out=True)
    letter = Letter(
        message_id="<1@localhost>",
        to_address="olha@example.org",
        language="uk",
        subject="Скасовано",
        body_text="Скасовано",
        body_html="<p>Скасовано</p>",
        calendar_method=part.method,
        calendar=part.content,
        written_at=NOON,
        send_after=NOON,
    )

    parts = list(mail_of(letter).message().walk())

    found = next(each for each in parts if each.get_content_type() == "text/calendar")
    assert found.get_param("method") == "CANCEL"
    assert found.get_content_charset() == "utf-8"
    body = found.get_payload(decode=True).decode()
    calendar = icalendar.Calendar.from_ical(body)
    (entry,) = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "CANCEL"
    assert entry["ORGANIZER"] == "mailto:club@localhost"
    assert entry["ATTENDEE"] == "mailto:olha@example.org"
    assert (entry["STATUS"], entry["SUMMARY"]) == ("CANCELLED", "Скасовано: Форум")


def test_a_name_adds_no_line_to_a_calendar():
    event = EventFactory(title_uk="Форум")
    hostile = ical.Attendee('Х"\r\nATTENDEE:mailto:spy@example.org', "olha@example.org")

    (entry,) = entries(ical.part(event, attendee=hostile, language="uk", at=NOON).content)

    assert entry["ATTENDEE"] == "mailto:olha@example.org"
