"""What /me/ shows. Apps above register what waits for a person, and links of theirs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from mayorsclub.accounts.models import User


@dataclass(frozen=True)
class Item:
    """Something that waits for this person. `action` is the label of the button to `url`."""

    title: str | Promise
    text: str | Promise
    url: str
    action: str | Promise
    is_urgent: bool = False


@dataclass(frozen=True)
class Section:
    """A part of the site that is this person's: profile, certificate, delegates.

    is_profile: what others see is changed there; the page of the person's own data leads to it.
    """

    title: str | Promise
    text: str | Promise
    url: str
    is_profile: bool = False


ItemProvider = Callable[[User, datetime], list[Item]]
SectionProvider = Callable[[User, datetime], list[Section]]

_items: dict[ItemProvider, int] = {}
_sections: dict[SectionProvider, int] = {}


def register(provider: ItemProvider, *, order: int) -> None:
    """Ask `provider(user, at)` for what waits; lower `order` stands higher. For `ready()`."""
    _items[provider] = order


def register_section(provider: SectionProvider, *, order: int) -> None:
    """Ask `provider(user, at)` for sections; lower `order` stands higher. For `ready()`."""
    _sections[provider] = order


def items_for(user: User, at: datetime) -> list[Item]:
    """What waits for this person, urgent first."""
    found = [item for each in sorted(_items, key=_items.__getitem__) for item in each(user, at)]
    return sorted(found, key=lambda item: not item.is_urgent)


def sections_for(user: User, at: datetime) -> list[Section]:
    """This person's parts of the site."""
    providers = sorted(_sections, key=_sections.__getitem__)
    return [section for each in providers for section in each(user, at)]
