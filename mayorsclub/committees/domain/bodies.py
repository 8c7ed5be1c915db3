"""Bodies and their seats: settings, terms, the chair."""

from datetime import date, datetime

from django.db import transaction
from django.utils.text import slugify

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.committees.domain.decisions import close_if_due
from mayorsclub.committees.domain.notices import tell_appointed
from mayorsclub.committees.domain.rows import lock_body
from mayorsclub.committees.models import Body, Matter, MatterState, Seat
from mayorsclub.committees.refusals import BodyRefused
from mayorsclub.committees.rules import day_of

SETTINGS = frozenset(
    {
        "name_uk",
        "name_uk_genitive",
        "name_en",
        "quorum_percent",
        "majority",
        "days_to_vote",
        "extension_days",
        "remind_days_before",
        "letter_hold_hours",
        "is_shown",
    }
)


@transaction.atomic
def create_body(*, actor: User | None, at: datetime, **settings: object) -> Body:
    """Add a body that the charter knows, such as the board; nobody sits in it yet.

    settings: names from SETTINGS, the names of the body among them. Raises TypeError for
    another name, ValidationError for a value out of bounds, BodyRefused "same_name".
    """
    _only_known(settings)
    body = Body(**settings)
    # Of the name, as it is in names of files; it stays when the name changes.
    body.slug = _free_slug(slugify(body.name_en)[:40].strip("-") or "body")
    body.full_clean()
    if Body.objects.filter(name_uk=body.name_uk).exists():
        raise BodyRefused("same_name")
    body.save()
    record("body.created", actor=actor, about=body, at=at, slug=body.slug)
    return body


@transaction.atomic
def update_body(body: Body, *, actor: User | None, at: datetime, **settings: object) -> Body:
    """Change settings of a body. Matters already open keep their quorum and majority.

    settings: names from SETTINGS. Raises TypeError for another name, ValidationError
    for a value out of bounds. Source: the charter's rules on how a body decides.
    """
    _only_known(settings)
    body = lock_body(body.pk)
    changed = {name for name, value in settings.items() if getattr(body, name) != value}
    if not changed:
        return body
    for name in changed:
        setattr(body, name, settings[name])
    body.full_clean()
    body.save(update_fields=sorted(changed))
    facts = {name: getattr(body, name) for name in changed if not name.startswith("name")}
    record("body.changed", actor=actor, about=body, at=at, fields=sorted(changed), **facts)
    return body


@transaction.atomic
def appoint(
    body: Body,
    user: User,
    *,
    since: date,
    until: date | None = None,
    is_chair: bool = False,
    actor: User | None,
    at: datetime,
) -> Seat:
    """Give a person a seat; matters already open keep their roll.

    until: the first day outside, or None for an open term.
    Raises BodyRefused "wrong_dates", "already_seated", "inactive", or "not_current" for a
    chair whose term does not run today.
    """
    body = lock_body(body.pk)
    if until is not None and until <= since:
        raise BodyRefused("wrong_dates")
    if not user.is_active:
        raise BodyRefused("inactive")
    if _overlapping(body, user, since, until):
        raise BodyRefused("already_seated")
    seat = Seat.objects.create(body=body, user=user, since=since, until=until)
    record(
        "seat.appointed",
        actor=actor,
        about=seat,
        at=at,
        body=body.slug,
        user=user.pk,
        since=since.isoformat(),
        until=until.isoformat() if until else None,
    )
    if is_chair:
        _take_chair(seat, actor=actor, at=at)
    tell_appointed(seat, at=at)
    return seat


def end_seat(seat: Seat, *, until: date, actor: User | None, at: datetime) -> Seat:
    """End a term, or move its end. From that day the person votes no more.

    until: the first day outside. A matter that waited only for this person is decided.
    Raises BodyRefused "already_ended", "wrong_dates" or "already_seated".
    """
    with transaction.atomic():
        seat = _end(seat, until=until, actor=actor, at=at)
    if until <= day_of(at):
        # Each in its own transaction: they lock matters, and here the log is locked already.
        waiting = Matter.objects.filter(body=seat.body_id, state=MatterState.OPEN)
        for matter_id in waiting.values_list("pk", flat=True):
            close_if_due(matter_id, at=at)
    return seat


@transaction.atomic
def make_chair(seat: Seat, *, actor: User | None, at: datetime) -> Seat:
    """Make the holder of a running seat the chair; whoever was chair stays a member.

    A roll already frozen keeps its chair. Raises BodyRefused "not_current".
    """
    lock_body(seat.body_id)
    seat = Seat.objects.select_related("body", "user").get(pk=seat.pk)
    _take_chair(seat, actor=actor, at=at)
    return seat


def _only_known(settings: dict[str, object]) -> None:
    unknown = set(settings) - SETTINGS
    if unknown:
        raise TypeError(f"not settings of a body: {', '.join(sorted(unknown))}")


def _free_slug(wanted: str) -> str:
    """The wanted one, or with a number behind it: series of numbers go by it."""
    taken = set(Body.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    more = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wanted, *more) if slug not in taken)


def _end(seat: Seat, *, until: date, actor: User | None, at: datetime) -> Seat:
    body = lock_body(seat.body_id)
    seat = Seat.objects.select_related("user").get(pk=seat.pk)
    if seat.until is not None and seat.until <= day_of(at):
        raise BodyRefused("already_ended")
    if until < seat.since:
        raise BodyRefused("wrong_dates")
    if _overlapping(body, seat.user, seat.since, until, except_for=seat):
        raise BodyRefused("already_seated")
    seat.until = until
    seat.save(update_fields=["until"])
    record(
        "seat.ended",
        actor=actor,
        about=seat,
        at=at,
        body=body.slug,
        user=seat.user_id,
        until=until.isoformat(),
    )
    return seat


def _take_chair(seat: Seat, *, actor: User | None, at: datetime) -> None:
    today = day_of(at)
    if seat.since > today or (seat.until is not None and seat.until <= today):
        raise BodyRefused("not_current")
    if seat.is_chair:
        return
    # Ended terms keep the mark: they are history.
    others = Seat.objects.filter(body=seat.body_id, is_chair=True).exclude(until__lte=today)
    others.update(is_chair=False)
    seat.is_chair = True
    seat.save(update_fields=["is_chair"])
    record(
        "seat.chair_taken", actor=actor, about=seat, at=at, body=seat.body.slug, user=seat.user_id
    )


def _overlapping(
    body: Body, user: User, since: date, until: date | None, *, except_for: Seat | None = None
) -> bool:
    seats = Seat.objects.filter(body=body, user=user).exclude(until__lte=since)
    if until is not None:
        seats = seats.filter(since__lt=until)
    if except_for is not None:
        seats = seats.exclude(pk=except_for.pk)
    return seats.exists()
