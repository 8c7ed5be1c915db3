"""What somebody typed for a place: its name, and words that say where it lies."""

from typing import NamedTuple

from mayorsclub.ukrainian.alphabet import search_key

MAX_LENGTH = 160
_BEFORE = (
    "м місто с село смт сщ с-ще селище селище міського типу громада територіальна тг отг "
    "обл область район р-н city town village of hromada"
)
_AFTER = (
    "громада територіальна міська селищна сільська об’єднана тг отг область обл район р-н р н "
    "hromada community territorial oblast region raion district city village settlement"
)
BEFORE = frozenset(search_key(_BEFORE).split())
AFTER = frozenset(search_key(_AFTER).split())


class Reading(NamedTuple):
    """One way to read a text: name first, then where it lies."""

    name: str
    places: tuple[str, ...]


def without_kind(text: str) -> str:
    """The text without words for the kind of unit: «м. Суми» and «Сумська міська
    територіальна громада» give «Суми» and «Сумська». Never empty for a text with a word."""
    words = text.replace(".", ". ").split()
    while len(words) > 1 and search_key(words[0]) in BEFORE:
        words = words[1:]
    while len(words) > 1 and search_key(words[-1]) in AFTER:
        words = words[:-1]
    return " ".join(words)


def readings(text: str) -> list[Reading]:
    """Ways to read a text, the likeliest first: «Тростянець, Сумська область» and
    «Тростянець Сумська» have the name first, «Сумська обл., Тростянець» last."""
    pieces = [piece for piece in text[:MAX_LENGTH].split(",") if search_key(piece)]
    parts = [without_kind(piece) for piece in pieces]
    if len(parts) > 1:
        return [
            Reading(part, tuple(other for other in parts if other is not part)) for part in parts
        ]
    words = parts[0].split()[:8] if parts else []
    found = [Reading(" ".join(words), ())] if words else []
    for end in range(len(words) - 1, 0, -1):
        name, place = " ".join(words[:end]), " ".join(words[end:])
        found.append(Reading(without_kind(name), (without_kind(place),)))
    return found
