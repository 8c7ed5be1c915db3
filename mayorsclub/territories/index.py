"""The names of all present territories in memory, for finding while somebody types.

One per process, rebuilt when a newer codifier was loaded: finding costs one query for
this check and one for the rows that are shown, on any database.
"""

import threading
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from uuid import UUID

from mayorsclub.territories.models import Alias, Category, CodifierEdition, Territory
from mayorsclub.territories.typed import without_kind
from mayorsclub.ukrainian.alphabet import latin_key, search_key
from mayorsclub.ukrainian.spelling import is_cyrillic

CANDIDATES = 100  # names compared letter by letter when nothing begins as typed
_SIZE = {Category.SPECIAL_CITY: 0, Category.CITY: 0, Category.RURAL_SETTLEMENT: 1}


class Unit(NamedTuple):
    """A territory as finding needs it. size: 0 city, 1 rural settlement, 2 village or other;
    of a hromada, that of its seat, so that the larger come first."""

    pk: int
    category: str
    size: int
    hromada: int | None
    above: tuple[int, ...]
    sort_key: str


class Name(NamedTuple):
    """A folded name, today's or another one, and whose it is."""

    key: str
    unit: Unit


class Names:
    """Names in one script, ordered, with an index of their parts of three letters."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._names = sorted(names, key=lambda name: name.key)
        self._keys = [name.key for name in self._names]
        # Later words of a name: «франківськ» in «Івано-Франківськ».
        self._words = sorted(
            (key[place + 1 :], position)
            for position, key in enumerate(self._keys)
            for place, sign in enumerate(key)
            if sign == " "
        )
        self._parts: dict[str, list[str]] | None = None

    def beginning(self, key: str) -> Iterator[Name]:
        """Names that begin with the key; the equal ones come first."""
        position = bisect_left(self._keys, key)
        while position < len(self._keys) and self._keys[position].startswith(key):
            yield self._names[position]
            position += 1

    def with_word(self, key: str) -> Iterator[Name]:
        """Names of which a later word begins with the key."""
        position = bisect_left(self._words, (key, 0))
        while position < len(self._words) and self._words[position][0].startswith(key):
            yield self._names[self._words[position][1]]
            position += 1

    def like(self, key: str) -> Iterator[Name]:
        """Names that begin with the key but for a slip: one in four letters, two in seven."""
        slips = 0 if len(key) < 4 else 1 if len(key) < 7 else 2
        near = [found for found in self._candidates(key) if slips_between(key, found) <= slips]
        for found in near:
            yield from (name for name in self.beginning(found) if name.key == found)

    def _candidates(self, key: str) -> list[str]:
        if self._parts is None:
            parts = defaultdict(list)
            for known in dict.fromkeys(self._keys):
                for part in _parts(known):
                    parts[part].append(known)
            self._parts = dict(parts)
        shared: Counter[str] = Counter()
        for part in _parts(key):
            shared.update(self._parts.get(part, ()))
        nearest = sorted(shared, key=lambda known: (-shared[known], abs(len(known) - len(key))))
        return nearest[:CANDIDATES]


def _parts(key: str) -> set[str]:
    padded = f"  {key}"
    return {padded[place : place + 3] for place in range(len(padded) - 2)}


def slips_between(typed: str, name: str) -> int:
    """How many letters were mistyped, left out, added or swapped with the next one, so
    that the name begins as typed (optimal string alignment with a free end)."""
    before: list[int] = []
    row = list(range(len(name) + 1))
    for place, letter in enumerate(typed, start=1):
        earlier, before = before, row
        row = [place]
        for column, other in enumerate(name, start=1):
            cost = min(before[column] + 1, row[-1] + 1, before[column - 1] + (letter != other))
            swapped = place > 1 and column > 1 and letter == name[column - 2]
            if swapped and typed[place - 2] == other:
                cost = min(cost, earlier[column - 2] + 1)
            row.append(cost)
    return min(row)


class Index:
    """All names, and the keys of what lies around each unit."""

    def __init__(self) -> None:
        rows = list(
            Territory.objects.present()
            .order_by("code")
            .values_list(
                *("pk", "category", "hromada_id", "raion_id", "oblast_id"),
                *("sort_key", "search_key", "search_key_latin", "name_en"),
            )
        )
        # The first settlement of a hromada in the codifier is its seat.
        self.seats: dict[int | None, int] = {}
        sizes: dict[int | None, int] = {}
        for pk, category, hromada, *_rest in rows:
            self.seats.setdefault(hromada, pk)
            sizes.setdefault(hromada, _SIZE.get(category, 2))
        self.units: dict[int, Unit] = {}
        self.places: dict[int, tuple[str, ...]] = {}
        cyrillic, latin = [], []
        for pk, category, hromada, raion, oblast, sort, key, key_latin, name_en in rows:
            size = sizes.get(pk, 2) if category == Category.HROMADA else _SIZE.get(category, 2)
            above = tuple(place for place in (hromada, raion, oblast) if place)
            unit = self.units[pk] = Unit(pk, category, size, hromada, above, sort)
            cyrillic.append(Name(key, unit))
            latin.append(Name(key_latin, unit))
            if category in {Category.OBLAST, Category.RAION, Category.HROMADA}:
                english = latin_key(without_kind(name_en))
                latin.append(Name(english, unit))
                self.places[pk] = (key, key_latin, english)
        for owner, name in Alias.objects.values_list("territory_id", "name"):
            if owner in self.units:
                key = search_key(name) if is_cyrillic(name) else latin_key(name)
                names = cyrillic if is_cyrillic(name) else latin
                names.append(Name(key, self.units[owner]))
        self.cyrillic, self.latin = Names(cyrillic), Names(latin)


_lock = threading.Lock()
_current: tuple[UUID, Index] | None = None


def current() -> Index:
    """The index of the codifier in use; made at the first need and after each loading."""
    global _current
    token = CodifierEdition.objects.values_list("token", flat=True).first()
    kept = _current
    if kept and kept[0] == token:
        return kept[1]
    with _lock:
        if _current and _current[0] == token:
            return _current[1]
        index = Index()
        if token:
            _current = (token, index)
        return index
