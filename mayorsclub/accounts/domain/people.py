"""People: the account is found or made, changed, disabled and enabled."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import transaction

from mayorsclub.accounts import rules
from mayorsclub.accounts.domain.corrections import keep_corrections
from mayorsclub.accounts.domain.refusals import AccountRefused
from mayorsclub.accounts.domain.sessions import end_sessions
from mayorsclub.accounts.models import Role, RoleGrant, User
from mayorsclub.accounts.queries import administrators
from mayorsclub.accounts.roles import has_role
from mayorsclub.audit.domain.log import record
from mayorsclub.mail.domain.outbox import Address, queue_letter
from mayorsclub.ukrainian.alphabet import sort_key
from mayorsclub.ukrainian.romanise import romanise

PROFILE = (
    "surname",
    "given_name",
    "patronymic",
    "name_en",
    "salutation",
    "phone",
    "language",
)


@transaction.atomic
def ensure_account(
    *,
    email: str,
    surname: str,
    given_name: str,
    patronymic: str,
    name_en: str,
    language: str,
    phone: str,
    at: datetime,
) -> User:
    """Find the account with this address or make it; the address counts as verified.

    Call it only for an address that its owner has confirmed. An account that exists
    keeps what its owner wrote; only empty fields are filled.
    """
    email = email.strip().lower()
    given = {
        "surname": surname,
        "given_name": given_name,
        "patronymic": patronymic,
        "name_en": name_en,
        "phone": phone,
    }
    # One statement decides who is first when two decisions make the same account.
    User.objects.bulk_create(
        [
            User(
                email=email,
                language=language,
                joined_at=at,
                password=make_password(None),
                is_active=True,
            )
        ],
        ignore_conflicts=True,
    )
    user = User.objects.select_for_update().get(email=email)
    is_new = not EmailAddress.objects.filter(user=user).exists()
    for field, value in given.items():
        if value and not getattr(user, field):
            setattr(user, field, value)
    _save(user, [*given])
    address, _created = EmailAddress.objects.get_or_create(
        user=user, email=email, defaults={"verified": True, "primary": is_new}
    )
    if not address.verified:
        address.verified = True
        address.save(update_fields=["verified"])
    if is_new:
        record("account.created", actor=None, about=user, at=at)
    return user


@transaction.atomic
def invite(
    *,
    email: str,
    surname: str,
    given_name: str,
    patronymic: str,
    language: str,
    by: User,
    at: datetime,
) -> User:
    """Make an account for staff or a member of a committee, and write to its owner.

    The address counts as verified by the office; who signs in must read its mail anyway.
    Raises AccountRefused: "not_allowed", "address_taken".
    """
    if not rules.may_manage_people(by):
        raise AccountRefused("not_allowed")
    if User.objects.filter(email__iexact=email.strip()).exists():
        raise AccountRefused("address_taken")
    user = ensure_account(
        email=email,
        surname=surname,
        given_name=given_name,
        patronymic=patronymic,
        name_en=romanise(f"{given_name} {surname}"),
        language=language,
        phone="",
        at=at,
    )
    record("account.invited", actor=by, about=user, at=at)
    queue_letter("accounts.invited", to=user, about=user, at=at)
    return user


@transaction.atomic
def change_profile(
    user_id: int, *, by: User, at: datetime, reason: str = "", **values: str
) -> User:
    """Change names, form of address, phone or language (the fields of PROFILE).

    reason: why the office corrects it; what people change themselves needs none. Raises
    AccountRefused: "not_allowed", "reason". The log keeps which fields; what stood there
    is kept as a correction.
    """
    unknown = set(values) - set(PROFILE)
    if unknown:
        raise TypeError(f"not a field of the profile: {', '.join(sorted(unknown))}")
    user = User.objects.select_for_update().get(pk=user_id)
    if not rules.may_change_profile(by, user):
        raise AccountRefused("not_allowed")
    changed = sorted(field for field, value in values.items() if getattr(user, field) != value)
    if not changed:
        return user
    if by.pk != user.pk:
        if not reason.strip():
            raise AccountRefused("reason")
        changes = {field: (getattr(user, field), values[field]) for field in changed}
        keep_corrections(user, changes, reason=reason, by=by, at=at)
    for field in changed:
        setattr(user, field, values[field])
    _save(user, changed)
    record("account.changed", actor=by, about=user, at=at, fields=changed)
    return user


@transaction.atomic
def change_address(user_id: int, *, email: str, reason: str, by: User, at: datetime) -> User:
    """Give a person who lost their mailbox a new address; the office has verified it.

    The old address hears of it and all sessions end; both are kept as a correction.
    Raises AccountRefused: "not_allowed", "self", "address_taken", "reason".
    """
    email = email.strip().lower()
    user = _for_office(user_id, by)
    taken = (
        EmailAddress.objects.filter(email=email).exclude(user=user).exists()
        or User.objects.filter(email=email).exclude(pk=user.pk).exists()
    )
    if taken:
        raise AccountRefused("address_taken")
    if email == user.email:
        return user
    if not reason.strip():
        raise AccountRefused("reason")
    former = user.email
    keep_corrections(user, {"email": (former, email)}, reason=reason, by=by, at=at)
    user.email = email
    user.save(update_fields=["email"])
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    end_sessions(user)
    record("account.address_changed", actor=by, about=user, at=at)
    tell_of_new_address(user, former=former, at=at)
    return user


def tell_of_new_address(user: User, *, former: str, at: datetime) -> None:
    """Write to the former address that it no longer opens the account."""
    queue_letter(
        "accounts.address_changed",
        to=Address(email=former, name=user.get_full_name(), language=user.language),
        about=user,
        at=at,
    )


@transaction.atomic
def deactivate(user_id: int, *, by: User, at: datetime) -> User:
    """Disable an account: its sessions end and its rights stop at once.

    Raises AccountRefused: "not_allowed", "self", "last_administrator".
    """
    _lock_administrators()
    user = _for_office(user_id, by)
    if not user.is_active:
        return user
    if has_role(user, Role.ADMINISTRATOR) and administrators().count() == 1:
        raise AccountRefused("last_administrator")
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user)
    record("account.disabled", actor=by, about=user, at=at)
    return user


@transaction.atomic
def reactivate(user_id: int, *, by: User, at: datetime) -> User:
    """Enable an account again; its roles come back with it, so those of staff are for
    administrators. Raises AccountRefused: "not_allowed", "self"."""
    user = _for_office(user_id, by)
    if user.is_active:
        return user
    user.is_active = True
    user.save(update_fields=["is_active"])
    record("account.enabled", actor=by, about=user, at=at)
    return user


@transaction.atomic
def reset_second_factor(user_id: int, *, by: User, at: datetime) -> User:
    """Remove passkeys, app and recovery codes of a person who lost them all.

    Refused while the person has a role: otherwise whoever reads their mail could set
    up a factor of their own and take the role over.
    Raises AccountRefused: "not_allowed", "self", "has_roles".
    """
    user = _for_office(user_id, by)
    if not rules.may_manage_roles(by):
        raise AccountRefused("not_allowed")
    if user.role_grants.filter(ended_at=None).exists():
        raise AccountRefused("has_roles")
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    record("account.second_factor_reset", actor=by, about=user, at=at)
    queue_letter("accounts.second_factor_reset", to=user, about=user, at=at)
    return user


def _for_office(user_id: int, by: User) -> User:
    """The locked account, for someone of the office who may manage it."""
    user = User.objects.select_for_update().get(pk=user_id)
    if user.pk == by.pk:
        raise AccountRefused("self")
    # The roles of a disabled person count here: they come back when it is enabled.
    was_staff = user.role_grants.filter(granted_at__isnull=False, ended_at=None).exists()
    allowed = rules.may_manage_roles(by) if was_staff else rules.may_manage_people(by)
    if not allowed:
        raise AccountRefused("not_allowed")
    return user


def _lock_administrators() -> None:
    """Two administrators who disable each other at once must not both succeed."""
    list(RoleGrant.objects.select_for_update().filter(role=Role.ADMINISTRATOR).order_by("pk"))


def _save(user: User, fields: list[str]) -> None:
    user.sort_key = sort_key(user.get_full_name())
    user.save(update_fields=[*fields, "sort_key"])
