"""Entries of the register of members: entering, changes of status, wishes."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from mayorsclub.accounts.domain.corrections import keep_corrections
from mayorsclub.accounts.models import User
from mayorsclub.applications.models import Application
from mayorsclub.audit.domain.log import record
from mayorsclub.certificates.domain import issue
from mayorsclub.committees.models import Decision
from mayorsclub.mail.domain.outbox import queue_letter
from mayorsclub.membership.domain.mandates import PostFacts
from mayorsclub.membership.domain.posts import add_post
from mayorsclub.membership.domain.refusals import MembershipRefused
from mayorsclub.membership.models import Interest, Member, Post, Status, StatusChange
from mayorsclub.membership.rules import acts_for, may_keep_register
from mayorsclub.numbering.domain import next_number
from mayorsclub.ukrainian.dates import in_kyiv

# What the secretariat may do. The way back for those who left or were excluded is a new
# application (READMITTED); death ends the entry.
MOVES: dict[str, frozenset[str]] = {
    Status.ACTIVE: frozenset({Status.SUSPENDED, Status.LEFT, Status.EXCLUDED, Status.DECEASED}),
    Status.SUSPENDED: frozenset({Status.ACTIVE, Status.LEFT, Status.EXCLUDED, Status.DECEASED}),
    Status.LEFT: frozenset({Status.DECEASED}),
    Status.EXCLUDED: frozenset({Status.DECEASED}),
    Status.DECEASED: frozenset(),
}
READMITTED = frozenset({Status.LEFT, Status.EXCLUDED})


@transaction.atomic
def enter(
    user: User,
    *,
    posts: Iterable[PostFacts],
    interests: Iterable[str],
    application: Application | None,
    decision: Decision | None,
    at: datetime,
    hold_until: datetime | None = None,
    is_demonstration: bool = False,
) -> Member:
    """Enter a person into the register, or take one back who had left.

    Gives the next number of the year, the posts, the certificate, and the letter with
    the next steps, held until `hold_until` so that it does not come before the
    decision's. One who is a member already keeps number, date and status; only
    posts that the register does not have yet are added.
    Raises MembershipRefused: what mandates.check refuses of a post, "interest".
    """
    # The person's row, not the member's, which may not exist: two approvals must not both enter.
    User.objects.select_for_update().get(pk=user.pk)
    member = Member.objects.select_for_update().filter(user=user).first()
    reason = str(decision) if decision else ""
    if member is None:
        today = in_kyiv(at).date()
        number = next_number("member", year=today.year)
        member = Member.objects.create(
            user=user,
            register_number=f"{today.year}-{number:04d}",
            entered_on=today,
            is_demonstration=is_demonstration,
        )
        _note(member, Status.ACTIVE, reason=reason, actor=None, at=at)
        record("member.entered", actor=None, about=member, at=at, number=member.register_number)
    elif member.status in READMITTED:
        member.status = Status.ACTIVE
        _note(member, Status.ACTIVE, reason=reason, actor=None, at=at)
        record("member.readmitted", actor=None, about=member, at=at)
    member.application, member.decision = application, decision
    member.interests = _checked_interests(interests)
    member.save()
    for facts in posts:
        if not _stands(member, facts):
            add_post(member.pk, facts, actor=None, at=at)
    if member.status == Status.ACTIVE:
        issue(member, at=at)
        queue_letter(
            "membership.welcome",
            to=user,
            about=member,
            at=at,
            context={"number": member.register_number},
            hold_until=hold_until,
        )
    return member


@transaction.atomic
def change_status(member_id: int, *, status: str, reason: str, actor: User, at: datetime) -> Member:
    """Change a member's status, with the reason, history, audit entry and letter.

    Nobody is written to about a death. Delegates stop acting at once, because
    rules.acts_for asks for an active member.
    Raises MembershipRefused: "not_allowed", "reason", "move".
    """
    member = Member.objects.select_for_update().get(pk=member_id)
    if not may_keep_register(actor):
        raise MembershipRefused("not_allowed")
    if not reason.strip():
        raise MembershipRefused("reason")
    if status not in MOVES[member.status]:
        raise MembershipRefused("move")

    before, member.status = member.status, Status(status)
    member.save(update_fields=["status"])
    _note(member, status, reason=reason.strip(), actor=actor, at=at)
    record("member.status_changed", actor=actor, about=member, at=at, before=before, after=status)
    if status != Status.DECEASED:
        queue_letter(
            f"membership.status_{status}",
            to=member.user,
            about=member,
            at=at,
            context={"reason": reason.strip()},
        )
    return member


@transaction.atomic
def correct_entry(
    member_id: int, *, entered_on: date, reason: str, actor: User, at: datetime
) -> Member:
    """Correct the day of entry; the one before is kept with the reason as a correction.

    Raises MembershipRefused: "not_allowed", "reason", "future_entry".
    """
    member = Member.objects.select_for_update().get(pk=member_id)
    if not may_keep_register(actor):
        raise MembershipRefused("not_allowed")
    if entered_on == member.entered_on:
        return member
    if not reason.strip():
        raise MembershipRefused("reason")
    if entered_on > in_kyiv(at).date():
        raise MembershipRefused("future_entry")
    changes = {"entered_on": (member.entered_on, entered_on)}
    keep_corrections(member, changes, reason=reason, by=actor, at=at)
    member.entered_on = entered_on
    member.save(update_fields=["entered_on"])
    record("member.corrected", actor=actor, about=member, at=at, fields=["entered_on"])
    return member


@transaction.atomic
def choose_interests(
    member_id: int, *, interests: Iterable[str], actor: User, at: datetime
) -> Member:
    """Set how the member wishes to take part: by the member or a delegate who may.

    Raises MembershipRefused: "not_allowed", "interest".
    """
    member = Member.objects.select_for_update().get(pk=member_id)
    if not acts_for(actor, member, "may_edit_profile"):
        raise MembershipRefused("not_allowed")
    chosen = _checked_interests(interests)
    if chosen != member.interests:
        member.interests = chosen
        member.save(update_fields=["interests"])
        record("member.interests_chosen", actor=actor, about=member, at=at, interests=chosen)
    return member


@transaction.atomic
def renew_certificate(member_id: int, *, actor: User, at: datetime) -> None:
    """Issue the certificate anew, after a change of name or post; the old one is replaced.

    By the active member or the secretariat. Raises MembershipRefused: "not_allowed",
    "not_active".
    """
    member = Member.objects.select_for_update().get(pk=member_id)
    if member.user_id != actor.pk and not may_keep_register(actor):
        raise MembershipRefused("not_allowed")
    if member.status != Status.ACTIVE:
        raise MembershipRefused("not_active")
    issue(member, at=at)
    record("member.certificate_renewed", actor=actor, about=member, at=at)


def _note(
    member: Member, status: str, *, reason: str, actor: User | None, at: datetime
) -> StatusChange:
    return StatusChange.objects.create(
        member=member, status=status, reason=reason, changed_by=actor, changed_at=at
    )


def _checked_interests(interests: Iterable[str]) -> list[str]:
    """Known values once each, in the order they are offered."""
    chosen = set(interests)
    if not chosen <= set(Interest.values):
        raise MembershipRefused("interest")
    return [value for value in Interest.values if value in chosen]


def _stands(member: Member, facts: PostFacts) -> bool:
    return Post.objects.filter(
        member=member,
        kind=facts.kind,
        territory=facts.territory,
        former_community=facts.former_community,
        began_on=facts.began_on,
    ).exists()
