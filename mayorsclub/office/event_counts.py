"""How many come, wait and came: the figures of events, counted by the database."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from mayorsclub.events.domain.places import Seats
from mayorsclub.events.models import ACTIVE, HOLDING, Event, Group, Registration, Standing, State

# A draft that is so near and still not announced is worth a look.
NEAR = timedelta(days=14)

_HAS_PLACE = Q(registrations__standing=Standing.REGISTERED)
_OFFERED = Q(registrations__standing=Standing.OFFERED)
_WAITS = Q(registrations__standing=Standing.WAITING)


def counted(events: QuerySet[Event]) -> QuerySet[Event]:
    """With `registered_count`, `offered_count`, `held_count` (both), `waiting_count` and
    `came_count`; one join."""
    return events.annotate(
        registered_count=Count("registrations", filter=_HAS_PLACE),
        offered_count=Count("registrations", filter=_OFFERED),
        held_count=Count("registrations", filter=_HAS_PLACE | _OFFERED),
        waiting_count=Count("registrations", filter=_WAITS),
        came_count=Count("registrations", filter=Q(registrations__checked_in_at__isnull=False)),
    )


def without_date(events: QuerySet[Event]) -> QuerySet[Event]:
    """Postponed ones that wait for a new date."""
    return events.filter(state=State.POSTPONED, archived_at=None)


def near_drafts(events: QuerySet[Event], at: datetime) -> QuerySet[Event]:
    """Drafts whose day is near, or has passed."""
    return events.filter(state=State.DRAFT, archived_at=None, starts_at__lt=at + NEAR)


def with_waiting_list(events: QuerySet[Event], at: datetime) -> QuerySet[Event]:
    """Those to come that somebody waits for."""
    waiting = Registration.objects.filter(standing=Standing.WAITING).values("event")
    return events.filter(state=State.ANNOUNCED, archived_at=None, starts_at__gt=at, pk__in=waiting)


def with_feedback(events: QuerySet[Event], at: datetime) -> QuerySet[Event]:
    """Those with feedback of the last four weeks."""
    given = Registration.objects.filter(feedback__given_at__gt=at - timedelta(days=28))
    return events.filter(archived_at=None, pk__in=given.values("event"))


@dataclass(frozen=True)
class GroupRow:
    """One group of people at an event. seats: None where it shares what is left. left: None
    where there is no limit."""

    group: str
    label: str
    seats: int | None
    taken: int
    left: int | None
    waiting: int
    came: int


@dataclass(frozen=True)
class Figures:
    """Everything counted of one event. missed: had a place and did not come; None before
    anybody was let in."""

    registered: int
    offered: int
    waiting: int
    cancelled: int
    lapsed: int
    came: int
    walk_ins: int
    missed: int | None
    invited: int
    declined: int
    answered: int
    groups: list[GroupRow]
    seats: int | None

    @property
    def taken(self) -> int:
        """Places that are held: given or offered."""
        return self.registered + self.offered

    @property
    def left(self) -> int | None:
        return None if self.seats is None else max(0, self.seats - self.taken)


def figures(event: Event, at: datetime) -> Figures:
    """The figures of an event; three queries."""
    rows = list(
        event.registrations.order_by()
        .values("group", "standing")
        .annotate(
            number=Count("pk"),
            came=Count("pk", filter=Q(checked_in_at__isnull=False)),
            walk_ins=Count("pk", filter=Q(is_walk_in=True)),
        )
    )

    def of(*standings: str, group: str = "") -> int:
        return sum(
            row["number"]
            for row in rows
            if row["standing"] in standings and group in ("", row["group"])
        )

    quotas = dict(event.quotas.values_list("group", "seats"))
    taken = {group: of(*HOLDING, group=group) for group in Group.values}
    seats = Seats(event.seats, quotas, taken)
    came, registered = sum(row["came"] for row in rows), of(Standing.REGISTERED)
    is_past = event.state == State.ANNOUNCED and event.ends_at <= at
    # The same person may have registered, cancelled and registered again.
    invitations = event.invitations.filter(revoked_at=None).aggregate(
        number=Count("pk", distinct=True),
        declined=Count("pk", filter=Q(declined_at__isnull=False), distinct=True),
        coming=Count(
            "pk",
            filter=Q(declined_at=None, registrations__standing__in=ACTIVE),
            distinct=True,
        ),
    )
    return Figures(
        registered=registered,
        offered=of(Standing.OFFERED),
        waiting=of(Standing.WAITING),
        cancelled=of(Standing.CANCELLED),
        lapsed=of(Standing.LAPSED),
        came=came,
        walk_ins=sum(row["walk_ins"] for row in rows),
        missed=registered - came if is_past and came else None,
        invited=invitations["number"],
        declined=invitations["declined"],
        answered=invitations["declined"] + invitations["coming"],
        groups=[
            GroupRow(
                group,
                str(label),
                quotas.get(group),
                taken[group],
                seats.left(group),
                of(Standing.WAITING, group=group),
                sum(row["came"] for row in rows if row["group"] == group),
            )
            for group, label in Group.choices
        ],
        seats=event.seats,
    )
