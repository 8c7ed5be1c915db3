"""Members that the club had before: many entries of the register at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.dispatch import Signal

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record_all
from mayorsclub.membership.domain.mandates import PostFacts, check
from mayorsclub.membership.domain.refusals import MembershipRefused
from mayorsclub.membership.models import Member, Post, Status, StatusChange
from mayorsclub.membership.rules import may_keep_register
from mayorsclub.numbering.domain import register_numbers
from mayorsclub.ukrainian.dates import in_kyiv

AT_ONCE = 500
# members: entries that were written, or whose posts were, without a signal of their own.
members_changed = Signal()


@dataclass(frozen=True)
class Entry:
    """One entry to make. register_number: the one it had, or '' for the next of the year."""

    user: User
    entered_on: date
    register_number: str = ""
    status: str = Status.ACTIVE
    posts: tuple[PostFacts, ...] = ()


@transaction.atomic
def enter_all(
    entries: Sequence[Entry],
    *,
    year: int,
    reason: str,
    by: User,
    at: datetime,
    is_demonstration: bool = False,
    **facts: int,
) -> list[Member]:
    """Enter people into the register, without letters and certificates.

    year: of the numbers for entries that bring none. reason: stands in the history of each
    entry. facts: go into the log, such as the id of the import. The entries in their order.
    Raises MembershipRefused: "not_allowed" or what mandates.check refuses.
    """
    if not may_keep_register(by):
        raise MembershipRefused("not_allowed")
    today = in_kyiv(at).date()
    for entry in entries:
        for post in entry.posts:
            check(post, today=today)
    brought = [entry.register_number for entry in entries]
    numbers = register_numbers("member", brought, year=year)
    members = [
        Member(
            user=entry.user,
            register_number=number,
            entered_on=entry.entered_on,
            status=entry.status,
            is_demonstration=is_demonstration,
        )
        for entry, number in zip(entries, numbers, strict=True)
    ]
    Member.objects.bulk_create(members, batch_size=AT_ONCE)
    StatusChange.objects.bulk_create(
        [
            StatusChange(
                member=member, status=member.status, reason=reason, changed_by=by, changed_at=at
            )
            for member in members
        ],
        batch_size=AT_ONCE,
    )
    _posts(
        (member, each)
        for member, entry in zip(members, entries, strict=True)
        for each in entry.posts
    )
    lines = [(member, {"number": member.register_number, **facts}) for member in members]
    record_all("member.imported", actor=by, about=lines, at=at)
    members_changed.send(Member, members=members)
    return members


@transaction.atomic
def add_posts(
    posts: Sequence[tuple[Member, PostFacts]], *, by: User, at: datetime, **facts: int
) -> list[Post]:
    """Add posts to entries that stand already, in the order given.

    Raises MembershipRefused: "not_allowed" or what mandates.check refuses.
    """
    if not may_keep_register(by):
        raise MembershipRefused("not_allowed")
    for _member, post in posts:
        check(post, today=in_kyiv(at).date())
    made = _posts(posts)
    lines = [(post.member, {"post": post.pk, "kind": post.kind, **facts}) for post in made]
    record_all("member.post_added", actor=by, about=lines, at=at)
    members_changed.send(Member, members=list({post.member for post in made}))
    return made


@transaction.atomic
def take_back(members: Sequence[Member]) -> None:
    """Delete entries that an import made by mistake and to which nothing has happened since;
    the caller has made sure of that. Raises ProtectedError where a record names one."""
    ids = [member.pk for member in members]
    for start in range(0, len(ids), AT_ONCE):
        part = ids[start : start + AT_ONCE]
        StatusChange.objects.filter(member__in=part).delete()
        Member.objects.filter(pk__in=part).delete()


def _posts(posts: Iterable[tuple[Member, PostFacts]]) -> list[Post]:
    made = [
        Post(
            member=member,
            **{name: getattr(facts, name) for name in PostFacts.__dataclass_fields__},
        )
        for member, facts in posts
    ]
    return Post.objects.bulk_create(made, batch_size=AT_ONCE)
