"""Who finds what. Everybody finds 'public'; apps above register who else finds more."""

import re
from collections.abc import Callable

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from mayorsclub.search.models import PUBLIC

Reader = AbstractBaseUser | AnonymousUser
Predicate = Callable[[Reader], bool]
_SLUG = re.compile(r"[a-z]{2,40}")
_predicates: dict[str, Predicate] = {}


def register(name: str, predicate: Predicate) -> None:
    """Entries of audience `name` are found by whom `predicate(user)` lets. For `ready()`."""
    if not _SLUG.fullmatch(name) or name == PUBLIC:
        raise ValueError(f"not Latin small letters: {name!r}")
    _predicates[name] = predicate


def is_known(name: str) -> bool:
    return name == PUBLIC or name in _predicates


def of(user: Reader) -> tuple[str, ...]:
    """The audiences that this reader belongs to."""
    if not user.is_authenticated:
        return (PUBLIC,)
    return (PUBLIC, *(name for name, lets in sorted(_predicates.items()) if lets(user)))
