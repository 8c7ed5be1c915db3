"""What members of a body may read. Every list costs a fixed number of queries."""

from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, F, Model, OuterRef, Prefetch, Q, QuerySet

from mayorsclub.accounts.models import User
from mayorsclub.committees.models import (
    Attendance,
    Body,
    Decision,
    Elector,
    Matter,
    MatterState,
    Remark,
    Seat,
    Sitting,
    SittingState,
    Vote,
)
from mayorsclub.committees.rules import day_of, may_follow, seated_on


def bodies_of(user: User, at: datetime) -> QuerySet[Body]:
    """The bodies in which this person sits at that moment."""
    seats = Seat.objects.filter(seated_on(day_of(at)), user=user)
    return Body.objects.filter(pk__in=seats.values("body"))


def members_of(body: Body, at: datetime) -> QuerySet[Seat]:
    """The seats whose term runs, the chair first, then in alphabetical order."""
    running = body.seats.filter(seated_on(day_of(at)))
    return running.select_related("user").order_by("-is_chair", "user__sort_key", "pk")


def counted(matters: QuerySet[Matter]) -> QuerySet[Matter]:
    """With `roll_size`, those who may vote now, and `votes_cast`: how many, never how."""
    present = Q(electors__absence="")
    return matters.annotate(
        roll_size=Count("electors", filter=present),
        votes_cast=Count("electors__vote", filter=present),
    )


def visible_to(user: User, at: datetime) -> QuerySet[Matter]:
    """The matters of this person's bodies, counted; others do not exist for them.

    Withdrawn ones stay to be read.
    """
    matters = Matter.objects.filter(body__in=bodies_of(user, at))
    return counted(matters.select_related("body", "decision", "decision__minutes"))


def awaiting_vote(voter: User, at: datetime) -> QuerySet[Matter]:
    """Open matters on whose roll this member stands and has not voted, soonest to close first."""
    own = Elector.objects.filter(matter=OuterRef("pk"), user=voter, absence="", vote=None)
    waiting = visible_to(voter, at).filter(Exists(own), state=MatterState.OPEN, closes_at__gt=at)
    return waiting.order_by("closes_at", "pk")


def deadlines_awaiting(voter: User, at: datetime) -> QuerySet[Matter, datetime]:
    """The deadlines of the matters that wait for this member's vote, the nearest first."""
    own = Elector.objects.filter(user=voter, absence="", vote=None)
    waiting = Matter.objects.filter(
        body__in=bodies_of(voter, at),
        pk__in=own.values("matter"),
        state=MatterState.OPEN,
        closes_at__gt=at,
    )
    return waiting.order_by("closes_at").values_list("closes_at", flat=True)


def also_open(voter: User, at: datetime) -> QuerySet[Matter]:
    """Matters not yet over that do not wait for this member: voted, paused, stepped out of."""
    own = Elector.objects.filter(matter=OuterRef("pk"), user=voter, absence="", vote=None)
    going_on = visible_to(voter, at).filter(state__in=[MatterState.OPEN, MatterState.PAUSED])
    waiting = Q(Exists(own), state=MatterState.OPEN, closes_at__gt=at)
    has_voted = Vote.objects.filter(elector__matter=OuterRef("pk"), elector__user=voter)
    return (
        going_on.exclude(waiting).annotate(has_voted=Exists(has_voted)).order_by("closes_at", "pk")
    )


def decided(user: User, at: datetime) -> QuerySet[Matter]:
    """Decided matters of this person's bodies, the newest first."""
    over = visible_to(user, at).filter(state=MatterState.DECIDED)
    return over.order_by(F("decision__decided_at").desc(), "-pk")


def elector_of(matter: Matter, user: User) -> Elector | None:
    """This person's line on the roll, with the vote."""
    return matter.electors.select_related("vote", "user").filter(user=user).first()


def visible_votes(matter: Matter, viewer: User, at: datetime) -> QuerySet[Vote]:
    """The votes with their reasons that this person may see.

    A member sees those of others after casting an own one, or after the decision; one who
    stepped out or is barred does not before it. Whoever does not sit in the body, the
    secretariat included, sees none before the decision and asks `decided_votes` after it.
    """
    elector = elector_of(matter, viewer)
    is_seated = bodies_of(viewer, at).filter(pk=matter.body_id).exists()
    has_voted = elector is not None and hasattr(elector, "vote")
    is_shown = has_voted or matter.state == MatterState.DECIDED
    if not (is_seated and is_shown and may_follow(elector, matter)):
        return Vote.objects.none()
    return _votes(matter)


