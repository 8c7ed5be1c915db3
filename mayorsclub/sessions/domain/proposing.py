"""Topics that members propose and support, and what the secretariat makes of them."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.mail.domain.outbox import queue_letter
from mayorsclub.sessions import rules
from mayorsclub.sessions.domain.rows import (
    check_keeper,
    check_member,
    checked_text,
    lock_person,
    lock_proposal,
    set_topics,
)
from mayorsclub.sessions.domain.sessions import SessionFacts, write
from mayorsclub.sessions.models import ExpertSession, Proposal, Series, Support, Topic
from mayorsclub.sessions.refusals import SessionRefused
from mayorsclub.ukrainian.spelling import tidy

MOST_TOPICS = 3


@transaction.atomic
def propose(
    *,
    title: str,
    text: str = "",
    topics: Sequence[Topic] = (),
    is_demonstration: bool = False,
    by: User,
    at: datetime,
) -> Proposal:
    """A topic for a session; a second click gives the first one.

    Raises SessionRefused: "members_only", "no_title", "too_long", "too_many_proposals".
    """
    lock_person(by)
    check_member(by)
    title = tidy(checked_text(title, missing="no_title", most=200))
    text = checked_text(text, most=2_000) if text.strip() else ""
    own = Proposal.objects.filter(proposed_by=by, state=Proposal.State.OPEN)
    if twin := own.filter(title=title).first():
        return twin
    if own.count() >= rules.MOST_OPEN_PROPOSALS:
        raise SessionRefused("too_many_proposals", most=rules.MOST_OPEN_PROPOSALS)
    proposal = Proposal.objects.create(
        title=title, text=text, proposed_by=by, proposed_at=at, is_demonstration=is_demonstration
    )
    set_topics(proposal, list(topics)[:MOST_TOPICS])
    record("proposal.made", actor=by, about=proposal, at=at)
    return proposal


@transaction.atomic
def support(proposal_id: int, *, by: User, at: datetime) -> Support:
    """Wish for it, too; once. Raises SessionRefused: "members_only", "own", "not_now"."""
    proposal = _open_to(proposal_id, by)
    if proposal.proposed_by_id == by.pk:
        raise SessionRefused("own")
    found, _created = Support.objects.get_or_create(proposal=proposal, user=by, defaults={"at": at})
    return found


@transaction.atomic
def take_support_back(proposal_id: int, *, by: User, at: datetime) -> None:
    """No longer. Raises SessionRefused: "members_only", "not_now"."""
    proposal = _open_to(proposal_id, by)
    Support.objects.filter(proposal=proposal, user=by).delete()


def _open_to(proposal_id: int, by: User) -> Proposal:
    proposal = lock_proposal(proposal_id)
    check_member(by)
    _check_open(proposal)
    return proposal


def _check_open(proposal: Proposal) -> None:
    if proposal.state != Proposal.State.OPEN:
        raise SessionRefused("not_now", state=proposal.get_state_display())


@transaction.atomic
def withdraw(proposal_id: int, *, by: User, at: datetime) -> Proposal:
    """The proposer takes it back. Raises SessionRefused: "not_yours", "not_now"."""
    proposal = lock_proposal(proposal_id)
    if proposal.proposed_by_id != by.pk:
        raise SessionRefused("not_yours")
    _check_open(proposal)
    proposal.state, proposal.decided_at = Proposal.State.WITHDRAWN, at
    proposal.save(update_fields=["state", "decided_at"])
    record("proposal.withdrawn", actor=by, about=proposal, at=at)
    return proposal


@transaction.atomic
def plan(proposal_id: int, *, series: Series, by: User, at: datetime) -> ExpertSession:
    """Make a draft session of it, with its title and topics; the proposer hears of it.

    Raises SessionRefused: "not_allowed", "not_now".
    """
    series = Series.objects.select_for_update().get(pk=series.pk)
    proposal = lock_proposal(proposal_id)
    check_keeper(by)
    _check_open(proposal)
    facts = SessionFacts(
        title_uk=proposal.title, about_uk=proposal.text, topics=list(proposal.topics.all())
    )
    session = write(facts, series=series, is_demonstration=proposal.is_demonstration, by=by, at=at)
    proposal.state, proposal.session, proposal.decided_at = Proposal.State.PLANNED, session, at
    proposal.save(update_fields=["state", "session", "decided_at"])
    record("proposal.planned", actor=by, about=proposal, at=at, session=session.pk)
    _tell(proposal, "expert_sessions.proposal_planned", at=at)
    return session


@transaction.atomic
def decline(proposal_id: int, *, reason: str, by: User, at: datetime) -> Proposal:
    """No session of it; the proposer hears why.

    Raises SessionRefused: "not_allowed", "not_now", "no_reason", "too_long".
    """
    proposal = lock_proposal(proposal_id)
    check_keeper(by)
    _check_open(proposal)
    proposal.reason = checked_text(reason, missing="no_reason", most=1_000)
    proposal.state, proposal.decided_at = Proposal.State.DECLINED, at
    proposal.save(update_fields=["state", "reason", "decided_at"])
    record("proposal.declined", actor=by, about=proposal, at=at)
    _tell(proposal, "expert_sessions.proposal_declined", at=at, reason=proposal.reason)
    return proposal


def _tell(proposal: Proposal, kind: str, *, at: datetime, **more: str) -> None:
    """The letter to whoever proposed it; the only words of theirs in it are the title."""
    person = proposal.proposed_by
    if not rules.is_member(person):
        return  # left the club since: the page would not open
    with override(person.language):
        address = reverse("expert_sessions:proposals")
    context = {"title": proposal.title, "link": f"{settings.BASE_URL}{address}", **more}
    queue_letter(kind, to=person, about=proposal, at=at, context=context)
