"""Found words marked in a title, and the piece of a text that they stand in."""

import re
from collections.abc import Iterator
from functools import lru_cache

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from mayorsclub.ukrainian.lemmas import WORD, folded, terms

LENGTH = 220  # letters of an excerpt
BEFORE = 70  # of them before the first found word
_ALIKE = {"и": "иіїы", "е": "еєэё", "г": "гґ"}
_SPACE = re.compile(r"\s")


class Marker:
    """Marks the words that answer to a question.

    found: terms of the words that were looked for. beginnings: folded beginnings.
    """

    def __init__(self, found: frozenset[str], beginnings: frozenset[str]) -> None:
        self._found, self._beginnings = found, tuple(beginnings)
        self._likely = _likely(frozenset(each[:2] for each in (*found, *beginnings)))

    def marked(self, text: str) -> SafeString:
        """The text as HTML, escaped, each found word in <mark>."""
        pieces, end = [], 0
        for match in self._words(text):
            pieces += [escape(text[end : match.start()]), format_html("<mark>{}</mark>", match[0])]
            end = match.end()
        pieces.append(escape(text[end:]))
        return format_html_join("", "{}", ((piece,) for piece in pieces))

    def excerpt(self, text: str) -> SafeString:
        """The piece of the text around its first found word, marked; else its beginning."""
        first = next(iter(self._words(text)), None)
        start = max(0, first.start() - BEFORE) if first else 0
        if start and (space := _SPACE.search(text, start)):
            start = space.end()
        end = min(len(text), start + LENGTH)
        if end < len(text):
            end = max(text.rfind(" ", start, end), start + LENGTH // 2)
        before, after = "… " if start else "", " …" if end < len(text) else ""
        return format_html("{}{}{}", before, self.marked(text[start:end].rstrip(" ,;:—")), after)

    def _words(self, text: str) -> Iterator[re.Match[str]]:
        for likely in self._likely.finditer(text):
            if (match := WORD.match(text, likely.start())) and self._is_found(match[0].lower()):
                yield match

    def _is_found(self, word: str) -> bool:
        if self._beginnings and folded(word).startswith(self._beginnings):
            return True
        return not self._found.isdisjoint(terms(word))


@lru_cache(maxsize=1000)
def _likely(beginnings: frozenset[str]) -> re.Pattern[str]:
    """Where a word begins with one of these folded letters, so that few words of a long text
    need their dictionary forms."""
    ways = sorted("[’'ьъЬЪ]?".join(map(_letter, each)) for each in beginnings if each)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(ways) or '(?!)'})", re.IGNORECASE)


def _letter(letter: str) -> str:
    """A folded letter as it may be written, once or doubled."""
    return f"[{_ALIKE.get(letter, re.escape(letter))}]+"
