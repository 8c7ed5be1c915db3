"""When and where an event is, and what goes with it when it moves."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from mayorsclub.events import ical
from mayorsclub.events.models import Audience, Event, State
from mayorsclub.events.refusals import EventRefused
from mayorsclub.ukrainian.dates import KYIV, in_kyiv


@dataclass(frozen=True)
class Where:
    """What people keep in their calendars: a change of it is told to them."""

    starts_at: datetime
    ends_at: datetime
    place_uk: str
    place_en: str
    is_online: bool
    online_link: str

    @classmethod
    def of(cls, event: Event) -> "Where":
        """Where the event stands now."""
        return cls(*(getattr(event, name) for name in cls.__dataclass_fields__))

    @property
    def times(self) -> tuple[datetime, datetime]:
        return self.starts_at, self.ends_at

    @property
    def place(self) -> str:
        """In the active language, as a calendar says it."""
        return ical.place(
            Event(place_uk=self.place_uk, place_en=self.place_en, is_online=self.is_online)
        )


def set_times(event: Event, starts_at: datetime, ends_at: datetime, *, at: datetime) -> None:
    """Give an event its times; the caller saves it. The programme moves along where it no
    longer fits, and the end of registration keeps its distance.

    Raises EventRefused: "in_the_past", "ends_before", "public_late", "outside".
    """
    if ends_at <= starts_at:
        raise EventRefused("ends_before")
    if starts_at != event.starts_at and starts_at <= at:
        raise EventRefused("in_the_past")
    if event.public_from and starts_at != event.starts_at and starts_at <= event.public_from:
        raise EventRefused("public_late")
    was = event.starts_at
    event.starts_at, event.ends_at = starts_at, ends_at
    if event.registration_until:
        event.registration_until = along(event.registration_until, was=was, now=starts_at)
    _fit_programme(event, was)


def along(moment: datetime, *, was: datetime, now: datetime) -> datetime:
    """A moment that moves along with a beginning, by the clock of Kyiv: what was at ten on the
    second day stays at ten on the second day, also where a change of clock lies between."""
    since = _clock(moment) - _clock(was)
    return (_clock(now) + since).replace(tzinfo=KYIV).astimezone(UTC)


def _clock(moment: datetime) -> datetime:
    return in_kyiv(moment).replace(tzinfo=None)


def _fit_programme(event: Event, was: datetime) -> None:
    items = list(event.programme.all())
    if all(fits(event, item.starts_at, item.ends_at) for item in items):
        return
    for item in items:
        item.starts_at = along(item.starts_at, was=was, now=event.starts_at)
        item.ends_at = item.ends_at and along(item.ends_at, was=was, now=event.starts_at)
        if not fits(event, item.starts_at, item.ends_at):
            raise EventRefused("outside")
        item.save(update_fields=["starts_at", "ends_at"])


def fits(event: Event, starts_at: datetime, ends_at: datetime | None) -> bool:
    """Whether a point of the programme lies within the event."""
    return event.starts_at <= starts_at < event.ends_at and (
        ends_at is None or starts_at < ends_at <= event.ends_at
    )


def partners_from(event: Event, *, at: datetime) -> datetime | None:
    """From when partners see it: an open event some days before the public, never before
    now; one for members and partners with its members; others never."""
    if event.public_from is None:
        return None
    if event.audience == Audience.OPEN:
        return max(at, event.public_from - timedelta(days=event.early_days))
    return event.public_from if event.audience == Audience.PARTNERS else None


def may_tell(event: Event, at: datetime) -> bool:
    """Whether a change still matters to those registered."""
    return event.state == State.ANNOUNCED and event.ends_at > at
