"""Writing what can be found. Inside the transaction of whoever changes the record."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import Model

from mayorsclub.search import audiences, kinds, terms
from mayorsclub.search.models import PUBLIC, Entry, Word
from mayorsclub.ukrainian.alphabet import latin_key
from mayorsclub.ukrainian.lemmas import folded, lemmas, words
from mayorsclub.ukrainian.spelling import is_cyrillic, tidy

LONGEST_TEXT = 50_000  # letters that are read; a page is seldom a tenth of it
SHORTEST_WORD = 3  # of the words that a slip may have meant


@transaction.atomic
def put(
    *,
    kind: str,
    about: Model,
    language: str,
    title: str,
    text: str,
    url: str,
    audience: str = PUBLIC,
    keywords: str = "",
    at: datetime,
) -> Entry:
    """Write or replace the entry of `about` in a language.

    about: a saved record. title, text: plain, without markup. url: a path of the site.
    keywords: other words it is found by, as good as those of the title; they are not shown.
    at: when the record changed, aware. An entry in Ukrainian is found in English, too, while
    there is none in English. ValueError for a kind or an audience that nobody registered.
    """
    if not kinds.is_known(kind):
        raise ValueError(f"no such kind of result: {kind}")
    if not audiences.is_known(audience):
        raise ValueError(f"no such audience: {audience}")
    own = Entry.objects.select_for_update().filter(**_about(about)).order_by("language")
    versions = {entry.language: entry for entry in own}
    entry = versions.setdefault(language, Entry(**_about(about), language=language))
    entry.kind, entry.audience = kind, audience
    entry.title, entry.text = tidy(title), tidy(text[:LONGEST_TEXT])
    entry.url, entry.changed_at = url, at
    entry.scope = _scope(entry, versions)
    entry.terms = terms.of_entry(kind, entry.title, keywords, entry.text)
    entry.save()
    _share_out(versions, entry)
    learn(audience, words(f"{title} {keywords} {text}"))
    return entry


@transaction.atomic
def remove(about: Model, *, language: str | None = None) -> None:
    """Take the entries of a record out; with `language`, the one in that language.

    Call it before the record is deleted, while it has its number.
    """
    own = Entry.objects.select_for_update().filter(**_about(about)).order_by("language")
    versions = {entry.language: entry for entry in own}
    for each in [language] if language else list(versions):
        if gone := versions.pop(each, None):
            gone.delete()
    _share_out(versions)


class Draft(NamedTuple):
    """What `put` takes of one entry, for `replace`."""

    about: Model
    language: str
    title: str
    text: str
    url: str
    keywords: str = ""
    audience: str = PUBLIC


@transaction.atomic
def replace(kind: str, drafts: Iterable[Draft], *, at: datetime) -> None:
    """Write all entries of a kind anew, many times faster than one by one; those that are
    not among the drafts are gone. For kinds that come whole from one place."""
    languages: dict[tuple[str, str], dict[str, Entry]] = defaultdict(dict)
    found: dict[str, set[str]] = defaultdict(set)
    for draft in drafts:
        about = _about(draft.about)
        entry = Entry(**about, language=draft.language, kind=kind, audience=draft.audience)
        entry.title, entry.text = tidy(draft.title), tidy(draft.text[:LONGEST_TEXT])
        entry.url, entry.changed_at = draft.url, at
        entry.terms = terms.of_entry(kind, entry.title, draft.keywords, entry.text)
        languages[about["about_type"], about["about_id"]][draft.language] = entry
        found[draft.audience].update(words(f"{entry.title} {draft.keywords} {entry.text}"))
    entries = [entry for versions in languages.values() for entry in versions.values()]
    for versions in languages.values():
        for entry in versions.values():
            entry.scope = _scope(entry, versions)
    Entry.objects.filter(kind=kind).delete()
    Entry.objects.bulk_create(entries, batch_size=500)
    for audience, seen in found.items():
        learn(audience, seen)


def _about(record: Model) -> dict[str, str]:
    return {"about_type": record._meta.label_lower, "about_id": str(record.pk)}


def _scope(entry: Entry, versions: dict[str, Entry]) -> str:
    """Where this version is found: in its language; the Ukrainian one for missing ones, too."""
    languages = [entry.language]
    if entry.language == settings.LANGUAGE_CODE:
        languages += [code for code, _name in settings.LANGUAGES if code not in versions]
    return terms.scopes(entry.kind, languages, entry.audience)


def _share_out(versions: dict[str, Entry], done: Entry | None = None) -> None:
    """Bring the other versions' scopes up to date."""
    for entry in versions.values():
        found = _scope(entry, versions)
        if entry is not done and entry.scope != found:
            entry.scope = found
            entry.save(update_fields=["scope", "written_at"])


def learn(audience: str, found: Iterable[str]) -> None:
    """Keep the words that a slip may have meant."""
    seen = {word for word in found if len(word) >= SHORTEST_WORD and not word.isdigit()}
    seen |= {lemma for word in seen for lemma in lemmas(word) if is_cyrillic(word)}
    known = set[str]()
    for some in _in_parts(sorted(seen)):
        rows = Word.objects.filter(audience=audience, form__in=some)
        known.update(rows.values_list("form", flat=True))
    # In one order everywhere, so that two writers wait for each other and never in a ring.
    fresh = sorted(seen - known)
    Word.objects.bulk_create(
        [
            Word(
                audience=audience,
                form=form,
                key=folded(form),
                latin=latin_key(form).replace(" ", "")[:120] if is_cyrillic(form) else "",
            )
            for form in fresh
            if folded(form)
        ],
        ignore_conflicts=True,
        batch_size=500,
    )


def forget(text: str) -> None:
    """Take the words of a text, such as a name that is erased, out of those that a slip may
    have meant. Where another entry has one, it is learnt again with that entry."""
    found = set(words(tidy(text)))
    found |= {lemma for word in found for lemma in lemmas(word)}
    Word.objects.filter(form__in=found).delete()


def _in_parts(found: list[str], size: int = 5000) -> Iterable[list[str]]:
    """As many as any database takes in one question."""
    return (found[start : start + size] for start in range(0, len(found), size))
