"""Several hands at the same instant, each over a connection of its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections

from mayorsclub.refusals import Refused


def at_once(calls: Sequence[Callable[[], object]]) -> list[object]:
    """What each call returned, or the code of its refusal; any other exception is raised."""
    gate = Barrier(len(calls))

    def run(call: Callable[[], object]) -> object:
        try:
            gate.wait(timeout=60)
            return call()
        except Refused as refused:
            return refused.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))
