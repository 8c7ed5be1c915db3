"""Which community was meant by a text and, maybe, a code chosen for it."""

from typing import NamedTuple

from mayorsclub.territories.models import Territory
from mayorsclub.territories.queries import Closeness, Hit, suggest

# Names answer to a text by the dozen («Іванівка»); more than these need another word.
MOST = 200
SHOWN = 12


class Choice(NamedTuple):
    """The community, if it is sure; else those that it may be, the likeliest first."""

    territory: Territory | None
    hits: list[Hit]


def choose(text: str, code: str = "") -> Choice:
    """The community for a text; a code decides only among those that answer to the text,
    so that a code left over from an earlier text does no harm."""
    hits = suggest(text, limit=MOST)
    # Hits come closest first, so a slip in front means that all are slips.
    is_slip = bool(hits) and hits[0].closeness == Closeness.SLIP
    for sure in (
        [hit for hit in hits if hit.territory.code == code],
        [hit for hit in hits if _is_called(hit.territory, text)],
        [hit for hit in hits if hit.closeness == Closeness.EXACT],
        [] if is_slip else hits,
    ):
        if len(sure) == 1:
            return Choice(sure[0].territory, [])
        if sure:
            break
    return Choice(None, hits)


def _is_called(territory: Territory, text: str) -> bool:
    plain = " ".join(text.split())
    return plain in {territory.full_name("uk"), territory.full_name("en")}
