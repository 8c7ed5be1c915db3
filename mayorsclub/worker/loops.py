"""What a worker does again and again, each in a thread of its own.

Apps add theirs from `ready()`: `loops.register("outbox", Courier)`.
"""

from collections.abc import Callable
from typing import Protocol


class Loop(Protocol):
    """Work that comes in. Made in the thread that runs it, so it may hold connections."""

    def drain(self, should_stop: Callable[[], bool]) -> int:
        """Work until nothing is left or `should_stop()`; how much was done."""
        ...

    def close(self) -> None:
        """Let go of what is held open."""
        ...


_makers: dict[str, Callable[[], Loop]] = {}


def register(name: str, make: Callable[[], Loop]) -> None:
    """Add a loop to every worker."""
    _makers[name] = make


def every() -> dict[str, Callable[[], Loop]]:
    """The makers of all loops, by name."""
    return dict(_makers)
