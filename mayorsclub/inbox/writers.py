"""Who a signed-in writer is in the club. Upper apps tell it from `ready()`."""

from collections.abc import Callable

from mayorsclub.accounts.models import User

Teller = Callable[[User], str]
_tellers: list[Teller] = []


def register(teller: Teller) -> None:
    """Ask `teller(user)`: the person's community, post or organisation in words, or ''."""
    if teller not in _tellers:
        _tellers.append(teller)


def known(user: User) -> str:
    """What the registers say of this person, in the active language; '' for others."""
    return next((said for teller in _tellers if (said := teller(user))), "")
