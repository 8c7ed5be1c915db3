"""Which granted roles a person has now. Member, delegate, partner, applicant and committee
member are not granted: they follow from the records of their apps."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from mayorsclub.accounts.models import Role, User


def signed_in(request: HttpRequest) -> User:
    """The person who asks, in a view that LoginRequiredMiddleware guards."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def open_roles(user: User | AnonymousUser) -> frozenset[str]:
    """The roles that are granted and not ended; none for a disabled or unknown person.

    Kept on the object, like Django's permissions: one query a request.
    """
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    if not hasattr(user, "_open_roles"):
        grants = user.role_grants.filter(granted_at__isnull=False, ended_at=None)
        user._open_roles = frozenset(grants.values_list("role", flat=True))
    return user._open_roles


def forget(user: User) -> None:
    """Read the roles of this object again after a change."""
    user.__dict__.pop("_open_roles", None)


def has_role(user: User | AnonymousUser, role: Role) -> bool:
    """Whether the person has this role now."""
    return role in open_roles(user)


def is_staff(user: User | AnonymousUser) -> bool:
    """Whether the person works in the office: secretariat, editor or administrator."""
    return bool(open_roles(user))
