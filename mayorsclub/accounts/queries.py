"""Reads that more than one place needs."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Model, Q, QuerySet

from mayorsclub.accounts.models import Correction, Role, RoleGrant, User
from mayorsclub.mail.models import Letter, State

SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def second_factors(user: User) -> QuerySet[Authenticator]:
    """The person's passkeys and authenticator app; recovery codes alone are no factor."""
    return Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).order_by("pk")


def person_to_sign_in(email: str) -> User | None:
    """The enabled person with exactly this verified address, in lower case."""
    address = EmailAddress.objects.filter(email=email, verified=True, user__is_active=True)
    found = address.select_related("user").first()
    return found.user if found else None


def open_grants() -> QuerySet[RoleGrant]:
    """Roles in force of people whose account is enabled."""
    return RoleGrant.objects.filter(
        granted_at__isnull=False, ended_at=None, user__is_active=True
    ).select_related("user")


def administrators() -> QuerySet[RoleGrant]:
    """Roles in force of administrators."""
    return open_grants().filter(role=Role.ADMINISTRATOR)


def corrections_of(*records: Model) -> QuerySet[Correction]:
    """What was corrected in these records, the newest first."""
    about = Q(pk=None)
    for record in records:
        about |= Q(about_type=record._meta.label_lower, about_id=str(record.pk))
    return Correction.objects.filter(about).select_related("corrected_by")


def letters_to(user: User) -> QuerySet[Letter]:
    """What was sent to this person or waits to be sent; never codes and other secrets,
    never what the office still holds or has cancelled. Newest first."""
    gone = Q(state__in=[State.HELD, State.CANCELLED])
    return Letter.objects.filter(to_user=user, is_secret=False).exclude(gone)
