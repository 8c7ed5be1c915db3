"""The tile map of oblasts: where each tile stands, what it is called, what it counts."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import get_language, ngettext

from mayorsclub.territories import queries
from mayorsclub.territories.oblasts import SLUGS
from mayorsclub.ukrainian import numbers

Count = Callable[[], Mapping[str, int]]

# First four signs of the code: (short name, three letters) in Ukrainian, then in English.
# Where a tile stands is in tiles.css, by the same signs.
NAMES = {
    "UA07": ("Волинь", "Вол", "Volyn", "Vol"),
    "UA56": ("Рівне", "Рів", "Rivne", "Riv"),
    "UA18": ("Житомир", "Жит", "Zhytomyr", "Zhy"),
    "UA32": ("Київщ.", "Кщ.", "Kyiv obl.", "KyO"),
    "UA74": ("Чернігів", "Чнг", "Chernihiv", "Chh"),
    "UA59": ("Суми", "Сум", "Sumy", "Sum"),
    "UA46": ("Львів", "Льв", "Lviv", "Lvi"),
    "UA61": ("Терноп.", "Тер", "Ternopil", "Ter"),
    "UA68": ("Хмельн.", "Хме", "Khmeln.", "Khm"),
    "UA05": ("Вінниця", "Він", "Vinnytsia", "Vin"),
    "UA80": ("Київ", "Київ", "Kyiv", "Kyiv"),
    "UA71": ("Черкаси", "Чрк", "Cherkasy", "Chk"),
    "UA53": ("Полтава", "Пол", "Poltava", "Pol"),
    "UA63": ("Харків", "Хар", "Kharkiv", "Kha"),
    "UA44": ("Луганськ", "Луг", "Luhansk", "Luh"),
    "UA21": ("Закарп.", "Зак", "Zakarp.", "Zak"),
    "UA26": ("Франк.", "І-Ф", "I.-Frank.", "I-F"),
    "UA73": ("Чернівці", "Чнв", "Chernivtsi", "Chv"),
    "UA35": ("Кропивн.", "Кро", "Kropyvn.", "Kro"),
    "UA12": ("Дніпро", "Дні", "Dnipro", "Dni"),
    "UA14": ("Донецьк", "Дон", "Donetsk", "Don"),
    "UA51": ("Одеса", "Оде", "Odesa", "Ode"),
    "UA48": ("Микол.", "Мик", "Mykol.", "Myk"),
    "UA65": ("Херсон", "Хрс", "Kherson", "Khe"),
    "UA23": ("Запоріж.", "Зап", "Zaporizh.", "Zap"),
    "UA01": ("Крим", "Крим", "Crimea", "Crim"),
    "UA85": ("Севаст.", "Сев", "Sevast.", "Sev"),
}
# Shades by number of communities: few, and four steps up to the largest (91).
SHADES = (1, 50, 60, 70)


# Under occupation since 2014: hatched, so that their number is not read beside the others.
HATCHED = {"UA01", "UA85"}


_members: list[Count] = []


class Tile(NamedTuple):
    """place: by which tiles.css finds its place. counts: the numbers in words."""

    place: str
    name: str
    full_name: str
    short: str
    number: int
    shade: int
    members: int
    url: str
    counts: str

    @property
    def label(self) -> str:
        """«Харківська область: 56 громад, 3 члени Клубу»"""
        return f"{self.full_name}: {self.counts}"


def register_counts(count: Count) -> None:
    """Let `count()` say how many members an oblast has, by its code. For `ready()`."""
    _members[:] = [count]


def tiles() -> list[Tile]:
    """A tile per oblast and special city in the order of the alphabet; one query and what
    the registered count costs.

    Empty while the codifier is not loaded.
    """
    language = (get_language() or "uk")[:2]
    members = _members[0]() if _members else {}
    found = []
    for oblast in queries.by_alphabet(queries.hromadas_by_oblast(), language):
        place = oblast.code[:4]
        if names := NAMES.get(place):
            name, short = names[2:] if language == "en" else names[:2]
            full_name = oblast.full_name(language)
            count = members.get(oblast.code, 0)
            found.append(
                Tile(
                    place=place.lower(),
                    name=name,
                    full_name=full_name,
                    short=short,
                    number=oblast.hromadas,
                    shade=0
                    if place in HATCHED
                    else sum(oblast.hromadas >= least for least in SHADES),
                    members=count,
                    url=reverse("directory:oblast", args=[SLUGS[place]]),
                    counts=counts(oblast.hromadas, count),
                )
            )
    return found


def counts(communities: int, members: int) -> str:
    """«56 громад, 3 члени Клубу» in the active language; members only where there are any."""
    language = (get_language() or "uk")[:2]
    counted = ngettext("%(number)s community", "%(number)s communities", communities) % {
        "number": numbers.show(communities, language)
    }
    if not members:
        return counted
    people = ngettext("%(number)s member of the Club", "%(number)s members of the Club", members)
    return f"{counted}, {people % {'number': numbers.show(members, language)}}"
