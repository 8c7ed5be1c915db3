"""What the full-text index holds of an entry, the same on every database: plain terms.

A term says of which kind the entry is and whether the word stands in its title, so that a
question about one kind or about titles reads nothing of the others.
"""

from collections.abc import Iterable

from mayorsclub.ukrainian.lemmas import terms, words

# Raised when entries must be written anew: the next start of the platform does that.
VERSION = 3
# Beginnings this long are terms of their own, with a sign that no word ends with: as many
# words begin with two letters as would take too long to gather while somebody types.
BEGINNINGS = (2, 3)
_IN_TEXT, _IN_TITLE = "0", "1"


def scope(kind: str, language: str, audience: str) -> str:
    """The term of what an audience finds of a kind in a language."""
    return f"{kind}0{language}0{audience}"


def scopes(kind: str, languages: Iterable[str], audience: str) -> str:
    """The terms of one entry, for each language it is found in."""
    return " ".join(scope(kind, language, audience) for language in languages)


def of_entry(kind: str, title: str, keywords: str, text: str) -> str:
    """The terms of an entry: of its title and keywords, of everything, and of beginnings."""
    of_title = _terms(f"{title} {keywords}")
    of_all = of_title | _terms(text)
    short = {beginning(term[:length]): None for term in of_title for length in BEGINNINGS}
    found = [term(kind, each, in_title=True) for each in of_title | short]
    return " ".join([*found, *(term(kind, each) for each in of_all | short)])


def term(kind: str, word: str, *, in_title: bool = False) -> str:
    """How the index knows a folded word of an entry of this kind."""
    return f"{kind}{_IN_TITLE if in_title else _IN_TEXT}{word}"


def beginning(text: str) -> str:
    """A beginning of two or three letters, as a word that the index knows."""
    return f"{text}0"


def _terms(text: str) -> dict[str, None]:
    return dict.fromkeys(each for word in words(text) for each in terms(word))
