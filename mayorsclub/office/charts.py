"""Small charts of the last twelve months, drawn here; each column leads to its list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mayorsclub.applications.models import Application
from mayorsclub.applications.models import State as ApplicationState
from mayorsclub.inbox import queries as inbox
from mayorsclub.inbox.models import Message
from mayorsclub.mail.models import Letter
from mayorsclub.mail.models import State as LetterState
from mayorsclub.membership.models import Member
from mayorsclub.office.waiting import link

MONTHS = 12
# The drawing, in its own units: twelve columns and the names of the months under them.
COLUMN, HEIGHT, TOP, FOOT = 30, 124, 16, 22
WIDTH = MONTHS * COLUMN
GAP = 5


@dataclass(frozen=True)
class Column:
    """One month: its figure, its list, and where it stands in the drawing."""

    month: date
    count: int
    url: str
    left: int
    top: float
    height: float
    middle: float


@dataclass(frozen=True)
class Chart:
    """title: what is counted. total: the figure of the year, or the newest one where months
    add up (`is_growing`)."""

    slug: str
    title: str | Promise
    total: int
    total_url: str
    columns: list[Column]
    is_growing: bool = False

    @property
    def points(self) -> str:
        """The line along the tops of a growing chart."""
        return " ".join(f"{each.middle:g},{each.top:g}" for each in self.columns)

    @property
    def area(self) -> str:
        """What lies under that line."""
        floor = HEIGHT - FOOT
        first, last = self.columns[0].middle, self.columns[-1].middle
        return f"{first:g},{floor} {self.points} {last:g},{floor}"


@dataclass(frozen=True)
class Month:
    """A calendar month in Kyiv."""

    first: date

    @property
    def last(self) -> date:
        return _next(self.first) - timedelta(days=1)

    @property
    def begins(self) -> datetime:
        return _midnight(self.first)

    @property
    def ends(self) -> datetime:
        """The first moment that is no longer in it."""
        return _midnight(_next(self.first))


def _next(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), timezone.get_default_timezone())


def months(at: datetime) -> list[Month]:
    """The twelve months that end with the present one."""
    found = [timezone.localdate(at, timezone.get_default_timezone()).replace(day=1)]
    while len(found) < MONTHS:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return [Month(first) for first in reversed(found)]


def charts(at: datetime) -> list[Chart]:
    """Applications, members, messages and letters; four queries."""
    year = months(at)
    sent = Application.objects.exclude(state=ApplicationState.DRAFT)
    letters = Letter.objects.filter(state=LetterState.SENT)
    real = inbox.real(Message.objects.all())
    return [
        _monthly("applications", _("Applications"), sent, "submitted_at", year),
        _members(year),
        _monthly("messages", _("Messages"), real, "received_at", year, real="true"),
        _monthly("letters", _("Letters sent"), letters, "sent_at", year, state=LetterState.SENT),
    ]


def _monthly(
    name: str,
    title: str | Promise,
    records: QuerySet,
    field: str,
    year: list[Month],
    **filters: str,
) -> Chart:
    """How many records have this moment in each month; the list takes it as a range of days."""
    conditions = {
        f"m{n}": Count("pk", filter=Q(**{f"{field}__gte": each.begins, f"{field}__lt": each.ends}))
        for n, each in enumerate(year)
    }
    found = records.aggregate(**conditions)

    def address(first: date, last: date) -> str:
        return link(name, **filters, **{f"{field}_from": first, f"{field}_to": last})

    counts = [found[f"m{n}"] for n in range(MONTHS)]
    columns = _columns(year, counts, lambda month: address(month.first, month.last))
    whole = address(year[0].first, year[-1].last)
    return Chart(name, title, sum(counts), whole, columns)


def _members(year: list[Month]) -> Chart:
    """Entries in the register up to the end of each month, whatever became of them."""
    found = Member.objects.aggregate(
        **{f"m{n}": Count("pk", filter=Q(entered_on__lte=m.last)) for n, m in enumerate(year)}
    )
    counts = [found[f"m{n}"] for n in range(MONTHS)]
    columns = _columns(year, counts, lambda month: link("members", entered_on_to=month.last))
    title = _("Members entered in the register")
    return Chart("members", title, counts[-1], columns[-1].url, columns, is_growing=True)


def _columns(year: list[Month], counts: list[int], url: Callable[[Month], str]) -> list[Column]:
    most, room = max([*counts, 1]), HEIGHT - TOP - FOOT
    made = []
    for place, (month, count) in enumerate(zip(year, counts, strict=True)):
        height = round(room * count / most, 1)
        left = place * COLUMN + GAP
        middle = place * COLUMN + COLUMN / 2
        top = HEIGHT - FOOT - height
        made.append(Column(month.first, count, url(month), left, top, height, middle))
    return made
