"""Why an elector may not vote on an application, beyond what the engine itself knows.

An upper app registers its reasons in `ready()`: membership, that the application comes
from the elector's own community.
"""

from collections.abc import Callable

from mayorsclub.accounts.models import User
from mayorsclub.applications.models import Application

Bar = Callable[[User, Application], str | None]

_bars: list[Bar] = []


def register(bar: Bar) -> Bar:
    """`bar(user, application)` gives the reason in Ukrainian (minutes carry it), or None."""
    if bar not in _bars:
        _bars.append(bar)
    return bar


def reason(user: User, application: Application) -> str | None:
    """The first reason found, or None: this person may vote."""
    return next((text for bar in _bars if (text := bar(user, application))), None)
