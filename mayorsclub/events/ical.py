"""Events as entries of a calendar and as parts of letters (RFC 5546)."""

from collections.abc import Collection, Iterable
from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from mayorsclub.design.calendars import Entry, Person, calendar
from mayorsclub.events.models import Event, State
from mayorsclub.mail.kinds import CalendarPart
from mayorsclub.mail.rendering import CLUB

__all__ = ["Attendee", "feed", "file", "part", "place"]

# Whose calendar it is.
Attendee = Person


def feed(
    events: Iterable[Event], *, name: str, language: str, registered: Collection[int] = ()
) -> str:
    """A calendar to subscribe to. events: those its reader may see; cancelled ones stay in
    it, said so, until they are over. registered: the numbers of those at which the reader
    has a place."""
    with translation.override(language):
        entries = (_entry(event, language, is_coming=event.pk in registered) for event in events)
        return calendar(entries, name=name)


def file(event: Event, *, language: str) -> str:
    """One event to save and open."""
    with translation.override(language):
        return calendar([_entry(event, language)])


def part(
    event: Event, *, attendee: Attendee, language: str, at: datetime, takes_out: bool = False
) -> CalendarPart:
    """The part of a letter that puts the event into the receiver's calendar, or takes it out.

    at: when it is written; it makes the part newer than the one before.

    takes_out: the event is off, or has no date, or this person comes no more.
    """
    method = "CANCEL" if takes_out else "REQUEST"
    with translation.override(language):
        entry = _entry(event, language, attendee=attendee, is_off=takes_out, at=at)
        return CalendarPart(method, calendar([entry], method=method))


def _entry(
    event: Event,
    language: str,
    *,
    attendee: Attendee | None = None,
    is_off: bool = False,
    is_coming: bool = False,
    at: datetime | None = None,
) -> Entry:
    title, description = titled(event, is_off=is_off), event.summary
    if is_coming and event.state != State.CANCELLED:
        title, note = f"✓ {title}", _("You are registered.")
        description = f"{note}\n\n{description}"
    return Entry(
        name=f"event-{event.pk}",
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        title=title,
        path=event.get_absolute_url(),
        revised_at=event.revised_at,
        place=place(event),
        description=description,
        status=_status(event, is_off=is_off),
        sequence=event.sequence,
        organiser=Person(CLUB[language], parseaddr(settings.DEFAULT_FROM_EMAIL)[1]),
        attendee=attendee,
        written_at=at,
    )


def place(event: Event) -> str:
    """Where it is, without the link: that is for those registered, near the time."""
    online = _("online") if event.is_online else ""
    return ", ".join(filter(None, [event.place, online]))


def titled(event: Event, *, is_off: bool = False) -> str:
    """The title, with the word for what is off. is_off: for this reader."""
    # Outlook ignores the status, so the word stands in the title, too.
    if event.state == State.CANCELLED:
        return _("Cancelled: %(title)s") % {"title": event.title}
    if event.state == State.POSTPONED:
        return _("Postponed: %(title)s") % {"title": event.title}
    return _("You are not coming: %(title)s") % {"title": event.title} if is_off else event.title


def _status(event: Event, *, is_off: bool) -> str:
    if is_off or event.state == State.CANCELLED:
        return "CANCELLED"
    return "TENTATIVE" if event.state == State.POSTPONED else "CONFIRMED"
