"""Where the topics of the home page lead to. The app of the expert sessions says."""

from collections.abc import Callable, Mapping

Addresses = Callable[[], Mapping[str, str]]
_finders: list[Addresses] = []


def register(addresses: Addresses) -> None:
    """`addresses()` gives the title of each page that everyone may read -> its path in the
    active language. For `ready()`."""
    if addresses not in _finders:
        _finders.append(addresses)


def addresses() -> dict[str, str]:
    """Title -> path of every page that somebody registered; none without such an app."""
    return {title: path for each in _finders for title, path in each().items()}
