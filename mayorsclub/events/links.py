"""Addresses that letters give."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from mayorsclub.events.domain.tokens import Purpose, token
from mayorsclub.events.models import Event, Invitation, Registration


def of_event(event: Event, language: str) -> str:
    """The page of an event."""
    return _address(language, "event", event.slug)


def of_event_signed_in(event: Event, language: str) -> str:
    """The page of an event that is there only for whoever has signed in: that comes first."""
    with translation.override(language):
        query = urlencode({"next": reverse("events:event", args=[event.slug])})
        return f"{settings.BASE_URL}{reverse('account_login')}?{query}"


def of_registration(registration: Registration, language: str) -> str:
    """The secret page on which somebody without an account sees and gives up a place."""
    secret = token(Purpose.REGISTRATION, registration.nonce)
    return _address(language, "registration", secret)


def of_mine(language: str) -> str:
    """The page with one's own registrations; it asks who it is."""
    return _address(language, "mine")


def of_invitation(invitation: Invitation, language: str) -> str:
    """The secret page of an invitation."""
    return _address(language, "invited", token(Purpose.INVITATION, invitation.nonce))


def _address(language: str, name: str, *args: str) -> str:
    with translation.override(language):
        return settings.BASE_URL + reverse(f"events:{name}", args=args)
