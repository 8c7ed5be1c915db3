"""Votes and recusals: one elector, one vote, never changed."""

from datetime import datetime

from django.db import transaction

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.committees.domain import roll
from mayorsclub.committees.domain.decisions import settle
from mayorsclub.committees.domain.rows import lock_matter
from mayorsclub.committees.models import Choice, Elector, Matter, MatterState, Vote
from mayorsclub.committees.refusals import VoteRefused
from mayorsclub.committees.rules import day_of, is_open, sits_in

LONGEST_REASON = 2000
REASON_REQUIRED = frozenset({Choice.AGAINST, Choice.ABSTAIN})


def cast_vote(matter_id: int, *, voter: User, choice: str, reason: str = "", at: datetime) -> Vote:
    """Record one vote and its audit entry, and decide the matter when it was the last one.

    choice: a value of Choice; against and abstain need a reason. at: aware; the closing
    moment itself is too late.
    Raises VoteRefused: "closed", "paused", "not_on_roll", "seat_ended", "barred",
    "recused", "already_cast", "unknown_choice", "reason_required" or "too_long".
    """
    reason = reason.strip()
    with transaction.atomic():
        # Lock first: two open tabs must not both pass the checks below.
        matter = lock_matter(matter_id)
        elector = _elector(matter, voter, at)
        _check_ballot(choice, reason)
        bar = roll.bar_of(voter, matter)
        if bar is None:
            vote = Vote.objects.create(elector=elector, choice=choice, reason=reason, cast_at=at)
            # Not how: before the decision nobody may read that anywhere, the log included.
            record("vote.cast", actor=voter, about=matter, at=at, vote=vote.pk)
        else:
            # Became so after the matter opened: leaves the roll for good, and is told below.
            roll.leave(elector, Elector.Absence.BARRED, reason=bar, actor=None, at=at)
        settle(matter, at=at)
    if bar is not None:
        raise VoteRefused("barred")
    return vote


@transaction.atomic
def recuse(matter_id: int, *, voter: User, reason: str, at: datetime) -> Elector:
    """Step out of a matter because of a conflict of interest; the reason goes into the minutes.

    The roll and its quorum get smaller by one; the matter is decided when all others
    have voted. Raises VoteRefused as cast_vote does.
    """
    matter = lock_matter(matter_id)
    elector = _elector(matter, voter, at, also_paused=True)
    reason = reason.strip()
    if not reason:
        raise VoteRefused("reason_required")
    if len(reason) > LONGEST_REASON:
        raise VoteRefused("too_long")
    roll.leave(elector, Elector.Absence.RECUSED, reason=reason, actor=voter, at=at)
    settle(matter, at=at)
    return elector


def why_not(
    matter: Matter, elector: Elector | None, *, is_seated: bool, at: datetime
) -> str | None:
    """The code of why this elector cannot vote now, or None. `elector` read with its vote."""
    if elector is None:
        return "not_on_roll"
    if hasattr(elector, "vote"):
        return "already_cast"
    if elector.absence in {Elector.Absence.RECUSED, Elector.Absence.BARRED}:
        return str(elector.absence)
    if elector.absence == Elector.Absence.ENDED or not is_seated:
        return "seat_ended"
    if is_open(matter, at):
        return None
    return "paused" if matter.state == MatterState.PAUSED else "closed"


def _elector(matter: Matter, voter: User, at: datetime, *, also_paused: bool = False) -> Elector:
    elector = Elector.objects.select_related("vote").filter(matter=matter, user=voter).first()
    is_seated = voter.is_active and sits_in(voter, matter.body, day_of(at))
    code = why_not(matter, elector, is_seated=is_seated, at=at)
    if elector is None or (code and not (also_paused and code == "paused")):
        raise VoteRefused(code or "not_on_roll")
    elector.matter = matter
    return elector


def _check_ballot(choice: str, reason: str) -> None:
    if choice not in Choice.values:
        raise VoteRefused("unknown_choice")
    if choice in REASON_REQUIRED and not reason:
        raise VoteRefused("reason_required")
    if len(reason) > LONGEST_REASON:
        raise VoteRefused("too_long")
