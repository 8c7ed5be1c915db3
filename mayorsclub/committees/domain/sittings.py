"""The life of a sitting: planned, called, moved, cancelled, held."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.committees.models import Attendance, Body, Seat, Sitting, SittingState
from mayorsclub.committees.refusals import SittingRefused
from mayorsclub.committees.rules import day_of, seated_on, sits_in
from mayorsclub.committees.sitting_rules import Move, is_allowed
from mayorsclub.mail.domain.outbox import queue_letter
from mayorsclub.numbering.domain import next_number
from mayorsclub.ukrainian.dates import moment

LONGEST_REASON = 1000


def lock(sitting_id: int) -> Sitting:
    """The sitting with its body, alone until the transaction ends."""
    rows = Sitting.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("body", "chair", "secretary").get(pk=sitting_id)


def check(move: Move, sitting: Sitting) -> None:
    """Raises SittingRefused 'not_now' where the state does not let it."""
    if not is_allowed(move, sitting):
        raise SittingRefused("not_now", state=sitting.get_state_display())


@transaction.atomic
def plan(
    body: Body,
    *,
    starts_at: datetime,
    place: str,
    link: str,
    chair: User | None,
    secretary: User | None,
    actor: User,
    at: datetime,
) -> Sitting:
    """Prepare a sitting; nobody is told yet.

    starts_at: aware, ahead. Raises SittingRefused: 'in_the_past', 'no_place',
    'chair_not_member'.
    """
    sitting = Sitting(body=body, chair=chair, secretary=secretary)
    _place(sitting, starts_at=starts_at, place=place, link=link, at=at)
    sitting.save()
    record("sitting.planned", actor=actor, about=sitting, at=at, body=body.slug)
    return sitting


@transaction.atomic
def change(
    sitting_id: int,
    *,
    starts_at: datetime,
    place: str,
    link: str,
    chair: User | None,
    secretary: User | None,
    actor: User,
    at: datetime,
) -> Sitting:
    """Change what nobody was told yet. Raises SittingRefused as `plan`, and 'not_now'."""
    sitting = lock(sitting_id)
    check(Move.CHANGE, sitting)
    sitting.chair, sitting.secretary = chair, secretary
    _place(sitting, starts_at=starts_at, place=place, link=link, at=at)
    sitting.save()
    record("sitting.changed", actor=actor, about=sitting, at=at)
    return sitting


@transaction.atomic
def call(sitting_id: int, *, actor: User, at: datetime) -> Sitting:
    """Invite the members of the body by letter, with the agenda.

    Raises SittingRefused: 'not_now', 'in_the_past', 'no_agenda', 'no_members'.
    """
    sitting = lock(sitting_id)
    check(Move.CALL, sitting)
    if sitting.starts_at <= at:
        raise SittingRefused("in_the_past")
    if not sitting.items.exists():
        raise SittingRefused("no_agenda")
    _settle_members(sitting)
    sitting.state, sitting.called_at = SittingState.CALLED, at
    sitting.save(update_fields=["state", "called_at"])
    record("sitting.called", actor=actor, about=sitting, at=at)
    _tell("committees.sitting_called", sitting, at=at)
    return sitting


@transaction.atomic
def move(
    sitting_id: int,
    *,
    starts_at: datetime,
    place: str,
    link: str,
    reason: str,
    actor: User,
    at: datetime,
) -> Sitting:
    """Move a called sitting to another time or place and tell everybody; they answer anew.

    Raises SittingRefused: 'not_now', 'reason_required', 'in_the_past', 'no_place',
    'chair_not_member', 'no_members'.
    """
    sitting = lock(sitting_id)
    check(Move.MOVE, sitting)
    sitting.reason = _reason(reason)
    before = sitting.starts_at
    _place(sitting, starts_at=starts_at, place=place, link=link, at=at)
    sitting.save()
    _settle_members(sitting)
    if before != sitting.starts_at:
        sitting.attendances.update(answer="", answered_at=None)
    record("sitting.moved", actor=actor, about=sitting, at=at)
    _tell("committees.sitting_moved", sitting, at=at)
    return sitting


@transaction.atomic
def cancel(sitting_id: int, *, reason: str, actor: User, at: datetime) -> Sitting:
    """Cancel a sitting; whoever was called to it is told.

    Raises SittingRefused: 'not_now', 'reason_required'.
    """
    sitting = lock(sitting_id)
    check(Move.CANCEL, sitting)
    was_called = sitting.state == SittingState.CALLED
    sitting.reason = _reason(reason)
    sitting.state = SittingState.CANCELLED
    sitting.save(update_fields=["state", "reason"])
    record("sitting.cancelled", actor=actor, about=sitting, at=at)
    if was_called:
        _tell("committees.sitting_cancelled", sitting, at=at)
    return sitting


@transaction.atomic
def answer(sitting_id: int, choice: str, *, by: User, at: datetime) -> Attendance:
    """A member says whether they will come.

    Raises SittingRefused: 'not_now' (so when it has begun), 'not_member'.
    """
    sitting = lock(sitting_id)
    check(Move.ANSWER, sitting)
    if at >= sitting.starts_at:
        raise SittingRefused("not_now", state=sitting.get_state_display())
    own = sitting.attendances.filter(user=by).first()
    if own is None or choice not in Attendance.Answer.values:
        raise SittingRefused("not_member")
    if own.answer != choice:
        own.answer, own.answered_at = choice, at
        own.save(update_fields=["answer", "answered_at"])
        record("sitting.answered", actor=by, about=sitting, at=at, answer=choice)
    return own


@transaction.atomic
def hold(sitting_id: int, *, actor: User, at: datetime) -> Sitting:
    """Note that it was held: number, members and rules of the count are settled now.

    Raises SittingRefused: 'not_now', 'too_early', 'no_members'.
    """
    sitting = lock(sitting_id)
    check(Move.HOLD, sitting)
    if at < sitting.starts_at:
        raise SittingRefused("too_early")
    _settle_members(sitting)
    # The log before the number: every path takes these two locks in the same order.
    record("sitting.held", actor=actor, about=sitting, at=at)
    sitting.year = day_of(sitting.starts_at).year
    sitting.number = next_number(f"sitting:{sitting.body.slug}", year=sitting.year)
    sitting.quorum_percent = sitting.body.quorum_percent
    sitting.majority = sitting.body.majority
    sitting.state = SittingState.HELD
    sitting.save()
    return sitting


def where(sitting: Sitting) -> str:
    """The place and the link in one line."""
    return ", ".join(filter(None, [sitting.place, sitting.link]))


def _place(sitting: Sitting, *, starts_at: datetime, place: str, link: str, at: datetime) -> None:
    if starts_at <= at:
        raise SittingRefused("in_the_past")
    if not place.strip() and not link:
        raise SittingRefused("no_place")
    if sitting.chair and not sits_in(sitting.chair, sitting.body, day_of(starts_at)):
        raise SittingRefused("chair_not_member")
    sitting.starts_at, sitting.place, sitting.link = starts_at, place.strip(), link


def _reason(reason: str) -> str:
    reason = reason.strip()[:LONGEST_REASON]
    if not reason:
        raise SittingRefused("reason_required")
    return reason


def _settle_members(sitting: Sitting) -> None:
    """The members of the body on the day of the sitting; answers of those who stay are kept."""
    seats = Seat.objects.filter(seated_on(day_of(sitting.starts_at)), body=sitting.body)
    seats = seats.filter(user__is_active=True)
    members = {seat.user_id: seat.is_chair for seat in seats}
    if not members:
        raise SittingRefused("no_members")
    sitting.attendances.exclude(user__in=members).delete()
    for user_id, is_chair in members.items():
        Attendance.objects.update_or_create(
            sitting=sitting, user_id=user_id, defaults={"is_chair": is_chair}
        )


def _tell(kind: str, sitting: Sitting, *, at: datetime) -> None:
    """One letter to each member, in their language."""
    for row in sitting.attendances.select_related("user"):
        with translation.override(row.user.language):
            context = _in_words(sitting, row.user.language)
        queue_letter(kind, to=row.user, about=sitting, at=at, context=context)


def _in_words(sitting: Sitting, language: str) -> dict[str, str]:
    number: Callable[[int], str] = "{}.".format
    agenda = [f"{number(n)} {item.title}" for n, item in enumerate(sitting.items.all(), 1)]
    return {
        "body": sitting.body.name,
        "moment": moment(sitting.starts_at, language),
        "place": where(sitting),
        "agenda": "\n".join(agenda),
        "reason": sitting.reason or "–",
        "link": settings.BASE_URL + sitting.get_absolute_url(),
        "calendar": settings.BASE_URL + reverse("committees:sitting_calendar", args=[sitting.pk]),
    }
