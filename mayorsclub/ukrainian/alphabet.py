"""Order and folding of Ukrainian text."""

import re
import unicodedata

from mayorsclub.ukrainian.romanise import romanise
from mayorsclub.ukrainian.spelling import tidy

LETTERS = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"
_APOSTROPHES = re.compile(r"[’'`´ʼ′ʹ‘ʻ\"*]")
# Russian letters stand where a Ukrainian reader looks for their nearest neighbours.
_RUSSIAN = str.maketrans({"ё": "е", "ы": "и", "э": "е", "ъ": None})
# Two signs each, ASCII digits and small letters only: every collation, SQLite's and
# any of PostgreSQL's, compares these in the same order.
_ORDER = {
    " ": "00",
    **{digit: f"1{digit}" for digit in "0123456789"},
    **{letter: f"{'abcd'[place // 10]}{place % 10}" for place, letter in enumerate(LETTERS)},
    **{letter: f"l{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"},
}
# и, і, ї are confused by foreigners and Russian spelling; the soft sign is what haste loses.
_FOLD = str.maketrans(
    {"ґ": "г", "і": "и", "ї": "и", "ы": "и", "є": "е", "э": "е", "ё": "е", "ь": None, "ъ": None}
)
_LATIN_FOLD = (
    *(("zh", "z"), ("kh", "h"), ("sh", "s"), ("ch", "c")),
    *(("j", "i"), ("y", "i"), ("w", "v"), ("g", "h"), ("ie", "e")),
)
_DOUBLED = re.compile(r"([^\W\d_])\1+")


def _order(sign: str) -> str:
    return _ORDER.get(sign) or _ORDER.get(unicodedata.normalize("NFKD", sign)[0], "")


def sort_key(text: str) -> str:
    """A key whose plain comparison gives Ukrainian alphabetical order (ґ є і ї in place).

    Without case, apostrophe, hyphen; a space comes before letters, Latin after
    Cyrillic. At most twice as long as the text. Not for showing.
    """
    return "".join(map(_order, tidy(text).lower().translate(_RUSSIAN)))


def search_key(text: str) -> str:
    """The text folded for finding: without case, apostrophe and soft sign, hyphen as space,
    ґ as г, и і ї alike, е є alike, doubled letters once, so that usual slips and Russian
    spelling («Одесса») still meet.

    Latin words stay Latin: see `latin_key`.
    """
    text = _APOSTROPHES.sub("", tidy(text).lower()).translate(_FOLD)
    return _DOUBLED.sub(r"\1", " ".join(re.findall(r"\w+", text)))


def latin_key(text: str) -> str:
    """The text in Latin letters folded for finding: 'Trostianets' and 'Trostyanets', 'Odesa'
    and 'Odessa', 'Zghurivka' and 'Zgurivka' give one key. Takes Cyrillic or Latin.
    """
    text = unicodedata.normalize("NFKD", romanise(_APOSTROPHES.sub("", tidy(text)))).lower()
    text = " ".join(re.findall(r"[a-z0-9]+", text))
    for spelling, plain in _LATIN_FOLD:
        text = text.replace(spelling, plain)
    return _DOUBLED.sub(r"\1", text)
