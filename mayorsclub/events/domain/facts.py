"""What the office writes of an event, checked and tidied before it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from mayorsclub.directory.choices import LANGUAGES
from mayorsclub.events.models import Audience, Event, Kind
from mayorsclub.events.models.event import languages, reminders
from mayorsclub.events.refusals import EventRefused
from mayorsclub.mail.markup import clean, one_line
from mayorsclub.territories.models import Territory

LINES = ("title_uk", "title_en", "place_uk", "place_en", "organiser_uk", "organiser_en")
TEXTS = ("summary_uk", "summary_en", "text_uk", "text_en")
LONGEST_TEXT = 20_000
LONGEST_REASON = 1000
MOST_REMINDERS = 5
LONGEST_REMINDER = 60 * 24 * 60
_WEB = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True)
class EventFacts:
    """Everything the office writes of an event itself.

    starts_at, ends_at, registration_until: aware. link_minutes: how long before the beginning
    the link is shown. reminders: minutes before the beginning. slug: part of the address;
    empty: made from the title.
    """

    kind: str
    title_uk: str
    starts_at: datetime
    ends_at: datetime
    audience: str
    title_en: str = ""
    summary_uk: str = ""
    summary_en: str = ""
    text_uk: str = ""
    text_en: str = ""
    place_uk: str = ""
    place_en: str = ""
    oblast: Territory | None = None
    is_online: bool = False
    online_link: str = ""
    link_minutes: int = 60
    languages: Sequence[str] = field(default_factory=languages)
    organiser_uk: str = ""
    organiser_en: str = ""
    early_days: int = 3
    takes_registrations: bool = True
    registration_until: datetime | None = None
    accept_hours: int = 24
    reminders: Sequence[int] = field(default_factory=reminders)
    gives_certificates: bool = False
    asks_feedback: bool = True
    slug: str = ""


# What is written to the event as it is; slug, times and audience have rules of their own.
PLAIN = [
    each.name
    for each in fields(EventFacts)
    if each.name not in {"slug", "starts_at", "ends_at", "audience"}
]


def facts_of(event: Event) -> EventFacts:
    """The facts of an event as they stand, for a form and for a copy."""
    return EventFacts(**{each.name: getattr(event, each.name) for each in fields(EventFacts)})


def tidied(facts: EventFacts) -> EventFacts:
    """The facts without what cannot be seen and without what cannot be.

    Raises EventRefused: "no_title", "choice", "too_long", "ends_before", "not_online",
    "bad_link", "until_late", "number".
    """
    texts: dict[str, Any] = {name: one_line(getattr(facts, name), LONGEST_TEXT) for name in LINES}
    texts |= {name: clean(getattr(facts, name)).strip() for name in TEXTS}
    neat = replace(
        facts,
        **texts,
        online_link=facts.online_link.strip(),
        languages=list(dict.fromkeys(facts.languages)),
        reminders=sorted(set(facts.reminders), reverse=True),
    )
    if not neat.title_uk:
        raise EventRefused("no_title")
    for name in texts:
        check_length(Event, name, getattr(neat, name))
    _check_choices(neat)
    _check_times(neat)
    _check_link(neat)
    return neat


def check_length(model: type, name: str, text: str) -> None:
    """Raises EventRefused "too_long" for what the column does not hold."""
    most = model._meta.get_field(name).max_length or LONGEST_TEXT  # type: ignore[attr-defined]
    if len(text) > most:
        raise EventRefused("too_long", most=most)


def _check_choices(facts: EventFacts) -> None:
    known = set(facts.languages) <= set(LANGUAGES) and facts.languages
    if facts.kind not in Kind.values or facts.audience not in Audience.values or not known:
        raise EventRefused("choice")
    if len(facts.reminders) > MOST_REMINDERS:
        raise EventRefused("too_many", most=MOST_REMINDERS)
    numbers = [
        (facts.early_days, 0, 60),
        (facts.accept_hours, 1, 240),
        (facts.link_minutes, 0, 7 * 24 * 60),
        *((minutes, 1, LONGEST_REMINDER) for minutes in facts.reminders),
    ]
    for number, least, most in numbers:
        if not least <= number <= most:
            raise EventRefused("number", least=least, most=most)


def _check_times(facts: EventFacts) -> None:
    if facts.ends_at <= facts.starts_at:
        raise EventRefused("ends_before")
    if facts.registration_until and facts.registration_until > facts.starts_at:
        raise EventRefused("until_late")


def _check_link(facts: EventFacts) -> None:
    if not facts.online_link:
        return
    if not facts.is_online:
        raise EventRefused("not_online")
    check_length(Event, "online_link", facts.online_link)
    try:
        _WEB(facts.online_link)
    except ValidationError:
        raise EventRefused("bad_link") from None


def tidied_place(uk: str, en: str) -> tuple[str, str]:
    """A place in both languages, tidied. Raises EventRefused: "too_long"."""
    places = one_line(uk, LONGEST_TEXT), one_line(en, LONGEST_TEXT)
    for name, text in zip(("place_uk", "place_en"), places, strict=True):
        check_length(Event, name, text)
    return places


def tidied_reason(uk: str, en: str) -> tuple[str, str]:
    """A reason in both languages. Raises EventRefused: "reason_required", "too_long"."""
    reasons = clean(uk).strip(), clean(en).strip()
    if not reasons[0]:
        raise EventRefused("reason_required")
    if max(map(len, reasons)) > LONGEST_REASON:
        raise EventRefused("too_long", most=LONGEST_REASON)
    return reasons
