"""How many members each oblast has, for the map on the home page: read once in some minutes."""

from collections.abc import Mapping
from typing import Any

from django.core.cache import cache
from django.db import transaction

from mayorsclub.directory.queries import members_by_oblast

KEY = "directory.members_by_oblast"
SECONDS = 600


def by_oblast() -> Mapping[str, int]:
    """Code of an oblast -> its active members, at one look into the cache."""
    known = cache.get(KEY)
    if known is None:
        known = members_by_oblast()
        cache.set(KEY, known, SECONDS)
    return known


def forget(origin: Any = None, **signal: Any) -> None:
    """A member or a post changed: count anew, at once and after the commit.

    origin: of a deletion, the queryset or record with which it began; thousands of records
    that go together are heard of once.
    """
    if origin is not None and getattr(origin, "counts_forgotten", False):
        return
    if origin is not None:
        origin.counts_forgotten = True
    cache.delete(KEY)
    # Once more: another reader may have kept the old numbers meanwhile.
    transaction.on_commit(lambda: cache.delete(KEY))
