"""Which of the events that a reader may know of stand in a list, and in which order."""

from datetime import date, datetime, time, timedelta

from django.db.models import Case, Q, QuerySet, Value, When

from mayorsclub.events.models import Event, State
from mayorsclub.territories.models import Territory
from mayorsclub.ukrainian.dates import KYIV


def with_what_is_shown(events: QuerySet[Event]) -> QuerySet[Event]:
    """With the oblast and the cover, in the same query. The pictures are rows of their own."""
    return events.select_related("oblast", "cover")


def of(events: QuerySet[Event], *, kind: str = "", oblast: Territory | None = None) -> QuerySet:
    """Those of a kind, and in an oblast; all where nothing is said."""
    if kind:
        events = events.filter(kind=kind)
    return events.filter(oblast=oblast) if oblast else events


def coming(events: QuerySet[Event], at: datetime) -> QuerySet[Event]:
    """Those not over yet, the next first; those that wait for a new date stand last."""
    has_date = Case(When(state=State.POSTPONED, then=Value(1)), default=Value(0))
    found = events.filter(Q(ends_at__gt=at) | Q(state=State.POSTPONED))
    return found.order_by(has_date, "starts_at", "pk")


def past(events: QuerySet[Event], at: datetime) -> QuerySet[Event]:
    """Those that are over or whose cancelled day is, the last first."""
    found = events.filter(ends_at__lte=at).exclude(state=State.POSTPONED)
    return found.order_by("-starts_at", "-pk")


def between(events: QuerySet[Event], first: date, last: date) -> QuerySet[Event]:
    """Those of which a part lies in these days, by the clock of Kyiv, both days included.

    What is postponed has no day: it is in the list alone.
    """
    begins, ends = midnight(first), midnight(last + timedelta(days=1))
    found = events.filter(starts_at__lt=ends, ends_at__gt=begins)
    return found.exclude(state=State.POSTPONED).order_by("starts_at", "pk")


def years(events: QuerySet[Event]) -> list[int]:
    """The years in which they begin, by the clock of Kyiv, the last first."""
    found = events.order_by().datetimes("starts_at", "year", order="DESC", tzinfo=KYIV)
    return [each.year for each in found]


def in_year(events: QuerySet[Event], year: int) -> QuerySet[Event]:
    """Those that begin in a year of Kyiv."""
    begins, ends = midnight(date(year, 1, 1)), midnight(date(year + 1, 1, 1))
    return events.filter(starts_at__gte=begins, starts_at__lt=ends)


def midnight(day: date) -> datetime:
    """The beginning of a day in Kyiv."""
    return datetime.combine(day, time(), tzinfo=KYIV)
