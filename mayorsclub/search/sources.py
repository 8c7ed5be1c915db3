"""Where entries come from. Apps above register how theirs are written anew."""

from collections.abc import Callable, Iterable

Rebuild = Callable[[], Iterable[object] | None]
_sources: dict[str, Rebuild] = {}


def register(name: str, rebuild: Rebuild) -> None:
    """`rebuild()` puts every record of the source again. For `ready()`.

    A generator that yields after each record shows its progress.
    """
    _sources[name] = rebuild


def every() -> dict[str, Rebuild]:
    return dict(_sources)
