"""Which addresses the site tells search engines about.

Each area registers a provider; a page that is not public does not come out of it.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from django.conf import settings


class Listed(NamedTuple):
    """A page in its languages.

    addresses: language -> path, only of versions that everybody may read.
    changed_at: when its content last changed, aware; None when not known.
    """

    addresses: dict[str, str]
    changed_at: datetime | None = None


Provider = Callable[[], Iterable[Listed]]
_providers: dict[str, Provider] = {}


def register(provider: Provider) -> None:
    """Let `provider` tell which pages there are; called once, from an app's ready()."""
    _providers[f"{provider.__module__}.{provider.__qualname__}"] = provider


class Address(NamedTuple):
    """One line of a sitemap: an absolute address and the versions of its page."""

    url: str
    versions: list[tuple[str, str]]
    changed_at: datetime | None


def addresses() -> Iterator[Address]:
    """Every address of the site with its versions, the provider's order kept."""
    for provider in _providers.values():
        for listed in provider():
            versions = absolute_versions(listed.addresses)
            for path in listed.addresses.values():
                yield Address(settings.BASE_URL + path, versions, listed.changed_at)


def absolute_versions(paths: dict[str, str]) -> list[tuple[str, str]]:
    """(hreflang, absolute address) of a page's versions; none when it has only one.

    Whoever reads neither language is led to the Ukrainian one.
    """
    if len(paths) < 2:
        return []
    versions = [(language, settings.BASE_URL + path) for language, path in paths.items()]
    default = paths.get(settings.LANGUAGE_CODE)
    return versions + ([("x-default", settings.BASE_URL + default)] if default else [])
