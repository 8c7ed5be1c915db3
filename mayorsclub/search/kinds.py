"""Groups of results. Apps above register theirs."""

import re
from typing import NamedTuple

from django.utils.functional import Promise

_SLUG = re.compile(r"[a-z]{2,40}")


class Kind(NamedTuple):
    slug: str
    label: str | Promise
    order: int


_kinds: dict[str, Kind] = {}


def register(slug: str, label: str | Promise, *, order: int) -> None:
    """Name a group of results; lower `order` stands higher. For `ready()`.

    slug: Latin small letters, also the parameter of the page that shows this group alone.
    """
    if not _SLUG.fullmatch(slug):
        raise ValueError(f"not Latin small letters: {slug!r}")
    _kinds[slug] = Kind(slug, label, order)


def every() -> list[Kind]:
    """All groups in the order in which they are shown."""
    return sorted(_kinds.values(), key=lambda kind: (kind.order, kind.slug))


def is_known(slug: str) -> bool:
    return slug in _kinds
