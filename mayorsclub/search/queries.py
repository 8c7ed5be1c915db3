"""Finding."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from mayorsclub.search import asking, audiences, kinds, vocabulary
from mayorsclub.search.asking import MAX_LENGTH, Reading
from mayorsclub.search.engine import MOST_OF_KIND, Found, Question, ask
from mayorsclub.search.kinds import Kind
from mayorsclub.search.marking import Marker
from mayorsclub.search.models import Entry
from mayorsclub.ukrainian.lemmas import WORD, terms


@dataclass(frozen=True)
class Hit:
    """One result. title, excerpt: HTML with the found words marked."""

    title: SafeString
    excerpt: SafeString
    url: str
    language: str
    kind: str


@dataclass(frozen=True)
class Group:
    """The results of a kind. count: how many there are, counted up to MOST_OF_KIND;
    is_more: there are more than were counted."""

    slug: str
    label: str | Promise
    hits: tuple[Hit, ...]
    count: int
    is_more: bool


@dataclass(frozen=True)
class Results:
    """What a question found. corrected: what was looked for instead of what was typed, or
    ''. is_any: nothing has all the words, these have some of them. has_words: there was a
    word to look for; is_too_long: it was longer than MAX_LENGTH."""

    groups: tuple[Group, ...] = ()
    corrected: str = ""
    is_any: bool = False
    has_words: bool = True
    is_too_long: bool = False

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)

    @property
    def is_more(self) -> bool:
        return any(group.is_more for group in self.groups)


def find(
    text: str,
    *,
    language: str,
    user: audiences.Reader,
    limit: int,
    kind: str = "",
    offset: int = 0,
    is_typing: bool = False,
) -> Results:
    """What answers to a text and may be seen by this reader, in groups by kind.

    language: of the page; a Ukrainian entry without English version is found in both.
    limit: hits of each group, from `offset`. kind: this group alone. is_typing: the last
    word may go on. Slips, the wrong keyboard layout and Latin spelling are mended only where
    nothing answers to the text as it stands. At most seven queries, whatever there is.
    """
    if len(text) > MAX_LENGTH:
        return Results(is_too_long=True)
    reading = asking.read(text, is_open=is_typing)
    if reading is None:
        return Results(has_words=False)
    shown = [each for each in kinds.every() if kind in {"", each.slug}]
    search = _Search(Question((), language, audiences.of(user)), [each.slug for each in shown])
    found, used, is_any = search.best(text, reading)
    corrected = used.text if used.words != reading.words else ""
    groups = _groups(found, used, shown, slice(offset, offset + limit), language)
    return Results(groups, corrected if groups else "", is_any and bool(groups))


class _Search:
    """One question asked in the ways it may have been meant."""

    def __init__(self, question: Question, slugs: list[str]) -> None:
        self._question, self._slugs = question, slugs

    def best(self, text: str, reading: Reading) -> tuple[list[Found], Reading, bool]:
        """What was found, the reading that found it, and whether by some of its words only."""
        if found := self._ask(reading):
            return found, reading, False
        known = vocabulary.current(self._question.audiences)
        mended = next(self._otherwise(text, reading, known), None)
        if mended and (found := self._ask(mended)):
            return found, mended, False
        used = mended or reading
        if len(used.words) == 1:
            return [], reading, False
        return self._ask(used, is_any=True), used, True

    def _otherwise(
        self, text: str, reading: Reading, known: vocabulary.Vocabulary
    ) -> Iterator[Reading]:
        """Other ways to read the text, the likeliest first."""
        if asking.is_known(reading, known):
            return
        retyped = asking.other_layout(text, is_open=reading.is_open)
        if retyped and asking.is_known(retyped, known):
            yield retyped
        for each in filter(None, (reading, retyped)):
            if mended := asking.mended(each, known, self._question, self._slugs):
                yield mended

    def _ask(self, reading: Reading, *, is_any: bool = False) -> list[Found]:
        asked = self._question._replace(words=reading.alternatives(), is_any=is_any)
        return ask(asked, self._slugs)


def _groups(
    found: list[Found], used: Reading, shown: Iterable[Kind], part: slice, language: str
) -> tuple[Group, ...]:
    """Rank what was found and read the entries that are shown. Two queries."""
    ranks = _title_ranks([each.pk for each in found if each.is_by_title], used)
    by_kind: dict[str, dict[int, tuple]] = defaultdict(dict)
    for each in found:
        by_kind[each.kind][each.pk] = (ranks.get(each.pk, _BY_TEXT), -each.pk)
    order = {
        slug: sorted(entries, key=entries.__getitem__)[:MOST_OF_KIND]
        for slug, entries in by_kind.items()
    }
    rows = _rows([pk for entries in order.values() for pk in entries[part]])
    marker = _marker(used)
    return tuple(
        Group(
            slug=kind.slug,
            label=kind.label,
            hits=tuple(
                _hit(rows[pk], marker, language) for pk in order[kind.slug][part] if pk in rows
            ),
            count=len(order[kind.slug]),
            is_more=len(by_kind[kind.slug]) > MOST_OF_KIND or len(order[kind.slug]) == MOST_OF_KIND,
        )
        for kind in shown
        if order.get(kind.slug)
    )


# After every entry that has the words in its title.
_BY_TEXT = (1, 0, 0)


def _title_ranks(found: list[int], used: Reading) -> dict[int, tuple[int, int, int]]:
    """Titles that begin with the question come first, then those with its very words, then
    short ones."""
    typed = [terms(word)[0] for word in used.words]
    ranks = {}
    for pk, title in Entry.objects.filter(pk__in=found).values_list("pk", "title"):
        of_title = [terms(word)[0] for word in WORD.findall(title.lower())]
        own = sum(word in of_title for word in typed)
        begins = of_title[: len(typed)] == typed
        ranks[pk] = (0, -2 * begins - own, len(of_title))
    return ranks


def _rows(wanted: list[int]) -> dict[int, Entry]:
    entries = Entry.objects.filter(pk__in=wanted)
    return {each.pk: each for each in entries.only("kind", "language", "title", "text", "url")}


def _marker(used: Reading) -> Marker:
    found = frozenset(term for word in used.words for term in terms(word))
    return Marker(found, frozenset([used.start]) if used.is_open else frozenset())


def _hit(entry: Entry, marker: Marker, language: str) -> Hit:
    # A Ukrainian text is shown at the address of the reader's language, with a word about it.
    is_elsewhere = entry.language != language and entry.language == settings.LANGUAGE_CODE
    return Hit(
        title=marker.marked(entry.title),
        excerpt=marker.excerpt(entry.text),
        url=f"/{language}{entry.url}" if is_elsewhere else entry.url,
        language=entry.language,
        kind=entry.kind,
    )
