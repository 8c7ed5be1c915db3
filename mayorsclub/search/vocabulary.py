"""The words of what can be found, in memory: what a typing slip may have meant.

Kept for each audience apart. Words are only ever added, so a process reads those that came
since it looked last; a word that no entry has any more is told by the search itself.
"""

import threading
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from mayorsclub.search.models import Word
from mayorsclub.ukrainian.lemmas import folded, terms
from mayorsclub.ukrainian.spelling import is_cyrillic

# Numbers are given before a commit: look this far back for words that came in late.
LOOK_BACK = 200
CANDIDATES = 6


class Candidate(NamedTuple):
    """A word that may have been meant; slips: letters apart; key: for a beginning, its own."""

    slips: int
    form: str
    key: str


class Lexicon:
    """The words of one audience by folded key, by length, and by spelling in Latin."""

    def __init__(self) -> None:
        self.keys: dict[str, str] = {}
        # Stems of English words are no words that could be shown.
        self.stems: set[str] = set()
        self._by_length: dict[int, list[str]] = defaultdict(list)
        self._by_latin: dict[str, list[str]] = defaultdict(list)
        self._beginnings: dict[int, dict[str, str]] = {}

    def add(self, form: str, key: str, latin: str) -> None:
        if key in self.keys:
            return
        self.keys[key] = form
        self._by_length[len(key)].append(key)
        if not latin:
            self.stems.update(terms(form))
        else:
            self._by_latin[latin].append(form)
        for length, beginnings in self._beginnings.items():
            if len(key) >= length:
                beginnings.setdefault(key[:length], form)

    def romanised(self, latin: str) -> list[str]:
        """Cyrillic words that are spelled so in Latin letters."""
        return self._by_latin.get(latin, [])

    def near(self, key: str) -> list[Candidate]:
        """Words a slip or two away, the nearest first."""
        slips = allowed_slips(len(key))
        if not slips:
            return []
        lengths = range(len(key) - slips, len(key) + slips + 1)
        known = [each for length in lengths for each in self._by_length.get(length, ())]
        return [
            Candidate(number, self.keys[each], each) for each, number in _nearest(key, known, slips)
        ]

    def near_beginnings(self, key: str) -> list[Candidate]:
        """Beginnings of words a slip away."""
        slips = allowed_slips(len(key) - 1)
        if not slips:
            return []
        beginnings = self._of_length(len(key))
        return [
            Candidate(number, beginnings[each], each)
            for each, number in _nearest(key, list(beginnings), slips)
        ]

    def has_beginning(self, key: str) -> bool:
        return key in self._of_length(len(key))

    def _of_length(self, length: int) -> dict[str, str]:
        if length not in self._beginnings:
            found: dict[str, str] = {}
            for key, form in list(self.keys.items()):
                if len(key) >= length:
                    found.setdefault(key[:length], form)
            self._beginnings[length] = found
        return self._beginnings[length]


def allowed_slips(length: int) -> int:
    """One in four letters, two in seven; a shorter word is taken as it is."""
    return 0 if length < 4 else 1 if length < 7 else 2


def _nearest(key: str, known: Sequence[str], slips: int) -> list[tuple[str, int]]:
    found = process.extract(
        key, known, scorer=OSA.distance, score_cutoff=slips, limit=4 * CANDIDATES
    )
    # The first letter is seldom the wrong one.
    found.sort(key=lambda each: (each[1], each[0][0] != key[0], each[0]))
    return [(each, int(number)) for each, number, _place in found[:CANDIDATES]]


class Vocabulary:
    """What the readers of some audiences may have meant."""

    def __init__(self, lexicons: Iterable[Lexicon]) -> None:
        self._lexicons = list(lexicons)

    def knows(self, word: str) -> bool:
        """Whether this word, in any of its forms, stands somewhere."""
        return any(
            term in lexicon.keys or term in lexicon.stems
            for term in terms(word)
            for lexicon in self._lexicons
        )

    def knows_beginning(self, word: str) -> bool:
        key = folded(word)
        return bool(key) and any(lexicon.has_beginning(key) for lexicon in self._lexicons)

    def meant(self, word: str, latin: str, *, is_beginning: bool) -> list[Candidate]:
        """What a word that stands nowhere may have meant, the likeliest first."""
        key = folded(word)
        found: dict[str, Candidate] = {}
        for lexicon in self._lexicons:
            if not is_cyrillic(word):
                for form in lexicon.romanised(latin):
                    found.setdefault(form, Candidate(0, form, folded(form)))
            near = lexicon.near(key)
            if is_beginning:
                near += lexicon.near_beginnings(key)
            for candidate in near:
                found.setdefault(candidate.form, candidate)
        return sorted(found.values(), key=lambda each: each.slips)[:CANDIDATES]


_lock = threading.Lock()
_lexicons: dict[str, Lexicon] = {}
_last = 0


def current(audiences: Iterable[str]) -> Vocabulary:
    """The words of these audiences, those that came meanwhile read in. One query, two when
    the words were begun anew."""
    global _last
    with _lock:
        rows = _rows(_last - LOOK_BACK)
        if not rows or rows[-1][0] < _last:
            _lexicons.clear()
            rows = _rows(0) if _last > LOOK_BACK else rows
        for _pk, audience, form, key, latin in rows:
            _lexicons.setdefault(audience, Lexicon()).add(form, key, latin)
        _last = rows[-1][0] if rows else 0
        return Vocabulary(_lexicons[name] for name in audiences if name in _lexicons)


def forget() -> None:
    """Read everything anew at the next need."""
    global _last
    with _lock:
        _lexicons.clear()
        _last = 0


def _rows(after: int) -> list[tuple[int, str, str, str, str]]:
    found = Word.objects.filter(pk__gt=after).order_by("pk")
    return list(found.values_list("pk", "audience", "form", "key", "latin"))
