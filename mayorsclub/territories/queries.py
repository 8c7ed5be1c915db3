"""Finding a territory by what was typed, and counts for the map of oblasts."""

from collections import Counter
from collections.abc import Collection, Iterable
from enum import IntEnum
from heapq import nsmallest
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypedDict, TypeVar

from django.db.models import Case, Count, IntegerField, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from mayorsclub.territories import index as names
from mayorsclub.territories.index import Index, Name, Names, Unit
from mayorsclub.territories.models import COMMUNITIES, Category, Territory
from mayorsclub.territories.typed import Reading, readings
from mayorsclub.ukrainian.alphabet import latin_key, search_key
from mayorsclub.ukrainian.spelling import is_cyrillic, other_layout

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Counted(TypedDict):
        hromadas: int

    CountedOblast = WithAnnotations[Territory, Counted]

Place = TypeVar("Place", bound=Territory)

MIN_LENGTH = 2


class Closeness(IntEnum):
    """How a name answers to what was typed, the closest first."""

    EXACT = 0
    BEGINNING = 1
    WORD = 2
    SLIP = 3


class Hit(NamedTuple):
    """A territory that answers; settlement: the one whose name was typed, where it was not
    the territory's own, or the seat where two territories have the same full name."""

    territory: Territory
    settlement: Territory | None
    closeness: Closeness


class _Match(NamedTuple):
    """Ordered as shown: closest first, then own names, then larger ones, then by alphabet."""

    closeness: Closeness
    is_by_settlement: bool
    size: int
    sort_key: str
    pk: int
    settlement: int | None


class Known:
    """The codifier as it is now, kept for thousands of questions: each asks for no more than
    the territories that none before it met."""

    def __init__(self, categories: Collection[str] = COMMUNITIES) -> None:
        self.index = names.current()
        rows = Territory.objects.present().filter(category__in=categories).with_place()
        self.rows = {row.pk: row for row in rows}


def suggest(
    text: str,
    *,
    categories: Collection[str] = COMMUNITIES,
    limit: int = 10,
    known: Known | None = None,
) -> list[Hit]:
    """Present territories of these categories that answer to a text, the closest first.

    Ukrainian, Latin, the wrong keyboard layout; old names; «м.» and «громада» do not
    matter; ', Сумська область' narrows. A settlement's name finds its hromada. Two
    queries, whatever the text. known: for whoever asks thousands of times.
    """
    if len(search_key(text)) < MIN_LENGTH:
        return []
    index = known.index if known else names.current()
    wanted = frozenset(categories)
    ways = [_Way(index, reading, wanted) for reading in readings(text)]
    # A slip is looked for only where no reading of the text answers as it stands.
    for found in chain((way.close() for way in ways), (way.slips() for way in ways[:1])):
        if found:
            return _hits(index, nsmallest(limit, found.values()), known.rows if known else {})
    return []


