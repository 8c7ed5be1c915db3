"""Pages of the apps above that belong to an event, such as the one of its expert session."""

from collections.abc import Callable
from typing import NamedTuple

from mayorsclub.events.models import Event


class Companion(NamedTuple):
    """title: the heading. text: what is there. url, label: the way to it."""

    title: str
    text: str
    url: str
    label: str


_providers: list[Callable[[Event], Companion | None]] = []


def register(provider: Callable[[Event], Companion | None]) -> None:
    """Let `provider(event)` give what everybody who may know of the event may open, too, or
    None. For `ready()`."""
    _providers.append(provider)


def of(event: Event) -> list[Companion]:
    """What belongs to this event."""
    found = [provider(event) for provider in _providers]
    return [companion for companion in found if companion is not None]
