"""Who a letter goes to, and how it addresses them."""

import re
from dataclasses import dataclass
from typing import Protocol

from mayorsclub.mail.markup import one_line
from mayorsclub.ukrainian import names

NAME_LIMIT = 160
# A name is somebody's own words: it must not bring a link into our mail.
_LINK = re.compile(r"://|www\.|@|[\w-]{3,}\.\w{2,}")


@dataclass(frozen=True)
class Address:
    """A receiver without an account. `salutation`: how the letter begins, if it is known."""

    email: str
    name: str
    language: str
    salutation: str = ""


class Person(Protocol):
    """What mail needs of a user."""

    @property
    def pk(self) -> int: ...
    @property
    def email(self) -> str: ...
    @property
    def surname(self) -> str: ...
    @property
    def given_name(self) -> str: ...
    @property
    def patronymic(self) -> str: ...
    @property
    def name_en(self) -> str: ...
    @property
    def salutation(self) -> str: ...
    @property
    def language(self) -> str: ...
    def get_full_name(self) -> str: ...


@dataclass(frozen=True)
class Receiver:
    """A receiver with everything settled; `user_id` is None without an account."""

    email: str
    name: str
    language: str
    salutation: str
    user_id: int | None


def receiver_of(to: Person | Address, language: str | None) -> Receiver:
    """Settle the name, the language (the receiver's own if None) and the salutation."""
    language = language or to.language
    if isinstance(to, Address):
        return Receiver(
            email=to.email,
            name=_safe(to.name),
            language=language,
            salutation=_safe(to.salutation) or names.salutation("", "", "", language),
            user_id=None,
        )
    name = to.name_en if language == "en" else to.get_full_name()
    return Receiver(
        email=to.email,
        name=_safe(name or to.get_full_name()),
        language=language,
        salutation=_salutation(to, language),
        user_id=to.pk,
    )


def _salutation(person: Person, language: str) -> str:
    """The person's own form of address, which is Ukrainian; else the one we make."""
    if language == "uk" and _safe(person.salutation):
        return _safe(person.salutation)
    if language == "en" and _safe(person.name_en):
        return f"Dear {_safe(person.name_en)},"
    return names.salutation(
        _safe(person.surname), _safe(person.given_name), _safe(person.patronymic), language
    )


def _safe(name: str) -> str:
    """A name of one line without links, or nothing."""
    name = one_line(name, NAME_LIMIT)
    return "" if _LINK.search(name) else name
