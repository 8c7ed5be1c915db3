"""Who may do what with an application. The domain asks after its lock; views ask the same."""

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser

from mayorsclub.accounts.models import Role, User
from mayorsclub.accounts.roles import has_role
from mayorsclub.applications.models import Application
from mayorsclub.committees.models import Elector

Person = User | AnonymousUser


def is_applicant(user: Person, application: Application) -> bool:
    """Whether the application is this person’s own."""
    return user.pk is not None and user.pk == application.applicant_id


def owns_address(user: Person, email: str) -> bool:
    """Signed in with this very address, proven by allauth's verification."""
    return (
        isinstance(user, User)
        and user.is_active
        and EmailAddress.objects.filter(user=user, email__iexact=email, verified=True).exists()
    )


def is_secretariat(user: Person) -> bool:
    """Whether the person works in the secretariat."""
    return isinstance(user, User) and has_role(user, Role.SECRETARIAT)


def may_take_part(elector: Elector | None) -> bool:
    """Whether a member of the body works on this matter: on its roll, and not aside."""
    return elector is not None and not elector.absence
