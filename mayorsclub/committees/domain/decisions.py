"""The end of a vote: a decision is computed from the votes, once, and never typed."""

from datetime import datetime, timedelta

from django.db import transaction

from mayorsclub.audit.domain.log import record
from mayorsclub.committees.domain import roll, tally
from mayorsclub.committees.domain.notices import tell_about_matter
from mayorsclub.committees.domain.rows import electors_of, lock_matter
from mayorsclub.committees.models import Decision, Elector, Matter, MatterState
from mayorsclub.committees.rules import day_of
from mayorsclub.committees.signals import decision_made
from mayorsclub.committees.subjects import handler_of
from mayorsclub.numbering.domain import next_number


@transaction.atomic
def close_if_due(matter_id: int, *, at: datetime) -> Decision | None:
    """Decide a matter whose time has come, or give it more time without a quorum.

    Safe to call at any time and twice: what is decided, paused or not due stays as it is.
    """
    return settle(lock_matter(matter_id), at=at)


def settle(matter: Matter, *, at: datetime) -> Decision | None:
    """Decide when all on the roll have voted, or at the deadline with a quorum.

    matter: locked, in the caller's transaction. Without a quorum at the deadline the vote
    is extended and the members told; with nobody on the roll the matter stays.
    """
    if matter.state != MatterState.OPEN:
        return None
    roll.drop_ended(matter, at=at)
    count = count_votes(electors_of(matter))
    is_due = at >= matter.closes_at
    if count.is_complete or (is_due and tally.has_quorum(count, matter.quorum_percent)):
        return _decide(matter, count, at=at)
    if is_due:
        _extend(matter, at=at)
    return None


def count_votes(electors: list[Elector]) -> tally.Count:
    """The count of a roll that was read with its votes."""
    present = [elector for elector in electors if not elector.absence]
    ballots = [(e.is_chair, e.vote.choice) for e in present if hasattr(e, "vote")]
    return tally.count_of(ballots, roll=len(present))


def _decide(matter: Matter, count: tally.Count, *, at: datetime) -> Decision:
    # The log before the number: every path takes these two locks in the same order.
    record("matter.closed", actor=None, about=matter, at=at, roll=count.roll, cast=count.cast)
    result = tally.outcome(count, matter.majority)
    year = day_of(at).year
    decision = Decision.objects.create(
        matter=matter,
        number=next_number(f"decision:{matter.body.slug}", year=year),
        year=year,
        is_adopted=result.is_adopted,
        by_chair=result.by_chair,
        roll=count.roll,
        quorum=tally.quorum(count.roll, matter.quorum_percent),
        votes_for=count.votes_for,
        votes_against=count.votes_against,
        votes_abstain=count.votes_abstain,
        decided_at=at,
    )
    matter.state = MatterState.DECIDED
    matter.save(update_fields=["state"])
    record(
        "decision.made",
        actor=None,
        about=decision,
        at=at,
        matter=matter.pk,
        number=decision.number,
        year=decision.year,
        is_adopted=decision.is_adopted,
        by_chair=decision.by_chair,
    )
    handler_of(matter).decided(matter.subject, decision, at)
    decision_made.send(sender=Decision, decision=decision)
    return decision


def _extend(matter: Matter, *, at: datetime) -> None:
    more = timedelta(days=matter.body.extension_days)
    # From now, not from the deadline: after a standstill the new one could have passed too.
    matter.closes_at = at + more
    matter.extensions += 1
    matter.reminded_at = None
    matter.save(update_fields=["closes_at", "extensions", "reminded_at"])
    record("matter.extended", actor=None, about=matter, at=at, extensions=matter.extensions)
    present = [elector.user for elector in electors_of(matter) if not elector.absence]
    tell_about_matter("committees.no_quorum", matter, present, at=at)
    if not present:
        roll.tell_nobody_may_vote(matter, at=at)