class _Way:
    """One reading of the text, looked up in the index."""

    def __init__(self, index: Index, reading: Reading, categories: frozenset[str]) -> None:
        self.index, self.categories = index, categories
        self.scripts = _scripts(index, reading.name)
        self.places = [(search_key(place), latin_key(place)) for place in reading.places]

    def close(self) -> dict[int, _Match]:
        """Names that begin as typed, and those of which a later word does."""
        best: dict[int, _Match] = {}
        for script, key in self.scripts:
            for name in script.beginning(key):
                is_exact = name.key == key
                self._take(name, Closeness.EXACT if is_exact else Closeness.BEGINNING, best)
            for name in script.with_word(key):
                self._take(name, Closeness.WORD, best)
        return best

    def slips(self) -> dict[int, _Match]:
        """Names that begin as typed but for a slip or two."""
        best: dict[int, _Match] = {}
        for script, key in self.scripts:
            for name in script.like(key):
                self._take(name, Closeness.SLIP, best)
        return best

    def _take(self, name: Name, closeness: Closeness, best: dict[int, _Match]) -> None:
        """Keep the best match of each territory; one by its own name needs no settlement."""
        unit = name.unit
        target = self._target(unit)
        if target is None or not self._lies_in_places(unit):
            return
        is_own = target is unit
        known = best.get(target.pk)
        if known and not is_own and known[:3] <= (closeness, True, unit.size):
            return
        settlement = None if is_own else unit.pk
        match = _Match(closeness, not is_own, unit.size, target.sort_key, target.pk, settlement)
        best[target.pk] = _better(known, match) if known else match

    def _target(self, unit: Unit) -> Unit | None:
        if unit.category in self.categories:
            return unit
        if unit.hromada is None or unit.category == Category.CITY_DISTRICT:
            return None
        hromada = self.index.units[unit.hromada]
        return hromada if hromada.category in self.categories else None

    def _lies_in_places(self, unit: Unit) -> bool:
        if not self.places:
            return True
        around = [key for pk in (unit.pk, *unit.above) for key in self.index.places.get(pk, ())]
        return all(any(key.startswith(place) for key in around) for place in self.places)


def _scripts(index: Index, name: str) -> list[tuple[Names, str]]:
    """Where to look and for what: Latin text may also be Ukrainian on the wrong layout."""
    if is_cyrillic(name):
        return [(index.cyrillic, search_key(name))]
    tried = [
        (index.latin, latin_key(name)),
        (index.cyrillic, search_key(other_layout(name))),
    ]
    return [(script, key) for script, key in tried if len(key) >= MIN_LENGTH]


def _better(one: _Match, other: _Match) -> _Match:
    first, second = min(one, other), max(one, other)
    if first.settlement and not second.settlement:
        # «Львів» is the city exactly and the hromada by its beginning: no need to say both.
        return first._replace(is_by_settlement=False, settlement=None)
    return first


def _hits(index: Index, matches: list[_Match], rows: dict[int, Territory]) -> list[Hit]:
    matches = _told_apart(index, matches)
    wanted = {pk for match in matches for pk in (match.pk, match.settlement) if pk}
    if missing := wanted - rows.keys():
        rows |= Territory.objects.with_place().in_bulk(missing)
    return [
        Hit(
            rows[match.pk],
            rows[match.settlement] if match.settlement else None,
            match.closeness,
        )
        for match in matches
    ]


def _told_apart(index: Index, matches: list[_Match]) -> list[_Match]:
    """There are two Миколаївська in Сумський район: such ones show their seats."""
    units = [index.units[match.pk] for match in matches]
    count = Counter((unit.sort_key, unit.above) for unit in units)
    return [
        match._replace(settlement=match.settlement or index.seats.get(match.pk))
        if count[unit.sort_key, unit.above] > 1
        else match
        for match, unit in zip(matches, units, strict=True)
    ]


def by_alphabet(found: Iterable[Place], language: str) -> list[Place]:
    """In the order of the alphabet of the language in which their names are read."""
    if language == "uk":
        return sorted(found, key=lambda each: (each.sort_key, each.code))
    return sorted(found, key=lambda each: (each.name_en.casefold(), each.code))


def hromadas_by_oblast() -> "QuerySet[CountedOblast]":
    """Oblasts in alphabetical order with `hromadas`, the number of their communities.

    Kyiv and Sevastopol are one each. One query.
    """
    counted = (
        Territory.objects.present()
        .filter(oblast=OuterRef("pk"), category=Category.HROMADA)
        .order_by()
        .values("oblast")
        .annotate(number=Count("pk"))
        .values("number")
    )
    own = Case(When(category=Category.SPECIAL_CITY, then=1), default=0)
    return (
        Territory.objects.present()
        .filter(category__in=[Category.OBLAST, Category.SPECIAL_CITY])
        .annotate(hromadas=Coalesce(Subquery(counted), own, output_field=IntegerField()))
    )
