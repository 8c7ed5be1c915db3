"""Asking the full-text index: SQLite's FTS5 or PostgreSQL's tsvector, one statement a question.

Each kind is asked apart and no further than its first entries, so that a frequent word costs
as little as a rare one. Nothing of what was typed comes here but letters and digits.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import connection

from mayorsclub.search import terms

MOST_OF_KIND = 100  # entries of a kind that are looked at and counted


class Alternatives(NamedTuple):
    """What one word is found by: any of these terms, or any term that begins so."""

    terms: tuple[str, ...]
    beginning: str = ""


class Found(NamedTuple):
    """An entry that answers; is_by_title: each word stands in its title or keywords."""

    kind: str
    is_by_title: bool
    pk: int


class Question(NamedTuple):
    """words: all of them, or with is_any at least one, must stand in an entry that is found
    in the language by one of the audiences."""

    words: tuple[Alternatives, ...]
    language: str
    audiences: tuple[str, ...]
    is_any: bool = False


def ask(question: Question, kinds: Sequence[str]) -> list[Found]:
    """The entries of these kinds that answer, at most `MOST_OF_KIND` of each by title and as
    many by text; the newest where there are more (on SQLite; PostgreSQL takes any)."""
    found = _union(
        _FINDING[connection.vendor],
        (
            (kind, int(in_title), _condition(question, [kind], in_title=in_title), MOST_OF_KIND)
            for kind in kinds
            for in_title in (True, False)
        ),
    )
    return [Found(kind, bool(by_title), pk) for kind, by_title, pk in found]


def count(
    candidates: Iterable[Alternatives], question: Question, kinds: Sequence[str]
) -> list[int]:
    """How many entries of what the reader may see hold each candidate, up to `MOST_OF_KIND`."""
    asked = (question._replace(words=(candidate,)) for candidate in candidates)
    found = _union(
        _COUNTING[connection.vendor],
        ((place, _condition(each, kinds), MOST_OF_KIND) for place, each in enumerate(asked)),
    )
    return [number for _place, number in sorted(found)]


def _union(statement: str, rows: Iterable[tuple[str | int, ...]]) -> list[tuple]:
    """The answers to one statement with many values, in one query."""
    values = list(rows)
    if not values:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join([statement] * len(values)), [each for row in values for each in row]
        )
        return cursor.fetchall()


_FINDING = {
    "sqlite": (
        "SELECT * FROM (SELECT %s, %s, rowid FROM search_index WHERE search_index MATCH %s "
        "ORDER BY rowid DESC LIMIT %s)"
    ),
    "postgresql": ("SELECT %s::text, %s::int, found FROM search_found(%s::tsquery, %s) found"),
}
_COUNTING = {
    "sqlite": (
        "SELECT %s, count(*) FROM (SELECT 1 FROM search_index WHERE search_index MATCH %s LIMIT %s)"
    ),
    "postgresql": ("SELECT %s::int, count(*) FROM search_found(%s::tsquery, %s)"),
}


class _Signs(NamedTuple):
    """How a database writes a question."""

    both: str
    either: str
    term: str
    open_term: str


_SIGNS = {
    "sqlite": _Signs(" AND ", " OR ", '"{}"', '"{}" *'),
    "postgresql": _Signs(" & ", " | ", "'{}'", "'{}':*"),
}


def _condition(question: Question, kinds: Sequence[str], *, in_title: bool = False) -> str:
    """The question about these kinds in the words of the database."""
    signs = _SIGNS[connection.vendor]

    def of(word: Alternatives) -> str:
        choices: list[str] = []
        for kind in kinds:
            known = [*word.terms]
            is_short = len(word.beginning) in terms.BEGINNINGS
            if is_short:
                known.append(terms.beginning(word.beginning))
            found = [terms.term(kind, each, in_title=in_title) for each in known]
            choices += map(signs.term.format, found)
            if word.beginning and not is_short:
                start = terms.term(kind, word.beginning, in_title=in_title)
                choices.append(signs.open_term.format(start))
        return f"({signs.either.join(choices)})"

    scopes = [
        signs.term.format(terms.scope(kind, question.language, audience))
        for kind in kinds
        for audience in question.audiences
    ]
    joined = (signs.either if question.is_any else signs.both).join(map(of, question.words))
    return f"({joined}){signs.both}({signs.either.join(scopes)})"
