"""Posts of members: added, ended, corrected; never deleted."""

from datetime import date, datetime

from django.db import transaction

from mayorsclub.accounts.domain.corrections import keep_corrections
from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.membership.domain.mandates import PostFacts, check
from mayorsclub.membership.domain.refusals import MembershipRefused
from mayorsclub.membership.models import Member, Post
from mayorsclub.membership.rules import may_keep_register
from mayorsclub.ukrainian.dates import in_kyiv


@transaction.atomic
def add_post(member_id: int, facts: PostFacts, *, actor: User | None, at: datetime) -> Post:
    """Add a post to a member's entry. `actor` None: the platform itself, on approval.

    Raises MembershipRefused: "not_allowed" or what mandates.check refuses.
    """
    _must_keep_register(actor)
    member = Member.objects.select_for_update().get(pk=member_id)
    check(facts, today=in_kyiv(at).date())
    post = Post.objects.create(member=member, **_fields(facts))
    record("member.post_added", actor=actor, about=member, at=at, post=post.pk, kind=post.kind)
    return post


@transaction.atomic
def end_post(
    post_id: int, *, ended_on: date, how_ended: str, actor: User | None, at: datetime
) -> Post:
    """Note when and how a mandate ended; the member is a former head from then on.

    Raises MembershipRefused: "not_allowed", "already_ended", "order".
    """
    _must_keep_register(actor)
    post = _locked(post_id)
    if post.ended_on is not None:
        raise MembershipRefused("already_ended")
    if ended_on < post.began_on:
        raise MembershipRefused("order")
    post.ended_on, post.how_ended = ended_on, how_ended.strip()
    post.save(update_fields=["ended_on", "how_ended"])
    record("member.post_ended", actor=actor, about=post.member, at=at, post=post.pk)
    return post


@transaction.atomic
def correct_post(post_id: int, facts: PostFacts, *, reason: str, actor: User, at: datetime) -> Post:
    """Replace what was entered wrongly; the audit log names the fields that changed, what
    stood there is kept with the reason as a correction of the member's entry.

    Raises MembershipRefused: "not_allowed", "reason" or what mandates.check refuses.
    """
    _must_keep_register(actor)
    post = _locked(post_id)
    check(facts, today=in_kyiv(at).date())
    new = _fields(facts)
    changed = sorted(name for name, value in new.items() if getattr(post, name) != value)
    if not changed:
        return post
    if not reason.strip():
        raise MembershipRefused("reason")
    changes = {f"post_{name}": (getattr(post, name), new[name]) for name in changed}
    keep_corrections(post.member, changes, reason=reason, by=actor, at=at)
    for name in changed:
        setattr(post, name, new[name])
    post.save(update_fields=changed)
    record(
        "member.post_corrected",
        actor=actor,
        about=post.member,
        at=at,
        post=post.pk,
        fields=",".join(changed),
    )
    return post


def _locked(post_id: int) -> Post:
    """The post, after its member's entry is locked: one lock for the entry and its parts."""
    post = Post.objects.get(pk=post_id)
    Member.objects.select_for_update().get(pk=post.member_id)
    return Post.objects.select_related("member", "territory__oblast").get(pk=post_id)


def _must_keep_register(actor: User | None) -> None:
    if actor is not None and not may_keep_register(actor):
        raise MembershipRefused("not_allowed")


def _fields(facts: PostFacts) -> dict:
    # asdict would copy the territory record as well; it is shared on purpose.
    return {name: getattr(facts, name) for name in PostFacts.__dataclass_fields__}
