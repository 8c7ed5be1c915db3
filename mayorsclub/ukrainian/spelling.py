"""How Ukrainian words are written: apostrophes, look-alike letters, the keyboard."""

import re
import unicodedata

APOSTROPHE = "’"
# What people and files have for an apostrophe between two letters.
_APOSTROPHES = re.compile(r"(?<=[^\W\d_])[’'`´ʼ′ʹ‘ʻ\"*](?=[^\W\d_])")
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[а-яёіїєґ]", re.IGNORECASE)
_LOOK_ALIKE = str.maketrans("ABCEHIKMOPTXYaceiopxykmtïÏ", "АВСЕНІКМОРТХУасеіорхукмтїЇ")
_KEYBOARD = str.maketrans(
    "qwertyuiop[]asdfghjkl;'zxcvbnm,.\\`{}:\"<>",
    "йцукенгшщзхїфівапролджєячсмитьбюґ'хїжєбю",
)


def is_cyrillic(text: str) -> bool:
    """Whether there is at least one Cyrillic letter."""
    return bool(_CYRILLIC.search(text))


def _mend_word(match: re.Match[str]) -> str:
    word = match.group()
    return word.translate(_LOOK_ALIKE) if is_cyrillic(word) else word


def tidy(text: str) -> str:
    """The text as it should be stored: single spaces, ’ for any apostrophe inside a word,
    and Latin look-alikes in a Cyrillic word replaced («Вiйтовецька» with a Latin i).

    Words that are Latin throughout stay as they are.
    """
    text = " ".join(unicodedata.normalize("NFC", text).split())
    text = _APOSTROPHES.sub(APOSTROPHE, text)
    return _WORD.sub(_mend_word, text)


def other_layout(text: str) -> str:
    """What a text typed on the English keyboard layout says on the Ukrainian one."""
    return text.lower().translate(_KEYBOARD)


def sentences(*pieces: str) -> str:
    """The pieces that there are, each ended once."""
    found = (piece.strip() for piece in pieces)
    return " ".join(each if each[-1] in ".!?…" else f"{each}." for each in found if each)
