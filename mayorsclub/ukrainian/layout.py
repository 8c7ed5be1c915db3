"""What was meant when somebody typed with the wrong keyboard layout switched on."""

import re

from mayorsclub.ukrainian.spelling import is_cyrillic, other_layout

_LATIN = re.compile(r"[a-z]", re.IGNORECASE)
_ENGLISH = "qwertyuiop[]asdfghjkl;'zxcvbnm,.\\"
_UKRAINIAN = "йцукенгшщзхїфівапролджєячсмитьбюґ"
# The same keys of a Russian layout say what a Ukrainian one has otherwise.
_TO_ENGLISH = str.maketrans(_UKRAINIAN + "ыэъё’", _ENGLISH + "s']``")


def retyped(text: str) -> str:
    """The text as the other layout would have it: 'uhjvflf' gives 'громада', 'Rb]d' gives
    'київ', 'сщтефсе' gives 'contact'. Small letters.

    Beside Cyrillic words, Latin ones are taken for Ukrainian. '' for a text that says the
    same on both.
    """
    parts = text.split()
    if any(map(_LATIN.search, parts)):
        changed = [part if is_cyrillic(part) else other_layout(part) for part in parts]
    else:
        changed = [part.lower().translate(_TO_ENGLISH) for part in parts]
    found = " ".join(changed)
    return "" if found == " ".join(parts).lower() else found
