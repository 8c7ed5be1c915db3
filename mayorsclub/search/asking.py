"""What was typed, read in the ways it may have been meant."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mayorsclub.search.engine import Alternatives, Question, count
from mayorsclub.search.vocabulary import Candidate, Vocabulary
from mayorsclub.ukrainian import lemmas
from mayorsclub.ukrainian.alphabet import latin_key
from mayorsclub.ukrainian.layout import retyped
from mayorsclub.ukrainian.lemmas import FUNCTION_WORDS, folded
from mayorsclub.ukrainian.spelling import tidy

MAX_LENGTH = 200  # letters of a question
MOST_WORDS = 8
SHORTEST_BEGINNING = 2


@dataclass(frozen=True)
class Reading:
    """One way to read a question. words: as they will be looked for, in small letters.
    is_open: the last word may go on; beginning: how it then begins, folded, if otherwise
    than the word itself."""

    words: tuple[str, ...]
    is_open: bool = False
    beginning: str = ""

    @property
    def text(self) -> str:
        return " ".join(self.words)

    def alternatives(self) -> tuple[Alternatives, ...]:
        found = [Alternatives(lemmas.terms(word)) for word in self.words]
        if self.is_open and len(start := self.start) >= SHORTEST_BEGINNING:
            found[-1] = found[-1]._replace(beginning=start)
        return tuple(found)

    @property
    def start(self) -> str:
        """How the open last word begins, folded."""
        return self.beginning or folded(self.words[-1])


def read(text: str, *, is_open: bool) -> Reading | None:
    """The question as it was typed; None where it has no word."""
    found = [word for word in lemmas.words(text) if folded(word)]
    telling = [word for word in found if word not in FUNCTION_WORDS] or found
    # A last word that goes on may be any word.
    if is_open and found and telling[-1] is not found[-1] and not text.endswith(" "):
        telling.append(found[-1])
    return Reading(tuple(telling[:MOST_WORDS]), is_open) if telling else None


def other_layout(text: str, *, is_open: bool) -> Reading | None:
    """The question as the other keyboard layout would have it."""
    other = retyped(tidy(text))
    return read(other, is_open=is_open) if other else None


def is_known(reading: Reading, vocabulary: Vocabulary) -> bool:
    return all(_known(reading, place, vocabulary) for place in range(len(reading.words)))


def mended(
    reading: Reading, vocabulary: Vocabulary, question: Question, slugs: Sequence[str]
) -> Reading | None:
    """The reading with what its unknown words may have meant; None where nothing is near.

    Only words that stand in entries which the reader may see are taken. One query.
    """
    options: dict[int, list[Candidate]] = {}
    for place, word in enumerate(reading.words):
        if not _known(reading, place, vocabulary):
            is_last = place == len(reading.words) - 1
            options[place] = vocabulary.meant(
                word, latin_key(word).replace(" ", ""), is_beginning=reading.is_open and is_last
            )
    chosen = _choose(options, question, slugs)
    if not chosen:
        return None
    last = chosen.get(len(reading.words) - 1)
    words = tuple(
        chosen[place].form if place in chosen else word for place, word in enumerate(reading.words)
    )
    is_whole = last is not None and last.key == folded(last.form)
    return replace(
        reading,
        words=words,
        is_open=reading.is_open and not is_whole,
        beginning=last.key if last and not is_whole else "",
    )


def _known(reading: Reading, place: int, vocabulary: Vocabulary) -> bool:
    word = reading.words[place]
    if vocabulary.knows(word):
        return True
    is_last = place == len(reading.words) - 1
    return reading.is_open and is_last and vocabulary.knows_beginning(word)


def _choose(
    options: dict[int, list[Candidate]], question: Question, slugs: Sequence[str]
) -> dict[int, Candidate]:
    """The best candidate of each place: the fewest slips, then the one that most entries have."""
    flat = [(place, candidate) for place, found in options.items() for candidate in found]
    numbers = count([_alternatives(candidate) for _place, candidate in flat], question, slugs)
    best: dict[int, tuple[tuple[int, int], Candidate]] = {}
    for (place, candidate), number in zip(flat, numbers, strict=True):
        if not number:
            continue
        rank = (candidate.slips, -number)
        if place not in best or rank < best[place][0]:
            best[place] = (rank, candidate)
    return {place: candidate for place, (_rank, candidate) in best.items()}


def _alternatives(candidate: Candidate) -> Alternatives:
    if candidate.key != folded(candidate.form):
        return Alternatives((), candidate.key)
    return Alternatives(lemmas.terms(candidate.form))
