"""Numbers given on real connections at the same time."""

import threading

from django.db import connections, transaction

from mayorsclub.numbering.domain import next_number
from mayorsclub.numbering.models import Counter

THREADS, EACH = 8, 5


def test_numbers_given_at_once_are_different_and_without_gaps(real_database):
    start = threading.Barrier(THREADS)
    given: list[int] = []

    def take(thread: int) -> None:
        try:
            start.wait(timeout=20)
            for step in range(EACH):
                # Some give theirs back: the number must not be lost.
                if (thread + step) % 3 == 0:
                    with transaction.atomic():
                        next_number("a", year=2026)
                        transaction.set_rollback(True)
                with transaction.atomic():
                    number = next_number("a", year=2026)
                given.append(number)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=take, args=[number]) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(given) == list(range(1, THREADS * EACH + 1))
    assert Counter.objects.get(series="a", year=2026).last == THREADS * EACH
