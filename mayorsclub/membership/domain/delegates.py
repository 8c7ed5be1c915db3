"""Delegates: invited by a member, accepted from the invitation's letter, removed at once."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from mayorsclub.accounts.domain.people import ensure_account
from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.mail.domain.outbox import Address, queue_letter
from mayorsclub.membership.domain.refusals import MembershipRefused
from mayorsclub.membership.models import Delegate, Member, Status
from mayorsclub.membership.rules import PERMISSIONS, may_keep_register, may_manage_delegates

INVITATION_HOLDS = timedelta(days=14)
MOST_DELEGATES = 10
# Invited, removed, invited again: our mail must not become somebody's nuisance.
MOST_INVITATIONS_A_DAY = 20


@transaction.atomic
def invite(
    member_id: int, *, email: str, name: str, permissions: frozenset[str], actor: User, at: datetime
) -> Delegate:
    """Invite a responsible person of the member's staff by a letter with a link.

    permissions: some of rules.PERMISSIONS. An invitation that ran out is replaced.
    Raises MembershipRefused: "not_allowed", "own_address", "already_invited", "too_many".
    """
    member = Member.objects.select_for_update().get(pk=member_id)
    if not may_manage_delegates(actor, member):
        raise MembershipRefused("not_allowed")
    email = email.strip().lower()
    if email == actor.email.lower():
        raise MembershipRefused("own_address")
    standing = member.delegates.filter(removed_at=None)
    ran_out = standing.filter(accepted_at=None, expires_at__lte=at)
    ran_out.update(removed_at=at, token_hash="")
    if standing.filter(email=email).exists():
        raise MembershipRefused("already_invited")
    today = member.delegates.filter(invited_at__gt=at - timedelta(days=1))
    if standing.count() >= MOST_DELEGATES or today.count() >= MOST_INVITATIONS_A_DAY:
        raise MembershipRefused("too_many")

    token = secrets.token_urlsafe(32)
    delegate = Delegate.objects.create(
        member=member,
        email=email,
        name=name.strip(),
        token_hash=_hash(token),
        invited_at=at,
        expires_at=at + INVITATION_HOLDS,
        **_flags(permissions),
    )
    record("delegate.invited", actor=actor, about=member, at=at, delegate=delegate.pk)
    queue_letter(
        "membership.delegate_invited",
        to=Address(email=email, name=delegate.name, language=actor.language),
        about=delegate,
        at=at,
        context={"member": name_of(actor, actor.language), "link": _link(token, actor.language)},
        language=actor.language,
    )
    return delegate


def find_invitation(token: str, *, at: datetime) -> Delegate:
    """The open invitation that a link's token belongs to.

    Raises MembershipRefused("invitation_over"): unknown, used, removed, too old, or
    the member is not active now. All look alike to whoever holds the link.
    """
    delegate = (
        Delegate.objects.filter(token_hash=_hash(token))
        .exclude(token_hash="")
        .select_related("member__user")
        .first()
    )
    if delegate is None or not _is_open(delegate, at=at):
        raise MembershipRefused("invitation_over")
    return delegate


@transaction.atomic
def accept(
    token: str, *, surname: str, given_name: str, patronymic: str, language: str, at: datetime
) -> Delegate:
    """Accept an invitation: its address gets an account. Signs nobody in.

    Whoever has the link has read the mailbox, so the address counts as verified;
    to act they sign in with it, like everyone. The names are used where the account is new.
    Raises MembershipRefused("invitation_over").
    """
    found = find_invitation(token, at=at)
    # Member first, as everywhere in this app, then the delegate: no deadlock with remove.
    member = Member.objects.select_for_update().get(pk=found.member_id)
    delegate = Delegate.objects.select_for_update().get(pk=found.pk)
    delegate.member = member
    if delegate.token_hash != _hash(token) or not _is_open(delegate, at=at):
        raise MembershipRefused("invitation_over")
    delegate.user = ensure_account(
        email=delegate.email,
        surname=surname,
        given_name=given_name,
        patronymic=patronymic,
        name_en="",
        language=language,
        phone="",
        at=at,
    )
    delegate.accepted_at = at
    delegate.token_hash = ""
    delegate.save(update_fields=["user", "accepted_at", "token_hash"])
    record("delegate.accepted", actor=delegate.user, about=member, at=at, delegate=delegate.pk)
    queue_letter(
        "membership.delegate_accepted",
        to=member.user,
        about=delegate,
        at=at,
        context={"delegate": delegate.name},
    )
    return delegate


@transaction.atomic
def permit(delegate_id: int, *, permissions: frozenset[str], actor: User, at: datetime) -> Delegate:
    """Change what a delegate may do; it holds from the next request on.

    Raises MembershipRefused: "not_allowed".
    """
    delegate = _locked(delegate_id)
    if delegate.removed_at or not may_manage_delegates(actor, delegate.member):
        raise MembershipRefused("not_allowed")
    flags = _flags(permissions)
    for name, value in flags.items():
        setattr(delegate, name, value)
    delegate.save(update_fields=list(flags))
    record(
        "delegate.permitted",
        actor=actor,
        about=delegate.member,
        at=at,
        delegate=delegate.pk,
        may=sorted(permissions),
    )
    return delegate


@transaction.atomic
def remove(delegate_id: int, *, actor: User, at: datetime) -> Delegate:
    """End a delegation or withdraw an invitation, at once, with a letter to the delegate.

    By the member, whatever their status, by the delegate themself, by the secretariat.
    Removing twice changes nothing. Raises MembershipRefused: "not_allowed".
    """
    delegate = _locked(delegate_id)
    own = actor.pk in {delegate.member.user_id, delegate.user_id}
    if not own and not may_keep_register(actor):
        raise MembershipRefused("not_allowed")
    if delegate.removed_at:
        return delegate
    delegate.removed_at = at
    delegate.token_hash = ""
    delegate.save(update_fields=["removed_at", "token_hash"])
    record("delegate.removed", actor=actor, about=delegate.member, at=at, delegate=delegate.pk)
    language = delegate.user.language if delegate.user else delegate.member.user.language
    queue_letter(
        "membership.delegate_removed",
        to=delegate.user or Address(email=delegate.email, name=delegate.name, language=language),
        about=delegate,
        at=at,
        context={"member": name_of(delegate.member.user, language)},
        language=language,
    )
    return delegate


def _is_open(delegate: Delegate, *, at: datetime) -> bool:
    return (
        delegate.removed_at is None
        and delegate.accepted_at is None
        and at < delegate.expires_at
        and delegate.member.status == Status.ACTIVE
    )


def _locked(delegate_id: int) -> Delegate:
    """The delegate, after the member's entry and it are locked, in this order."""
    member_id = Delegate.objects.values_list("member_id", flat=True).get(pk=delegate_id)
    Member.objects.select_for_update().get(pk=member_id)
    Delegate.objects.select_for_update().get(pk=delegate_id)
    return Delegate.objects.select_related("member__user", "user").get(pk=delegate_id)


def _flags(permissions: frozenset[str]) -> dict[str, bool]:
    if not permissions <= set(PERMISSIONS):
        raise ValueError(f"unknown permissions: {sorted(permissions - set(PERMISSIONS))}")
    return {name: name in permissions for name in PERMISSIONS}


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _link(token: str, language: str) -> str:
    with translation.override(language):
        return settings.BASE_URL + reverse("membership:accept", args=[token])


def name_of(user: User, language: str) -> str:
    """A person's name as a reader of this language knows it."""
    return (user.name_en if language == "en" else "") or str(user)
