"""The letters to one person about their own registration.

To whoever has no account they carry none of the words that were typed: our mail must not
bring a stranger's words to an address that nobody has proved.
"""

from datetime import datetime

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from mayorsclub.accounts.models import User
from mayorsclub.events import ical, links
from mayorsclub.events.models import Event, Registration
from mayorsclub.mail.domain.outbox import Address, queue_letter
from mayorsclub.mail.kinds import CalendarPart
from mayorsclub.ukrainian.dates import moment


def receiver(registration: Registration) -> User | Address | None:
    """Who is written to; None where there is nobody (a walk-in, an account that is off)."""
    if registration.user is not None:
        return registration.user if registration.user.is_active else None
    if not registration.email or registration.erased_at:
        return None
    return guest(registration)


def guest(registration: Registration) -> Address:
    """Somebody without an account: what they typed of themselves is not taken over."""
    return Address(email=registration.email, name="", language=registration.language)


def where(event: Event) -> str:
    """Where it is, for those who come, in the active language: the link to join stands on
    the page of the registration only, so that a forwarded letter does not give it away."""
    place = ical.place(event)
    if not event.online_link:
        return place or "–"
    hint = _("the link to join appears on the page of your registration shortly before")
    return f"{place} ({hint})"


def language_of(registration: Registration) -> str:
    """The language of letters: the account's own, else the one chosen when registering."""
    return registration.user.language if registration.user else registration.language


def entry(
    event: Event, registration: Registration, *, at: datetime, takes_out: bool = False
) -> CalendarPart:
    """The entry for this person's calendar, or what takes it out."""
    name = str(registration.user) if registration.user else registration.email
    address = registration.user.email if registration.user else registration.email
    attendee = ical.Attendee(name, address)
    language = language_of(registration)
    return ical.part(event, attendee=attendee, language=language, at=at, takes_out=takes_out)


def tell(
    kind: str,
    registration: Registration,
    event: Event,
    *,
    at: datetime,
    calendar: CalendarPart | None = None,
    **more: str | Promise,
) -> None:
    """Queue the letter events.<kind> with what all of them say: title, moment, place and
    the secret page of the registration."""
    to = receiver(registration)
    if to is None:
        return
    language = language_of(registration)
    with translation.override(language):
        context: dict[str, str | Promise] = {
            "title": event.title,
            "moment": moment(event.starts_at, language),
            "place": where(event),
            "link": links.of_registration(registration, language),
        }
    queue_letter(
        f"events.{kind}",
        to=to,
        about=registration,
        at=at,
        context=context | more,
        language=language,
        calendar=calendar,
    )


def confirm(registration: Registration, event: Event, *, at: datetime) -> None:
    """That there is a place, with the entry for the calendar."""
    tell("registered", registration, event, at=at, calendar=entry(event, registration, at=at))
