"""What happened last: the sealed log in words, with a way to each record."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import CharField, Model, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast
from django.urls import reverse

from mayorsclub.audit.models import Entry
from mayorsclub.office.addresses import PAGES
from mayorsclub.office.history import Line, line
from mayorsclub.office.naming import of_records

SHOWN = 12
# Of every day, and of nobody's work: they stay in the log itself.
NOISE = (
    *("account.signed_in", "file.kept", "file.read", "file.scanned", "certificate.made"),
    *("registration.made", "registration.checked_in", "registration.lapsed"),
)


@dataclass(frozen=True)
class Event:
    """One line, and the record it is about: its name and page where there is one."""

    line: Line
    title: str = ""
    url: str = ""


def _kinds() -> dict[str, tuple[type[Model], str, Combinable]]:
    """label -> model, name of its page, words that name a record in the active language."""
    words = of_records()
    return {
        model._meta.label_lower: (model, PAGES[model._meta.label_lower], words[model])
        for model in words
    }


def events() -> list[Event]:
    """The last lines about records that the office keeps; two queries."""
    kinds = _kinds()
    entries = list(
        Entry.objects.filter(about_type__in=kinds)
        .exclude(action__in=NOISE)
        .select_related("actor")
        .order_by("-number")[:SHOWN]
    )
    titles = _titles(entries, kinds)
    found = []
    for entry in entries:
        title = titles.get((entry.about_type, entry.about_id))
        url = ""
        if title is not None:
            url = reverse(f"office:{kinds[entry.about_type][1]}", args=[entry.about_id])
        found.append(Event(line(entry), title or "", url))
    return found


def _titles(
    entries: Iterable[Entry], kinds: dict[str, tuple[type[Model], str, Combinable]]
) -> dict[tuple[str, str], str]:
    """(type, id) -> name of the records that are still there; one query for all types."""
    wanted: dict[str, set[int]] = {}
    for entry in entries:
        if entry.about_id.isdecimal():
            wanted.setdefault(entry.about_type, set()).add(int(entry.about_id))
    parts = []
    for label, ids in wanted.items():
        model, _page, words = kinds[label]
        rows = model._default_manager.filter(pk__in=ids).order_by()
        parts.append(
            rows.annotate(
                _type=Value(label, CharField()),
                _id=Cast("pk", CharField()),
                _title=Cast(words, CharField()),
            ).values_list("_type", "_id", "_title")
        )
    if not parts:
        return {}
    found = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return {(label, pk): title for label, pk, title in found}