def decided_votes(matter: Matter) -> QuerySet[Vote]:
    """The votes for the office: none before the decision."""
    return _votes(matter) if matter.state == MatterState.DECIDED else Vote.objects.none()


def _votes(matter: Matter) -> QuerySet[Vote]:
    votes = Vote.objects.filter(elector__matter=matter).select_related("elector__user")
    return votes.order_by("-elector__is_chair", "elector__user__sort_key", "pk")


def absent(matter: Matter) -> QuerySet[Elector]:
    """Those who left the roll: recused, barred, no longer in the body."""
    return matter.electors.exclude(absence="").select_related("user")


def discussion(matter: Matter) -> QuerySet[Remark]:
    """The remarks on a matter with their authors, the first one first."""
    return matter.remarks.select_related("author")


def sees_subject(user: User, subject: Model, at: datetime) -> bool:
    """Whether this person sits in a body that has, or had, a matter on this record and may
    follow it. For the readers of files that belong to a subject."""
    own = Prefetch("electors", Elector.objects.filter(user=user), to_attr="own")
    matters = Matter.objects.filter(
        body__in=bodies_of(user, at),
        subject_type=ContentType.objects.get_for_model(subject),
        subject_id=subject.pk,
    ).prefetch_related(own)
    return any(may_follow(next(iter(matter.own), None), matter) for matter in matters)


def due(at: datetime) -> QuerySet[Matter]:
    """Open matters whose deadline has come."""
    return Matter.objects.filter(state=MatterState.OPEN, closes_at__lte=at)


def open_matters() -> QuerySet[Matter]:
    """What is being voted on now; not what waits for an answer."""
    return Matter.objects.filter(state=MatterState.OPEN)


def to_remind(at: datetime) -> QuerySet[Matter]:
    """Open matters without a reminder yet; the domain decides whether it is time."""
    waiting = Matter.objects.filter(state=MatterState.OPEN, reminded_at=None, closes_at__gt=at)
    return waiting.select_related("body")


def sittings_of(user: User, at: datetime) -> QuerySet[Sitting]:
    """The sittings of this person's bodies that were called; others do not exist for them."""
    called = Sitting.objects.exclude(called_at=None).filter(body__in=bodies_of(user, at))
    return called.select_related("body", "chair", "secretary").order_by("-starts_at", "-pk")


def unanswered_sittings(user: User, at: datetime) -> QuerySet[Sitting]:
    """Sittings ahead to which this person is called and has not answered."""
    own = Attendance.objects.filter(sitting=OuterRef("pk"), user=user, answer="")
    ahead = sittings_of(user, at).filter(Exists(own), state=SittingState.CALLED, starts_at__gt=at)
    return ahead.order_by("starts_at", "pk")


def coming_sittings(user: User, at: datetime) -> QuerySet[Sitting]:
    """Sittings ahead of this person's bodies, the nearest first."""
    ahead = sittings_of(user, at).filter(state=SittingState.CALLED, starts_at__gt=at)
    return ahead.order_by("starts_at", "pk")


def can_be_put_on(sitting: Sitting) -> QuerySet[Matter]:
    """Matters of the body that can still stand on this agenda, the first deadline first."""
    going = Matter.objects.filter(
        body=sitting.body_id, state__in=[MatterState.OPEN, MatterState.PAUSED]
    )
    on_it = sitting.items.filter(matter__isnull=False).values("matter")
    return going.exclude(pk__in=on_it).order_by("closes_at", "pk")


def terms_that_end(at: datetime, within: timedelta) -> QuerySet[Seat]:
    """Running terms that end within that time and of which nobody was told."""
    today = day_of(at)
    ending = Seat.objects.filter(until__gt=today, until__lte=day_of(at + within))
    return ending.filter(Q(end_told=None) | ~Q(end_told=F("until"))).order_by("until", "pk")


def without_minutes() -> QuerySet[Decision]:
    """Decisions whose minutes are not written yet."""
    return Decision.objects.filter(minutes=None)
