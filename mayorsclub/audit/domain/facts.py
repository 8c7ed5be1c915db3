"""What may stand in the facts of a line: ids, codes and states, nothing of a person."""

import json
import re

LONGEST_TEXT = 200
LONGEST_FACTS = 2000
FORBIDDEN_WORDS = frozenset({"code", "token", "secret", "password", "email", "phone"})
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")


def checked(facts: dict[str, object]) -> dict[str, object]:
    """The facts as plain values that every database gives back unchanged.

    Raises ValueError for a key or value that does not belong into the log.
    """
    plain = {key: _plain(key, value) for key, value in facts.items()}
    if len(json.dumps(plain, ensure_ascii=False)) > LONGEST_FACTS:
        raise ValueError("the facts of one entry are too long")
    return plain


def _plain(key: str, value: object) -> object:
    if not KEY.fullmatch(key):
        raise ValueError(f"a fact's name must be a short English word: {key!r}")
    if FORBIDDEN_WORDS & set(key.split("_")):
        raise ValueError(f"secrets and contacts do not belong into the log: {key!r}")
    if isinstance(value, list | tuple):
        return [_plain_value(key, item) for item in value]
    return _plain_value(key, value)


def _plain_value(key: str, value: object) -> object:
    if value is None or isinstance(value, bool):
        return value
    # Whole numbers only: databases write fractions down in different ways.
    if isinstance(value, int):
        return int(value)
    if isinstance(value, str):
        text = str(value)
        if len(text) > LONGEST_TEXT or "\0" in text:
            raise ValueError(f"the fact {key!r} is too long, or has a null character")
        if "@" in text:
            raise ValueError(f"addresses do not belong into the log: {key!r}")
        return text
    raise ValueError(f"the fact {key!r} must be text, a whole number, yes or no, or a list of them")
