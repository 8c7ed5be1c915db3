"""Guessing codes is hopeless (100 bits); this keeps a guesser from busying the server."""

import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

MOST = 30
SECONDS = 600


def _key(request: HttpRequest) -> str:
    return f"verify:{get_adapter().get_client_ip(request)}:{int(time.time() // SECONDS)}"


def are_too_many(request: HttpRequest) -> bool:
    """Whether this address has typed too many unknown codes in the last minutes."""
    return cache.get(_key(request), 0) >= MOST


def count(request: HttpRequest) -> None:
    """Remember one unknown code."""
    cache.set(_key(request), cache.get(_key(request), 0) + 1, SECONDS)
