"""Who may do what with the register of members, delegates and certificates."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from rules import add_perm, predicate

from mayorsclub.accounts.models import Role, User
from mayorsclub.accounts.once import once_a_request
from mayorsclub.accounts.roles import has_role
from mayorsclub.membership.models import Delegate, Member, Status

# What a member may let a delegate do; each is a field of Delegate.
PERMISSIONS = ("may_register", "may_edit_profile", "may_download")


@predicate
def is_member(user: User | AnonymousUser) -> bool:
    """Whether the person is a member in good standing now."""
    return isinstance(user, User) and _has_active_entry(user)


@once_a_request
def _has_active_entry(user: User) -> bool:
    return Member.objects.filter(user_id=user.pk, status=Status.ACTIVE).exists()


@predicate
def may_keep_register(user: User | AnonymousUser) -> bool:
    """The secretariat keeps the register of members."""
    return user.is_authenticated and has_role(user, Role.SECRETARIAT)


@predicate
def is_own_entry(user: User | AnonymousUser, member: Member) -> bool:
    """Whether the entry is the person's own, whatever its status: own data are shown."""
    return user.is_authenticated and member.user_id == user.pk


@predicate
def may_manage_delegates(user: User | AnonymousUser, member: Member) -> bool:
    """Only the member, and only while active; a delegate never appoints another."""
    return is_own_entry(user, member) and member.status == Status.ACTIVE


def delegations() -> QuerySet[Delegate]:
    """Those that hold now: accepted, not removed, of active members."""
    return Delegate.objects.filter(
        accepted_at__isnull=False, removed_at=None, member__status=Status.ACTIVE
    )


def delegation(user: User | AnonymousUser, member: Member) -> Delegate | None:
    """The person's delegation by this member that holds now, if any."""
    if not user.is_authenticated or member.status != Status.ACTIVE:
        return None
    return member.delegates.filter(
        user_id=user.pk, accepted_at__isnull=False, removed_at=None
    ).first()


def acts_for(user: User | AnonymousUser, member: Member, permission: str) -> bool:
    """Whether the person may do this in the member's name.

    permission: one of PERMISSIONS; another raises ValueError. An active member does all;
    a delegate what the member let, until removed. Asked at each request, never kept.
    """
    if permission not in PERMISSIONS:
        raise ValueError(permission)
    if is_own_entry(user, member):
        return member.status == Status.ACTIVE
    held = delegation(user, member)
    return held is not None and bool(getattr(held, permission))


def may_see_entry(user: User | AnonymousUser, member: Member) -> bool:
    """The member, the secretariat, and delegates see the entry."""
    return (
        is_own_entry(user, member)
        or may_keep_register(user)
        or delegation(user, member) is not None
    )


def may_download_certificate(user: User | AnonymousUser, member: Member) -> bool:
    """The member at any status (own data), delegates where allowed, the secretariat."""
    return (
        is_own_entry(user, member)
        or may_keep_register(user)
        or acts_for(user, member, "may_download")
    )


def may_renew_certificate(user: User | AnonymousUser, member: Member) -> bool:
    """The member or the secretariat, while the membership is active."""
    if member.status != Status.ACTIVE:
        return False
    return is_own_entry(user, member) or may_keep_register(user)


add_perm("membership.be_member", is_member)
add_perm("membership.keep_register", may_keep_register)
add_perm("membership.manage_delegates", may_manage_delegates)
