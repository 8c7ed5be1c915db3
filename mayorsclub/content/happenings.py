"""The events of the home page. The app that keeps them says which and how they look."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple


class Happenings(NamedTuple):
    """events, at: what `template` shows, which is told the `level` of the headings, too.
    calendar_url: where all of them are. webcal_url: what a calendar program subscribes to."""

    events: Sequence[Any]
    at: datetime
    template: str
    calendar_url: str
    webcal_url: str


_providers: list[Callable[[int], Happenings]] = []


def register(provider: Callable[[int], Happenings]) -> None:
    """Let `provider(count)` give the next public events. For `ready()`."""
    _providers[:] = [provider]


def coming(count: int) -> Happenings | None:
    """The next public events; None where no app keeps any."""
    return _providers[0](count) if _providers else None
