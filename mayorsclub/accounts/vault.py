"""Secrets that the database keeps for us, unreadable without the key beside it."""

import base64
import hashlib
from functools import cache

from cryptography.fernet import Fernet
from django.conf import settings


@cache
def _fernet(key: str) -> Fernet:
    # The key may be any long text; Fernet wants 32 bytes of it.
    digest = hashlib.sha256(b"accounts.vault:" + key.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


def encrypt(text: str) -> str:
    """The text as only a holder of FIELD_KEY can read it."""
    return _fernet(settings.FIELD_KEY).encrypt(text.encode()).decode("ascii")


def decrypt(text: str) -> str:
    """The text again. Raises cryptography's InvalidToken when it was changed or the key is
    another one."""
    return _fernet(settings.FIELD_KEY).decrypt(text.encode("ascii")).decode()
