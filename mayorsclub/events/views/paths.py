"""What several pages say of a registration: where it is, who comes."""

from django.http import HttpRequest
from django.urls import reverse

from mayorsclub.accounts.models import User
from mayorsclub.design.languages import in_language
from mayorsclub.events import rules
from mayorsclub.events.domain.tokens import Purpose, token
from mayorsclub.events.models import Registration


def page_of(registration: Registration) -> str:
    """The secret page of a registration, in the active language."""
    return reverse("events:registration", args=[token(Purpose.REGISTRATION, registration.nonce)])


def name_of(user: User) -> str:
    """A person's name in the active language."""
    return in_language(str(user), user.name_en)


def who_comes(registration: Registration) -> str:
    """The name of whoever comes; of those without an account as they wrote it."""
    return name_of(registration.user) if registration.user else registration.name


def in_whose_place(registration: Registration) -> str:
    """The member whose delegate comes; '' where nobody is replaced."""
    member = registration.member
    if member is None or member.user_id == registration.user_id:
        return ""
    return name_of(member.user)


def by_whose_hand(request: HttpRequest, registration: Registration) -> User | None:
    """Who deals with a registration on its secret page; None: whoever has the link."""
    user = request.user
    return user if isinstance(user, User) and rules.speaks_for(user, registration) else None
