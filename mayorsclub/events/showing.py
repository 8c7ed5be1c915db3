"""What a page says of an event: when it is, in which words, whose it is, how it stands."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from mayorsclub.directory.rules import Viewer, sees
from mayorsclub.events.domain.covers import WIDTHS
from mayorsclub.events.models import Audience, Event, EventFile, State
from mayorsclub.events.months import days_of
from mayorsclub.partners.domain.representatives import name_for
from mayorsclub.ukrainian.dates import day_month, in_kyiv, long_date

FORMS = ("avif", "webp")
WEEKDAYS = {
    "uk": ("понеділок", "вівторок", "середа", "четвер", "п’ятниця", "субота", "неділя"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


@dataclass(frozen=True)
class Words:
    """A text, and its language where that is not the page's; else ''."""

    text: str
    language: str = ""


@dataclass(frozen=True)
class Point:
    """One point of the programme. day: said where the programme goes on for several."""

    starts_at: datetime
    ends_at: datetime | None
    title: Words
    speakers: list[str]
    language: str


@dataclass(frozen=True)
class Helper:
    """A partner organisation; url: of its page, where it shows itself to everyone."""

    name: str
    url: str = ""


@dataclass(frozen=True)
class ShownCover:
    """An event's picture: (address, width) for each format, the smallest first."""

    sources: dict[str, list[tuple[str, int]]]
    width: int
    height: int
    alt: str

    @property
    def avif(self) -> list[tuple[str, int]]:
        return self.sources["avif"]

    @property
    def webp(self) -> list[tuple[str, int]]:
        return self.sources["webp"]


def language() -> str:
    """The active language."""
    return (get_language() or "uk")[:2]


def words(event: object, name: str) -> Words:
    """A text of an event, of a point or of a paper. In English the Ukrainian one stands where
    a translation is missing, and what is not said in Ukrainian is not said in English."""
    uk, en = getattr(event, f"{name}_uk"), getattr(event, f"{name}_en")
    if language() == "uk" or not uk:
        return Words(uk)
    return Words(en) if en else Words(uk, "uk")


def clock(starts_at: datetime, ends_at: datetime | None) -> str:
    """'14:00–16:00' in Kyiv."""
    pieces = [f"{in_kyiv(each):%H:%M}" for each in (starts_at, ends_at) if each]
    return "–".join(pieces)


def days(event: Event) -> str:
    """'понеділок, 30 листопада 2026 року'; '10–14 грудня 2026 року'; '30 листопада –
    2 грудня 2026 року'."""
    here = language()
    begins, ends = days_of(event)
    if begins == ends:
        return f"{WEEKDAYS[here][begins.weekday()]}, {long_date(begins, here)}"
    if (begins.year, begins.month) == (ends.year, ends.month):
        return f"{begins.day}–{long_date(ends, here)}"
    return f"{_short(begins, ends)} – {long_date(ends, here)}"


def when(event: Event) -> str:
    """The days and the hours in one: 'понеділок, 30 листопада 2026 року, 14:00–16:00';
    '10 грудня, 08:00 – 14 грудня 2026 року, 18:00'."""
    begins, ends = days_of(event)
    if begins == ends:
        return f"{days(event)}, {hours(event)}"
    first, last = in_kyiv(event.starts_at), in_kyiv(event.ends_at)
    return f"{_short(begins, ends)}, {first:%H:%M} – {long_date(last, language())}, {last:%H:%M}"


def _short(begins: date, ends: date) -> str:
    """The first day; the year is left to the last one where both are of one."""
    same = begins.year == ends.year
    return day_month(begins, language()) if same else long_date(begins, language())


def hours(event: Event) -> str:
    """'14:00–16:00'; of several days '14:00, 30 листопада – 16:00, 2 грудня'."""
    begins, ends = days_of(event)
    if begins == ends:
        return clock(event.starts_at, event.ends_at)
    first, last = in_kyiv(event.starts_at), in_kyiv(event.ends_at)
    here = language()
    return f"{first:%H:%M}, {day_month(first, here)} – {last:%H:%M}, {day_month(last, here)}"


def offset(at: datetime) -> str:
    """'UTC+2': how Kyiv's clock stands at a moment."""
    seconds = in_kyiv(at).utcoffset().total_seconds()  # type: ignore[union-attr]
    return f"UTC{seconds / 3600:+g}"


def state_of(event: Event, at: datetime) -> tuple[str, str]:
    """How it stands, in a word, and the look of that word; ('', '') for one to come."""
    if event.state == State.DRAFT:
        return pgettext("event", "Draft"), "asked"
    if event.state == State.CANCELLED:
        return pgettext("event", "Cancelled"), "rejected"
    if event.state == State.POSTPONED:
        return pgettext("event", "Postponed"), "asked"
    if event.ends_at <= at:
        return pgettext("event", "Over"), ""
    return (pgettext("event", "Now"), "approved") if event.starts_at <= at else ("", "")


def badge(event: Event, at: datetime) -> str:
    """For whom a closed event is, or that others do not know of it yet."""
    if event.audience == Audience.OPEN and event.public_from and event.public_from > at:
        return _("Not announced to everyone yet")
    return {
        Audience.PARTNERS: _("For members and partners"),
        Audience.MEMBERS: _("For members"),
        Audience.INVITED: _("By invitation"),
    }.get(Audience(event.audience), "")


def cover(event: Event) -> ShownCover | None:
    """The picture of an event; no query where the event was read with its cover."""
    kept = event.cover
    if kept is None:
        return None
    widths = [width for width in WIDTHS if width <= kept.width]
    found = {
        form: [(reverse("events:cover", args=[kept.token, width, form]), width) for width in widths]
        for form in FORMS
    }
    return ShownCover(found, kept.width, kept.height, words(event, "cover_alt").text)


def programme(event: Event) -> list[tuple[str, list[Point]]]:
    """The points by day: ('30 листопада', points); the day is '' where there is only one."""
    begins, ends = days_of(event)
    found: dict[str, list[Point]] = {}
    for item in event.programme.all():
        day = "" if begins == ends else day_month(item.starts_at, language())
        speakers = words(item, "speakers")
        point = Point(
            item.starts_at,
            item.ends_at,
            words(item, "title"),
            [line for line in speakers.text.splitlines() if line.strip()],
            speakers.language,
        )
        found.setdefault(day, []).append(point)
    return list(found.items())


def helpers(event: Event) -> list[Helper]:
    """The partner organisations, with their pages where everyone sees them; one query."""
    found = []
    for each in event.partners.select_related("partner__profile"):
        partner, profile = each.partner, getattr(each.partner, "profile", None)
        url = ""
        if profile is not None and sees(Viewer.EVERYONE, profile, "entry"):
            url = reverse("directory:partner", args=[profile.slug])
        found.append(Helper(name_for(partner, language()), url))
    return found


def papers(event: Event, *, opens_all: bool) -> list[EventFile]:
    """The papers that this reader may open: those for everyone who sees the event; the rest
    as well for whoever has a place or keeps events (queries.may_read_paper)."""
    found = event.files.select_related("file")
    return [each for each in found if opens_all or each.is_for == EventFile.For.AUDIENCE]
