"""Write everything that can be found anew: pages, records, places."""

from collections.abc import Iterable

from django.core.management.base import BaseCommand
from tqdm import tqdm

from mayorsclub.search.domain.rebuilding import rebuild


class Command(BaseCommand):
    help = __doc__

    def handle(self, *, verbosity: int, **options: object) -> None:
        def progress(name: str, records: Iterable[object]) -> Iterable[object]:
            return tqdm(records, desc=name, unit="", disable=verbosity == 0)

        count = rebuild(progress=progress)
        if verbosity:
            self.stdout.write(f"Entries: {count}.")
