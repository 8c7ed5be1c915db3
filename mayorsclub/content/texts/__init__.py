"""The texts that a new site begins with, in both languages, as data.

`load_content` writes them into pages once; from then on editors own them.
"""

from collections.abc import Iterator
from html import escape
from typing import Any, NamedTuple
from uuid import uuid4


class Both(NamedTuple):
    """One text in both languages."""

    uk: str
    en: str


class Rich(list[tuple[str, Both]]):
    """Rich text: pairs of a tag (h2, h3, p, li) and its text in both languages."""


class PageLink(str):
    """The name of another page of the set; becomes its id."""

    __slots__ = ()


def in_language(value: Any, language: str, pages: dict[str, int]) -> Any:
    """A value of the set as StreamField data in one language.

    pages: name of a page -> its id, for links between pages.
    """
    if isinstance(value, Both):
        return getattr(value, language)
    if isinstance(value, PageLink):
        return pages[value]
    if isinstance(value, Rich):
        return "".join(_html(tag, getattr(text, language)) for tag, text in value).replace(
            "</ul><ul>", ""
        )
    if isinstance(value, dict):
        return {key: in_language(part, language, pages) for key, part in value.items()}
    if isinstance(value, list):
        # With its id, as Wagtail saves it: translations find a list's entries by their ids.
        return [
            {"type": "item", "value": in_language(part, language, pages), "id": str(uuid4())}
            for part in value
        ]
    return value


def both_in(value: Any) -> Iterator[Both]:
    """Every text of a value, to find the translation of a string by the string."""
    if isinstance(value, Both):
        yield value
    elif isinstance(value, Rich):
        yield from (
            Both(escape(text.uk, quote=False), escape(text.en, quote=False)) for _tag, text in value
        )
    elif isinstance(value, dict):
        for part in value.values():
            yield from both_in(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from both_in(part)


def _html(tag: str, text: str) -> str:
    piece = f"<{tag}>{escape(text, quote=False)}</{tag}>"
    return f"<ul>{piece}</ul>" if tag == "li" else piece
