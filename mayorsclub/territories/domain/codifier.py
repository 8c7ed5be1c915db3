"""Brings the territories to a newer edition of the codifier, all of it or nothing."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from django.db import transaction
from django.utils.translation import gettext as _

from mayorsclub.audit.domain.log import record
from mayorsclub.territories.domain.codifier_file import Codifier, CodifierRefused, Row
from mayorsclub.territories.domain.english import english_name
from mayorsclub.territories.domain.known_names import KNOWN_ALIASES
from mayorsclub.territories.models import SETTLEMENTS, Alias, Category, CodifierEdition, Territory
from mayorsclub.ukrainian.alphabet import latin_key, search_key, sort_key

BATCH = 2000
# A file that has lost so much is a part of the codifier, not a newer edition.
MOST_MAY_VANISH = 0.2
SMALL = 100
_CHANGED_FIELDS = (
    *("category", "name", "name_en", "parent", "oblast", "raion", "hromada"),
    *("sort_key", "search_key", "search_key_latin", "edition", "vanished_on"),
)


@dataclass(slots=True)
class Changes:
    """What a newer edition changed; each line is ready to read: 'UA… Самар (Новомосковськ)'."""

    counts: Counter[str] = field(default_factory=Counter)
    added: list[str] = field(default_factory=list)
    renamed: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    vanished: list[str] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)

    def sizes(self) -> dict[str, int]:
        """How many of each."""
        kinds = ("added", "renamed", "moved", "vanished", "returned")
        return {kind: len(getattr(self, kind)) for kind in kinds}


def _quiet(rows: list[Row]) -> Iterable[Row]:
    return rows


@transaction.atomic
def load(
    codifier: Codifier,
    *,
    at: datetime,
    progress: Callable[[list[Row]], Iterable[Row]] = _quiet,
) -> Changes:
    """Make the territories those of the codifier; safe to repeat.

    at: aware. progress: wraps the rows, to show a bar. A renamed unit keeps its old
    name as an alias, a vanished one keeps its row with `vanished_on`; English
    names set by hand stay. Raises CodifierRefused for an older or a cut edition.
    Source: KATOTTG, approved by order 290 of 26.11.2020 of the ministry.
    """
    return _Loading(codifier, at).run(progress)


class _Loading:
    """One run: what the database has, what the file has, what differs."""

    def __init__(self, codifier: Codifier, at: datetime) -> None:
        self.codifier, self.at = codifier, at
        self.known = {unit.code: unit for unit in Territory.objects.select_for_update()}
        self.changes = Changes()
        self.new: list[Territory] = []
        self.changed: list[Territory] = []
        self.old_names: list[Alias] = []
        self.rows = {row.code for row in codifier.rows}
        self.seats = _namesakes(codifier.rows)

    def run(self, progress: Callable[[list[Row]], Iterable[Row]]) -> Changes:
        self._refuse_older_or_cut()
        # Parents first: a child needs the key that the database gave its parent.
        ordered = sorted(self.codifier.rows, key=lambda row: len(_ancestors(row)))
        depth = 0
        for row in progress(ordered):
            if len(_ancestors(row)) > depth:
                depth = len(_ancestors(row))
                self._save_new()
            self._take(row)
        self._save_new()
        Territory.objects.bulk_update(self.changed, _CHANGED_FIELDS, batch_size=200)
        Alias.objects.bulk_create(self.old_names, BATCH, ignore_conflicts=True)
        self._mark_vanished()
        self._add_known_aliases()
        self._write_history()
        return self.changes

    def _refuse_older_or_cut(self) -> None:
        last = CodifierEdition.objects.first()
        if last and self.codifier.edition < last.edition:
            raise CodifierRefused(
                _("The file is of %(file)s, older than the codifier of %(loaded)s in use.")
                % {"file": self.codifier.edition, "loaded": last.edition}
            )
        present = [code for code, unit in self.known.items() if not unit.vanished_on]
        lost = sum(code not in self.rows for code in present)
        if lost > SMALL and lost > len(present) * MOST_MAY_VANISH:
            raise CodifierRefused(
                _("The file lacks %(lost)s of %(all)s units: it is only a part of the codifier.")
                % {"lost": lost, "all": len(present)}
            )

    def _take(self, row: Row) -> None:
        self.changes.counts[row.category] += 1
        unit = self.known.get(row.code)
        if unit is None:
            self._add(row)
        else:
            self._compare(unit, row)

    def _add(self, row: Row) -> None:
        unit = Territory(code=row.code)
        self._fill(unit, row)
        self.new.append(unit)
        self.changes.added.append(f"{row.code} {row.name}")

    def _fill(self, unit: Territory, row: Row) -> None:
        above = self._above(row)
        unit.category, unit.name, unit.edition = row.category, row.name, self.codifier.edition
        unit.parent, unit.oblast, unit.raion, unit.hromada = above
        unit.sort_key, unit.search_key, unit.search_key_latin = _keys(row.name)
        unit.vanished_on = None
        if not unit.name_en_is_edited:
            unit.name_en = self._english(row)

    def _english(self, row: Row) -> str:
        return english_name(row.name, row.category, self.seats.get(row.code, ()))

    def _above(self, row: Row) -> tuple[Territory | None, ...]:
        """Parent, oblast, raion and hromada. In Kyiv and Sevastopol the city is all of them."""
        ancestors = [self.known[code] for code in _ancestors(row)]
        by_category = {unit.category: unit for unit in ancestors}
        city = by_category.get(Category.SPECIAL_CITY)
        return (
            ancestors[-1] if ancestors else None,
            by_category.get(Category.OBLAST),
            by_category.get(Category.RAION),
            by_category.get(Category.HROMADA, city),
        )

    def _compare(self, unit: Territory, row: Row) -> None:
        old_name, old_parent, vanished_on = unit.name, unit.parent_id, unit.vanished_on
        before = _snapshot(unit)
        self._fill(unit, row)
        if _snapshot(unit) == before:
            return
        self.changed.append(unit)
        if vanished_on:
            self.changes.returned.append(f"{row.code} {row.name}")
        if old_name != row.name:
            self.changes.renamed.append(f"{row.code} {old_name} → {row.name}")
            self.old_names.append(_alias(unit, old_name, until=self.codifier.edition))
        if old_parent != unit.parent_id:
            self.changes.moved.append(f"{row.code} {row.name} → {unit.parent or ''}")

    def _save_new(self) -> None:
        self.known.update({unit.code: unit for unit in self.new})
        Territory.objects.bulk_create(self.new, BATCH)
        self.new = []

    def _mark_vanished(self) -> None:
        gone = [
            unit
            for code, unit in self.known.items()
            if code not in self.rows and not unit.vanished_on
        ]
        for unit in gone:
            unit.vanished_on = self.codifier.edition
            self.changes.vanished.append(f"{unit.code} {unit.name}")
        Territory.objects.bulk_update(gone, ["vanished_on"], batch_size=BATCH)
        Territory.objects.present().update(edition=self.codifier.edition)

    def _add_known_aliases(self) -> None:
        found = [
            _alias(unit, name)
            for unit in self.known.values()
            if unit.category in (*SETTLEMENTS, Category.SPECIAL_CITY)
            for name in KNOWN_ALIASES.get((unit.name, unit.oblast.name if unit.oblast else ""), ())
        ]
        Alias.objects.bulk_create(found, BATCH, ignore_conflicts=True)

    def _write_history(self) -> None:
        edition = CodifierEdition.objects.create(
            edition=self.codifier.edition,
            loaded_at=self.at,
            source=self.codifier.source,
            rows=len(self.codifier.rows),
            changes=self.changes.sizes(),
        )
        record(
            "territories.codifier_loaded",
            actor=None,
            about=edition,
            at=self.at,
            edition=self.codifier.edition.isoformat(),
            rows=len(self.codifier.rows),
            **self.changes.sizes(),
        )


def _snapshot(unit: Territory) -> tuple[object, ...]:
    above = (unit.parent_id, unit.oblast_id, unit.raion_id, unit.hromada_id)
    names = (unit.category, unit.name, unit.name_en, unit.search_key, unit.search_key_latin)
    return (*above, *names, unit.sort_key, unit.vanished_on)


def _ancestors(row: Row) -> list[str]:
    """Codes above a row, from the top. Districts of Kyiv repeat the city's code four times."""
    return list(dict.fromkeys(code for code in row.levels if code != row.code))


@lru_cache(maxsize=50_000)
def _keys(name: str) -> tuple[str, str, str]:
    return sort_key(name), search_key(name), latin_key(name)


def _alias(unit: Territory, name: str, until: date | None = None) -> Alias:
    return Alias(territory=unit, name=name, search_key=search_key(name), until=until)


def _namesakes(rows: Sequence[Row]) -> dict[str, list[str]]:
    """Settlements that may have named a unit: a hromada's first one, a raion's cities."""
    found: dict[str, list[str]] = {}
    for row in rows:
        if row.category not in SETTLEMENTS or len(row.levels) < 4:
            continue
        _oblast, raion, hromada = row.levels[:3]
        found.setdefault(hromada, [row.name])
        if row.category == Category.CITY:
            found.setdefault(raion, []).append(row.name)
    return found
