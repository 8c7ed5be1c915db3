"""Communities as people name them: recognised where it is sure, else asked."""

import re
from typing import NamedTuple

from mayorsclub.imports.faults import Unreadable
from mayorsclub.territories.choosing import SHOWN
from mayorsclub.territories.models import COMMUNITIES, Territory
from mayorsclub.territories.queries import Closeness, Hit, Known, suggest

CODE = re.compile(r"UA\d{17}")
LONGEST = 160
# Enough to see whether an exact name is the only one among the closest.
# From here on it is quicker to read all communities at once.
MANY = 20
LOOKED_AT = 60
_TYPE = re.compile(
    r"\b(?:міськ|селищн|сільськ)\w*\s+(?:рад\w+|(?:об.єднан\w+\s+)?(?:територіальн\w+\s+)?громад\w+)",
    re.IGNORECASE,
)


class Place(NamedTuple):
    """What a row says of a place."""

    community: str
    raion: str = ""
    oblast: str = ""

    @property
    def text(self) -> str:
        """'Тростянецька, Охтирський, Сумська': as finding takes it."""
        name = _TYPE.sub("громада", self.community)
        return ", ".join(filter(None, [name, self.raion, self.oblast]))


class Found(NamedTuple):
    """The community that is sure; else why not, and which it may be (codes)."""

    territory_id: int | None
    title: str = ""
    code: str = ""
    choices: tuple[str, ...] = ()


class Finder:
    """Finds communities; the same words are looked up once."""

    def __init__(self) -> None:
        self._found: dict[Place, Found] = {}
        self._known: Known | None = None

    def find(self, place: Place) -> Found:
        """The community of a row. Raises Unreadable for words longer than any name."""
        if len(place.community) > LONGEST:
            raise Unreadable("too_long", most=LONGEST)
        if place not in self._found:
            if len(self._found) == MANY:
                self._known = Known()
            self._found[place] = self._looked_up(place)
        return self._found[place]

    def _looked_up(self, place: Place) -> Found:
        if CODE.fullmatch(place.community):
            territory = (
                Territory.objects.present()
                .communities()
                .with_place()
                .filter(code=place.community)
                .first()
            )
            return _sure(territory) if territory else Found(None, code="community_unknown")
        hits = suggest(place.text, limit=LOOKED_AT, known=self._known)
        exact = [hit for hit in hits if hit.closeness == Closeness.EXACT]
        if len(exact) == 1:
            return _sure(exact[0].territory)
        if not hits and (place.raion or place.oblast):
            # A slip in the oblast must not hide the community; then it is asked.
            hits = suggest(place.community, limit=LOOKED_AT, known=self._known)
            exact = []
        if not hits:
            return Found(None, code="community_unknown")
        several = exact or hits
        code = "community_several" if exact else "community_similar"
        return Found(None, code=code, choices=tuple(hit.territory.code for hit in several[:SHOWN]))


def _sure(territory: Territory) -> Found:
    return Found(territory.pk, territory.full_name("uk"))


def choices(codes: list[str]) -> list[Hit]:
    """Communities to choose from, in the order of their codes given."""
    rows = {
        row.code: row
        for row in Territory.objects.filter(category__in=COMMUNITIES, code__in=codes).with_place()
    }
    return [Hit(rows[code], None, Closeness.EXACT) for code in codes if code in rows]
