"""Which kinds of letters there are. Each app registers its own, from `ready()`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.apps import apps
from django.utils.functional import Promise

LANGUAGES = ("uk", "en")
# Every letter may use these; `queue_letter` knows them.
ALWAYS = ("salutation", "club", "base_url")


@dataclass(frozen=True)
class Wording:
    """A letter before its placeholders are filled."""

    subject: str
    body: str


@dataclass(frozen=True)
class CalendarPart:
    """An entry for the receiver's calendar. method: REQUEST or CANCEL (RFC 5546, 3.2);
    content: the whole VCALENDAR, which names the same method."""

    method: str
    content: str


@dataclass(frozen=True)
class LetterKind:
    """One kind of letter.

    kind: '<app>.<name>'; the texts are <app>/letters/<name>.<uk|en>.txt.
    title, and the words beside each placeholder, are what the office reads.
    is_secret: the bodies are wiped once it is delivered (codes to sign in with).
    is_free: its words are written for each letter and handed to `queue_letter`; it has none
        of its own.
    """

    kind: str
    title: str | Promise
    placeholders: Mapping[str, str | Promise] = field(default_factory=dict)
    is_secret: bool = False
    is_free: bool = False

    @property
    def names(self) -> set[str]:
        """The placeholder names that a wording of this kind may use."""
        return {*ALWAYS, *self.placeholders}


class UnknownKind(LookupError):
    """No app registered this kind of letter."""


_kinds: dict[str, LetterKind] = {}


def register(kind: LetterKind) -> LetterKind:
    """Add a kind. Raises ValueError when another one has its name."""
    if _kinds.get(kind.kind, kind) != kind:
        raise ValueError(f"two kinds of letters are called {kind.kind}")
    _kinds[kind.kind] = kind
    return kind


def get(kind: str) -> LetterKind:
    """The kind of this name. Raises UnknownKind."""
    try:
        return _kinds[kind]
    except KeyError:
        raise UnknownKind(f"no app registered the letter {kind}") from None


def every() -> list[LetterKind]:
    """All kinds, in the order of their names."""
    return [_kinds[name] for name in sorted(_kinds)]


def worded() -> list[LetterKind]:
    """The kinds that have words of their own, in the order of their names."""
    return [kind for kind in every() if not kind.is_free]


def default_path(kind: str, language: str) -> Path:
    """Where our own wording of a kind is kept."""
    app, _, name = kind.partition(".")
    return Path(apps.get_app_config(app).path) / "letters" / f"{name}.{language}.txt"


@cache
def default_wording(kind: str, language: str) -> Wording:
    """Our own wording: the first line is the subject, the rest the body."""
    text = default_path(kind, language).read_text(encoding="utf-8")
    subject, _, body = text.partition("\n")
    return Wording(subject.strip(), body.strip())
