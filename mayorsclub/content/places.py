"""Known places of the site that are no pages of Wagtail: the menu and buttons lead to them.

An app registers its own from `ready()`; a link keeps the name, so an address may change.
"""

from typing import NamedTuple

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise


class Place(NamedTuple):
    """label: what an editor chooses. url_name: as `reverse` takes it, without arguments."""

    label: str | Promise
    url_name: str


_places: dict[str, Place] = {}


def register(name: str, label: str | Promise, url_name: str) -> None:
    """Let editors link to a view. Raises ValueError when another place has the name."""
    place = Place(label, url_name)
    if _places.get(name, place).url_name != url_name:
        raise ValueError(f"two places are called {name}")
    _places[name] = place


def choices() -> list[tuple[str, str | Promise]]:
    """For a field: names and labels, in the order of registration."""
    return [(name, place.label) for name, place in _places.items()]


def address(name: str) -> str:
    """The address of a place in the active language; '' when there is no such place."""
    place = _places.get(name)
    if place is None:
        return ""
    try:
        return reverse(place.url_name)
    except NoReverseMatch:
        return ""
