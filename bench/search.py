"""Measures how long the search takes among 100,000 entries: p50, p95 and the longest, in ms.

python bench/search.py                              on SQLite
python -m tests.postgres python bench/search.py     on PostgreSQL
SIZE=20000 python bench/search.py                   with fewer entries

Makes a database of its own in a temporary folder (SQLite) or in the server of DATABASE_URL.
Ends with an error when 95 of 100 questions are not answered within MOST_MS.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from itertools import accumulate, islice
from pathlib import Path

import django

SIZE = int(os.environ.get("SIZE", "100000"))
TIMES = 120
MOST_MS = 50
CHANCE = random.Random(1)  # noqa: S311
KINDS = {"pages": 1, "news": 50, "documents": 8, "partners": 4, "members": 7, "events": 30}


def vocabulary() -> list[str]:
    """Words as the site has them, the most frequent first: of the site's own texts, then
    names of places, then words of the dictionary."""
    from mayorsclub.content.domain.loading import PAGES
    from mayorsclub.content.texts import both_in
    from mayorsclub.territories.domain import codifier_file
    from mayorsclub.ukrainian.lemmas import _loaded, words

    own = [word for page in PAGES.values() for text in both_in(page[2]) for word in words(text.uk)]
    rows = codifier_file.read(codifier_file.packaged_file()).rows
    places = [word for row in rows for word in words(row.name)]
    letters = "абвгдезклмнопрстуфхці"
    known = _loaded().dictionary.words
    rare = [
        word
        for first in letters
        for second in letters
        for word in islice(known.iterkeys(first + second), 0, 20_000, 400)
        if word.isalpha()
    ]
    return list(dict.fromkeys([*own, *places, *rare]))


def fill(found: list[str]) -> None:
    """Entries with titles of three to nine words and texts of 40 to 120, frequent words in
    most of them (Zipf), a tenth for members only, a third without English."""
    from django.utils import timezone

    from mayorsclub.search import terms
    from mayorsclub.search.domain.index import learn
    from mayorsclub.search.models import Entry

    weights = list(accumulate(1 / (place + 8) for place in range(len(found))))
    kinds = CHANCE.choices(list(KINDS), weights=list(KINDS.values()), k=SIZE)
    now, batch, used = timezone.now(), [], set()
    for number, kind in enumerate(kinds):
        taken = CHANCE.choices(found, cum_weights=weights, k=CHANCE.randint(43, 129))
        cut = CHANCE.randint(3, 9)
        audience = "members" if number % 10 == 0 else "public"
        languages = ["uk", "en"] if number % 3 == 0 else ["uk"]
        entry = Entry(
            kind=kind,
            language="uk",
            audience=audience,
            about_type="bench.entry",
            about_id=str(number),
            title=" ".join(taken[:cut]).capitalize(),
            text=" ".join(taken[cut:]),
            url=f"/bench/{number}/",
            scope=terms.scopes(kind, languages, audience),
            changed_at=now,
        )
        entry.terms = terms.of_entry(kind, entry.title, "", entry.text)
        used.update(taken)
        batch.append(entry)
        if len(batch) == 2000:
            Entry.objects.bulk_create(batch)
            batch.clear()
    Entry.objects.bulk_create(batch)
    learn("public", used)


def questions(found: list[str]) -> dict[str, list[tuple[str, bool]]]:
    """Texts as people type them, and whether they are still typing."""
    from mayorsclub.ukrainian.romanise import romanise
    from mayorsclub.ukrainian.spelling import _KEYBOARD

    keys = {ukrainian: english for english, ukrainian in _KEYBOARD.items()}
    frequent = [word for word in found[:300] if len(word) > 4]
    usual = [word for word in found[300:8000] if len(word) > 4]
    rare = [word for word in found[8000:] if len(word) > 5]

    def pick(words: list[str], number: int = 1) -> str:
        return " ".join(CHANCE.choices(words, k=number))

    def slip(word: str) -> str:
        place = CHANCE.randrange(1, len(word) - 1)
        return word[:place] + CHANCE.choice("аоиестнр") + word[place + 1 :]

    kinds = {
        "frequent word": lambda: (pick(frequent), False),
        "usual word": lambda: (pick(usual), False),
        "rare word": lambda: (pick(rare), False),
        "two frequent": lambda: (pick(frequent, 2), False),
        "three words": lambda: (f"{pick(frequent)} {pick(usual)} {pick(frequent)}", False),
        "eight words": lambda: (pick(frequent, 8), False),
        "typing, 2 letters": lambda: (pick(frequent)[:2], True),
        "typing, 3 letters": lambda: (pick(frequent)[:3], True),
        "typing, 5 letters": lambda: (pick(usual)[:5], True),
        "typing 2nd word": lambda: (f"{pick(frequent)} {pick(frequent)[:4]}", True),
        "a slip": lambda: (slip(pick(usual)), False),
        "slip in frequent": lambda: (slip(pick(frequent)), False),
        "two slips": lambda: (f"{slip(pick(frequent))} {slip(pick(usual))}", False),
        "slip, typing": lambda: (slip(pick(frequent)[:7] + "нн")[:7], True),
        "wrong layout": lambda: (pick(usual).translate(keys), False),
        "layout and slip": lambda: (slip(pick(usual)).translate(keys), False),
        "Latin": lambda: (romanise(pick(usual)), False),
        "nonsense": lambda: ("".join(CHANCE.sample("абвгдежзиклмнопрст", 9)), False),
        "two nonsense": lambda: (
            f"{''.join(CHANCE.sample('абвгдежзиклмнопрст', 9))} {pick(frequent)}",
            False,
        ),
    }
    return {kind: [make() for _number in range(TIMES)] for kind, make in kinds.items()}


def measure(texts: dict[str, list[tuple[str, bool]]]) -> float:
    from django.contrib.auth.models import AnonymousUser

    from mayorsclub.search.queries import find

    reader, everything = AnonymousUser(), []

    def ask(text: str, is_typing: bool) -> bool:
        found = find(
            text, language="uk", user=reader, limit=3 if is_typing else 5, is_typing=is_typing
        )
        return bool(found.groups)

    begun = time.perf_counter()
    ask("якесьслово", True)
    print(f"words read in {time.perf_counter() - begun:.2f} s, once in each process")
    for kind, group in texts.items():
        spent, answered = [], 0
        for text, is_typing in group:
            begun = time.perf_counter()
            answered += ask(text, is_typing)
            spent.append((time.perf_counter() - begun) * 1000)
        everything += spent
        show(kind, spent, f", {answered / len(group):.0%} answered")
    return show("all", everything)


def show(kind: str, spent: list[float], more: str = "") -> float:
    """Print a line; returns the p95."""
    cuts = statistics.quantiles(spent, n=20)
    print(
        f"{kind:>18}: p50 {cuts[9]:6.2f} ms, p95 {cuts[18]:6.2f} ms, max {max(spent):6.2f} ms{more}"
    )
    return cuts[18]


def main() -> int:
    from django.core.management import call_command
    from django.db import connection

    from mayorsclub.search import audiences, kinds

    for place, slug in enumerate(KINDS):
        kinds.register(slug, slug, order=place)
    audiences.register("members", lambda user: False)
    call_command("migrate", verbosity=0)
    found = vocabulary()
    begun = time.perf_counter()
    fill(found)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(
        f"{connection.vendor}: {SIZE} entries, {len(found)} words, "
        f"written in {time.perf_counter() - begun:.0f} s"
    )
    return measure(questions(found)) > MOST_MS


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mayorsclub.settings")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATA_DIR"] = folder
        django.setup()
        sys.exit(main())
