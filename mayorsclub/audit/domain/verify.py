"""Walks the log and names every line that was changed, removed or inserted."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from mayorsclub.audit.domain import heads
from mayorsclub.audit.domain.seals import is_genuine
from mayorsclub.audit.models import NO_SEAL, Entry, Head

CHUNK = 2000
# How many numbers on a line is looked for that was numbered anew.
SEARCHED = 20


@dataclass(frozen=True)
class Fault:
    """kind: 'changed', 'removed', 'inserted', 'order' or 'head'; number: 0 for the head."""

    kind: str
    number: int
    text: str


@dataclass(frozen=True)
class Report:
    """checked: how many lines. seal: of the last line that should be there."""

    checked: int
    seal: str
    faults: list[Fault]


def verify(step: Callable[[], object] = lambda: None) -> Report:
    """Check all lines written so far; the log may grow meanwhile.

    step: called once for each line, for a progress bar.
    Raises heads.HeadsUnreadable when the file of kept heads was spoilt.
    """
    end = Head.objects.filter(pk=1).first()
    if end is None:
        return Report(0, NO_SEAL, [Fault("head", 0, "the head of the log was removed")])
    walk = _Walk(end, heads.kept())
    for entry in _until(end.number):
        walk.take(entry)
        step()
    walk.finish()
    return Report(walk.checked, end.seal, [*walk.faults, *_beyond()])


def _until(number: int) -> Iterator[Entry]:
    lines = Entry.objects.filter(number__lte=number).order_by("number", "pk")
    return lines.iterator(chunk_size=CHUNK)


def _beyond() -> Iterator[Fault]:
    """Lines after the head: line and head are written together, so no writer left them."""
    last = Entry.objects.order_by("-number").values_list("number", flat=True).first() or 0
    # Read after the lines: a writer that was quicker has moved the head, too.
    end = Head.objects.get(pk=1).number
    for entry in Entry.objects.filter(number__gt=end, number__lte=last).iterator():
        kind = "order" if is_genuine(entry) else "inserted"
        why = "the head was put back before it" if kind == "order" else "inserted after the end"
        yield Fault(kind, entry.number, f"{_named(entry)}: {why}")


def _named(entry: Entry) -> str:
    return f"{entry.number} {entry.action} of {entry.at:%Y-%m-%d %H:%M:%S} UTC"


class _Walk:
    """What is known while going from line to line.

    A genuine line tells its true number, even when its number was changed; so what
    stands between two genuine lines is known to be changed, removed or inserted.
    """

    def __init__(self, end: Head, kept: dict[int, str]) -> None:
        self.end, self.kept = end, kept
        self.checked, self.number, self.seal = 0, 0, NO_SEAL
        self.doubtful: list[Entry] = []
        self.faults: list[Fault] = []

    def take(self, entry: Entry) -> None:
        """Compare one line with its own seal, the line before and the kept heads."""
        self.checked += 1
        number = _true_number(entry, self.number)
        if number is None:
            self.doubtful.append(entry)
        elif number <= self.number:
            self._fault("inserted", entry, f"inserted: a copy of line {number}")
        else:
            self._settle(number, "changed: its seal does not fit its content")
            self._place(entry, number)

    def _place(self, entry: Entry, number: int) -> None:
        if number != entry.number:
            self._fault("order", entry, f"bears this number instead of {number}")
        elif number == self.number + 1 and entry.previous_seal != self.seal:
            self._fault("order", entry, "does not follow the line before it")
        elif self.kept.get(number, entry.seal) != entry.seal:
            self._fault("order", entry, f"differs from the head kept in {heads.file().name}")
        self.number, self.seal = number, entry.seal

    def _settle(self, number: int, why_changed: str) -> None:
        """Name what is between the last genuine line and the one that bears `number`."""
        missing = set(range(self.number + 1, number)) if self.doubtful else set()
        for entry in self.doubtful:
            if entry.number in missing:
                missing.remove(entry.number)
                self._fault("changed", entry, why_changed)
            else:
                self._fault("inserted", entry, "inserted: no line is missing here")
        if not self.doubtful:
            self._removed(self.number + 1, number - 1)
        for first, last in _runs(missing):
            self._removed(first, last)
        self.doubtful = []

    def finish(self) -> None:
        """Compare the end with the head row and the head that was kept last."""
        last_kept = max(self.kept, default=0)
        is_sound = not self.doubtful
        is_last = self.seal == self.end.seal
        last = max(self.number if is_last else self.end.number, last_kept)
        self._settle(last + 1, "changed or inserted: its seal is not ours")
        if self.end.number < last_kept:
            self._head(f"stands at {self.end.number}, but {last_kept} was kept outside")
        elif is_last != (self.number == self.end.number) and is_sound and self.number == last:
            self._head(f"does not fit line {self.number}")

    def _removed(self, first: int, last: int) -> None:
        if first == last:
            self.faults.append(Fault("removed", first, f"{first}: removed"))
        elif first < last:
            self.faults.append(Fault("removed", first, f"{first} to {last}: removed"))

    def _fault(self, kind: str, entry: Entry, why: str) -> None:
        self.faults.append(Fault(kind, entry.number, f"{_named(entry)}: {why}"))

    def _head(self, why: str) -> None:
        self.faults.append(Fault("head", 0, f"the head of the log {why}"))


def _true_number(entry: Entry, before: int) -> int | None:
    """The number that the entry's seal was made for; None when the seal is not ours."""
    if is_genuine(entry):
        return entry.number
    numbers = range(before + 1, before + 1 + SEARCHED)
    return next((number for number in numbers if is_genuine(entry, number=number)), None)


def _runs(numbers: set[int]) -> Iterator[tuple[int, int]]:
    """First and last of each row of numbers that follow each other."""
    for _key, run in groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0]):
        found = [number for _place, number in run]
        yield found[0], found[-1]
