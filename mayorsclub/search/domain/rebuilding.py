"""Writing everything that can be found anew."""

from collections.abc import Callable, Iterable

from django.db import transaction
from django.utils import timezone

from mayorsclub.search import sources
from mayorsclub.search.models import Entry, Word

BATCH = 200  # records in a transaction: short enough for others to write in between
Progress = Callable[[str, Iterable[object]], Iterable[object]]


def rebuild(*, progress: Progress = lambda _name, records: records) -> int:
    """Ask each source for its records, then take out what none of them has any more.

    progress: wraps the records of a source by its name, for a bar. What is found stays
    found meanwhile. Returns the number of entries.
    """
    begun = timezone.now()
    Word.objects.all().delete()
    for name, source in sources.every().items():
        records = source()
        if records is not None:
            _in_batches(progress(name, records))
    Entry.objects.filter(written_at__lt=begun).delete()
    return Entry.objects.count()


def _in_batches(records: Iterable[object]) -> None:
    steps = iter(records)
    is_over = False
    while not is_over:
        with transaction.atomic():
            for _number in range(BATCH):
                if next(steps, _OVER) is _OVER:
                    is_over = True
                    break


_OVER = object()
