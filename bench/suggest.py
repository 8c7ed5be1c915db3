"""Measures how long finding a community takes: p50 and p95 in milliseconds.

python bench/suggest.py            on the loaded codifier of the database in use
"""

import os
import random
import statistics
import sys
import time
from pathlib import Path

import django

TIMES = 400


def typed(all_names: list[str]) -> dict[str, list[str]]:
    """Texts as people type them: beginnings, whole names, Latin, slips, nonsense."""
    from mayorsclub.ukrainian.romanise import romanise

    chance = random.Random(1)  # noqa: S311
    picked = chance.sample(all_names, min(TIMES, len(all_names)))
    return {
        "two letters": [name[:2] for name in picked],
        "four letters": [name[:4] for name in picked],
        "whole name": picked,
        "with oblast": [f"{name}, Сумська область" for name in picked],
        "Latin": [romanise(name) for name in picked],
        "a slip": [name[:2] + name[3] + name[2] + name[4:] for name in picked if len(name) > 4],
        "nonsense": ["".join(chance.sample("абвгдежзиклмнопрст", 9)) for _ in picked],
    }


def main() -> None:
    from mayorsclub.territories import index
    from mayorsclub.territories.models import Territory
    from mayorsclub.territories.queries import suggest

    texts = typed(list(Territory.objects.present().values_list("name", flat=True)))
    begun = time.perf_counter()
    index.current()
    # The first slip in each script makes the index of parts.
    suggest("трсотянець")
    suggest("trsotianets")
    print(f"index built in {time.perf_counter() - begun:.2f} s, once in each process")
    for kind, group in texts.items():
        spent = []
        for text in group:
            begun = time.perf_counter()
            suggest(text)
            spent.append((time.perf_counter() - begun) * 1000)
        cuts = statistics.quantiles(spent, n=20)
        print(
            f"{kind:>14}: p50 {cuts[9]:5.2f} ms, p95 {cuts[18]:5.2f} ms, max {max(spent):5.2f} ms"
        )


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mayorsclub.settings")
    django.setup()
    main()
