"""Secrets of links and tickets: they follow from a nonce and a key outside the database.

A copy of the database alone opens nothing: it holds nonces and hashes, and FIELD_KEY is
kept elsewhere. With the key a link can be shown again, on a person's own page or in the
next letter, without a second one being made.
"""

import base64
import hashlib
import hmac
import secrets
from enum import Enum

from django.conf import settings


class Purpose(Enum):
    """What a secret is for; one never opens the other."""

    TICKET = "ticket"
    REGISTRATION = "registration"
    INVITATION = "invitation"
    DOOR = "door"
    CALENDAR = "calendar"


def new_nonce() -> str:
    """256 random bits, as text."""
    return secrets.token_urlsafe(32)


def token(purpose: Purpose, nonce: str) -> str:
    """The secret itself, 43 letters that an address takes as they are."""
    key = hashlib.sha256(b"events.tokens:" + settings.FIELD_KEY.encode()).digest()
    made = hmac.new(key, f"{purpose.value}:{nonce}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()


def digest(purpose: Purpose, secret: str) -> str:
    """What is stored to find a record by its secret."""
    return hashlib.sha256(f"events:{purpose.value}:{secret}".encode()).hexdigest()


def new_digest(purpose: Purpose, nonce: str) -> str:
    """The hash to store beside a nonce."""
    return digest(purpose, token(purpose, nonce))
