"""Roles: asked for, approved by a second administrator, ended."""

from datetime import datetime

from django.db import transaction

from mayorsclub.accounts import rules
from mayorsclub.accounts.domain import groups
from mayorsclub.accounts.domain.refusals import AccountRefused
from mayorsclub.accounts.models import Role, RoleGrant, User
from mayorsclub.accounts.queries import administrators, second_factors
from mayorsclub.audit.domain.log import record
from mayorsclub.mail.domain.outbox import queue_letter


@transaction.atomic
def request_role(user_id: int, *, role: Role, by: User, at: datetime) -> RoleGrant:
    """Ask for a role for someone. Where there is one administrator it is granted at once;
    where there are more, another one than the asker approves it.

    Raises AccountRefused: "not_allowed", "inactive", "no_second_factor", "already_open".
    """
    count = _lock_administrators()
    user = User.objects.select_for_update().get(pk=user_id)
    if not rules.may_manage_roles(by):
        raise AccountRefused("not_allowed")
    _check_receiver(user)
    if user.role_grants.filter(role=role, ended_at=None).exists():
        raise AccountRefused("already_open")
    grant = RoleGrant.objects.create(user=user, role=role, asked_by=by, asked_at=at)
    record("role.requested", actor=by, about=user, at=at, role=role.value)
    if count < 2:
        _grant(grant, by=by, at=at)
    return grant


@transaction.atomic
def approve_role(grant_id: int, *, by: User, at: datetime) -> RoleGrant:
    """Approve a role that another administrator asked for.

    Neither the asker nor the receiver approves.
    Raises AccountRefused: "not_allowed", "same_person", "inactive", "no_second_factor",
    "already_granted", "ended".
    """
    count = _lock_administrators()
    grant = _locked(grant_id)
    if not rules.may_manage_roles(by):
        raise AccountRefused("not_allowed")
    if grant.ended_at:
        raise AccountRefused("ended")
    if grant.granted_at:
        raise AccountRefused("already_granted")
    # The rule of two persons is off when only one administrator is left.
    if count >= 2 and by.pk in {grant.asked_by_id, grant.user_id}:
        raise AccountRefused("same_person")
    _check_receiver(grant.user)
    _grant(grant, by=by, at=at)
    return grant


@transaction.atomic
def end_role(grant_id: int, *, by: User, at: datetime) -> RoleGrant:
    """End a role, or turn down a request. One administrator is enough: taking a right
    away must be quick. Raises AccountRefused: "not_allowed", "ended", "last_administrator".
    """
    _lock_administrators()
    grant = _locked(grant_id)
    if not rules.may_manage_roles(by):
        raise AccountRefused("not_allowed")
    if grant.ended_at:
        raise AccountRefused("ended")
    was_granted = grant.granted_at is not None
    is_last = not administrators().exclude(pk=grant.pk).exists()
    if was_granted and grant.role == Role.ADMINISTRATOR and is_last:
        raise AccountRefused("last_administrator")
    grant.ended_by, grant.ended_at = by, at
    grant.save(update_fields=["ended_by", "ended_at"])
    groups.sync(grant.user)
    record(
        "role.ended" if was_granted else "role.declined",
        actor=by,
        about=grant.user,
        at=at,
        role=grant.role,
    )
    if was_granted:
        _tell("accounts.role_ended", grant, at)
    return grant


@transaction.atomic
def make_first_administrator(user_id: int, *, at: datetime) -> RoleGrant:
    """Give the role from the server's command line, where no administrator is left.

    Raises AccountRefused: "inactive", "administrator_exists".
    """
    if _lock_administrators():
        raise AccountRefused("administrator_exists")
    user = User.objects.select_for_update().get(pk=user_id)
    if not user.is_active:
        raise AccountRefused("inactive")
    grant, _created = RoleGrant.objects.get_or_create(
        user=user, role=Role.ADMINISTRATOR, ended_at=None, defaults={"asked_at": at}
    )
    _grant(grant, by=None, at=at)
    return grant


def _grant(grant: RoleGrant, *, by: User | None, at: datetime) -> None:
    grant.approved_by, grant.granted_at = by, at
    grant.save(update_fields=["approved_by", "granted_at"])
    groups.sync(grant.user)
    record("role.granted", actor=by, about=grant.user, at=at, role=grant.role)
    _tell("accounts.role_granted", grant, at)


def _tell(kind: str, grant: RoleGrant, at: datetime) -> None:
    context = {"role": Role(grant.role).label}
    queue_letter(kind, to=grant.user, about=grant.user, at=at, context=context)


def _check_receiver(user: User) -> None:
    if not user.is_active:
        raise AccountRefused("inactive")
    # A role must never be gained with a mailbox alone: whoever reads the mail of
    # someone without a second factor could set up one of their own.
    if not second_factors(user).exists():
        raise AccountRefused("no_second_factor")


def _locked(grant_id: int) -> RoleGrant:
    grant = RoleGrant.objects.select_related("user").get(pk=grant_id)
    User.objects.select_for_update().get(pk=grant.user_id)
    return RoleGrant.objects.select_for_update(of=("self",)).select_related("user").get(pk=grant_id)


def _lock_administrators() -> int:
    """How many administrators there are, held still until the transaction ends.

    Always the first lock, here and in people.deactivate: in another order two
    administrators who act on each other would wait for each other.
    """
    return len(administrators().select_for_update(of=("self",)).order_by("pk"))
