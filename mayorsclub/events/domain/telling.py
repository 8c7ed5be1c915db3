"""Letters to those registered, about what becomes of an event."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from mayorsclub.events import ical, links
from mayorsclub.events.domain.confirmations import entry, guest, language_of
from mayorsclub.events.domain.times import Where
from mayorsclub.events.models import ACTIVE, Event, Registration, Standing
from mayorsclub.mail.domain.outbox import queue_letter
from mayorsclub.ukrainian.dates import moment

Words = Callable[[str], dict[str, str]]


def registered(event: Event) -> QuerySet[Registration]:
    """Those whom a change concerns: with a place, offered one, or waiting for one."""
    found = event.registrations.filter(standing__in=ACTIVE, erased_at=None).exclude(email="")
    return found.exclude(user__is_active=False).select_related("user")


def tell(kind: str, event: Event, *, words: Words, at: datetime, takes_out: bool = False) -> int:
    """One letter to each, in their language; how many.

    kind: of those with an account; theirs who have none is called so with `_guest`, since it
    holds a secret link. words: the kind's own placeholders in a language. Whoever has a place
    has the event in a calendar, so the letter changes it there, or takes it out.
    """
    count = 0
    for registration in registered(event):
        _write(kind, event, registration, words=words, at=at, takes_out=takes_out)
        count += 1
    return count


def _write(
    kind: str, event: Event, to: Registration, *, words: Words, at: datetime, takes_out: bool
) -> None:
    language = language_of(to)
    link = links.of_mine(language) if to.user else links.of_registration(to, language)
    part = None
    if to.standing == Standing.REGISTERED:
        part = entry(event, to, at=at, takes_out=takes_out)
    queue_letter(
        kind if to.user else f"{kind}_guest",
        to=to.user or guest(to),
        about=to,
        at=at,
        context=about(event, language) | words(language) | {"link": link},
        calendar=part,
    )


def about(event: Event, language: str) -> dict[str, str]:
    """What every letter about an event says of it."""
    with translation.override(language):
        return {
            "title": event.title,
            "moment": moment(event.starts_at, language),
            "place": ical.place(event) or _("to be announced"),
        }


def reason(event: Event) -> Words:
    """Why, in the receiver's language; Ukrainian where there is no English."""

    def words(language: str) -> dict[str, str]:
        with translation.override(language):
            return {"reason": event.reason}

    return words


def moved(event: Event, before: Where) -> Words:
    """Why, and what is another now."""
    changes, why = differences(event, before), reason(event)
    return lambda language: why(language) | changes(language)


def differences(event: Event, before: Where) -> Words:
    """What is another now than it was, a line for each."""

    def words(language: str) -> dict[str, str]:
        now = Where.of(event)
        lines = []
        with translation.override(language):
            if now.times != before.times:
                lines.append(_("Time: %(new)s; it was %(old)s") % _times(now, before, language))
            if now.place != before.place:
                unknown = _("to be announced")
                places = {"new": now.place or unknown, "old": before.place or unknown}
                lines.append(_("Place: %(new)s; it was %(old)s") % places)
            if now.online_link != before.online_link:
                lines.append(
                    _("The link for those online is a new one; your page shows it in time")
                )
        return {"changes": "\n".join(lines)}

    return words


def _times(now: Where, before: Where, language: str) -> dict[str, str]:
    return {"new": _from_to(now, language), "old": _from_to(before, language)}


def _from_to(when: Where, language: str) -> str:
    starts, ends = (moment(each, language) for each in (when.starts_at, when.ends_at))
    day, _comma, hour = ends.rpartition(", ")
    return f"{starts}–{hour}" if starts.startswith(day) else f"{starts} – {ends}"
