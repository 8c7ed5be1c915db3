"""Everything about a record on one line of time: letters, files, votes, changes, notes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, TextChoices
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mayorsclub.accounts.models import Role, User
from mayorsclub.applications.models import Application, Event
from mayorsclub.audit.models import Entry
from mayorsclub.committees.models import Matter
from mayorsclub.files.models import PrivateFile
from mayorsclub.files.readers import may_read
from mayorsclub.mail.models import Letter
from mayorsclub.office.addresses import PAGES, address_of
from mayorsclub.office.domain.notes import notes_about
from mayorsclub.office.history import sentence
from mayorsclub.office.subjects import shown_subject

Text = str | Promise
# Newest first; what lies deeper is found in the lists and in the log.
DEEPEST = 500
PER_PAGE = 50


class Sort(TextChoices):
    """What a line is; the filter of the line."""

    STEPS = "steps", gettext_lazy("Steps")
    LETTERS = "letters", gettext_lazy("Letters")
    FILES = "files", gettext_lazy("Files")
    VOTES = "votes", gettext_lazy("Votes")
    CHANGES = "changes", gettext_lazy("Changes")
    NOTES = "notes", gettext_lazy("Notes")


@dataclass(frozen=True)
class Line:
    """One thing that happened. sorts: under which filters it is found."""

    at: datetime
    sorts: frozenset[str]
    text: Text
    who: str = ""
    body: str = ""
    url: str = ""
    files: tuple[PrivateFile, ...] = ()
    details: tuple[str, ...] = field(default=())

    @property
    def label(self) -> str:
        """The first of its sorts in words."""
        return str(next(sort.label for sort in Sort if sort in self.sorts))


def of(records: list[Model], *, viewer: User) -> list[Line]:
    """The line of these records together, as far as this person may see it, newest first."""
    steps = list(_steps(records))
    own = {file.pk for line in steps for file in line.files}
    found = [
        *steps,
        *_letters(records),
        *_files(records, viewer, own),
        *_votes(records),
        *_changes(records),
        *_notes(records),
    ]
    return sorted(found, key=lambda line: line.at, reverse=True)


def _about(records: Iterable[Model]) -> Q:
    """Rows that name one of these records by type and key."""
    found = Q(pk__in=[])
    for each in records:
        found |= Q(about_type=each._meta.label_lower, about_id=str(each.pk))
    return found


def _steps(records: list[Model]) -> Iterator[Line]:
    ids = [each.pk for each in records if isinstance(each, Application)]
    if not ids:
        return
    events = Event.objects.filter(application__in=ids).select_related("actor")
    for event in events.prefetch_related("files").order_by("-at")[:DEEPEST]:
        files = tuple(event.files.all())
        sorts = frozenset({Sort.STEPS, Sort.FILES} if files else {Sort.STEPS})
        who = str(event.actor) if event.actor else ""
        yield Line(event.at, sorts, event.get_kind_display(), who, event.text, files=files)


def _letters(records: list[Model]) -> Iterator[Line]:
    found = _about(records)
    people = [each for each in records if isinstance(each, User)]
    if people:
        found |= Q(to_user__in=people)
    letters = Letter.objects.filter(found).defer("body_text", "body_html")
    for letter in letters.order_by("-written_at")[:DEEPEST]:
        yield Line(
            letter.written_at,
            frozenset({Sort.LETTERS}),
            shown_subject(letter),
            url=reverse("office:letter", args=[letter.pk]),
            details=(letter.to_address, str(letter.get_state_display())),
        )


def _files(records: list[Model], viewer: User, but: set[int]) -> Iterator[Line]:
    """The files that were kept about the records and that this person may read."""
    files = PrivateFile.objects.filter(_about(records)).exclude(pk__in=but)
    for file in files.select_related("added_by").order_by("-added_at")[:DEEPEST]:
        if may_read(viewer, file):
            who = str(file.added_by) if file.added_by else ""
            sorts = frozenset({Sort.FILES})
            yield Line(file.added_at, sorts, _("File kept"), who, files=(file,))


def _votes(records: list[Model]) -> Iterator[Line]:
    """Matters about the records and what was decided: how many, and who voted how only on
    the page of a decided matter."""
    found = Q(pk__in=[each.pk for each in records if isinstance(each, Matter)])
    for each in records:
        found |= Q(subject_type=ContentType.objects.get_for_model(each), subject_id=each.pk)
    votes = frozenset({Sort.VOTES})
    for matter in Matter.objects.filter(found).select_related("body", "decision"):
        url = reverse("office:matter", args=[matter.pk])
        yield Line(matter.opened_at, votes, _("Put to the vote"), body=matter.body.name, url=url)
        decision = getattr(matter, "decision", None)
        if decision is not None:
            outcome = _("adopted") if decision.is_adopted else _("not adopted")
            counts = _("for {for_}, against {against}, abstained {abstained}").format(
                for_=decision.votes_for,
                against=decision.votes_against,
                abstained=decision.votes_abstain,
            )
            text = _("Decision {number}: {outcome}").format(number=decision, outcome=outcome)
            yield Line(decision.decided_at, votes, text, matter.body.name, counts, url=url)


def _changes(records: list[Model]) -> Iterator[Line]:
    entries = Entry.objects.filter(_about(records)).select_related("actor")
    several = len(records) > 1
    for entry in entries.order_by("-number")[:DEEPEST]:
        who = str(entry.actor) if entry.actor_id and entry.actor else ""
        is_other = several and entry.about_type != records[0]._meta.label_lower
        url = address_of(entry.about_type, entry.about_id) if is_other else ""
        yield Line(
            entry.at,
            frozenset({Sort.CHANGES}),
            sentence(entry.action),
            who or _("the system"),
            url=url if entry.about_type in PAGES else "",
            details=tuple(facts(entry)),
        )


def facts(entry: Entry) -> Iterator[str]:
    """What changed where, as far as the log says it: states before and after, roles."""
    before, after = entry.facts.get("before"), entry.facts.get("after")
    if isinstance(before, str) and isinstance(after, str):
        words = _words_of(entry.about_type)
        yield f"{words.get(before, before)} → {words.get(after, after)}"
    role = entry.facts.get("role")
    if role in Role.values:
        yield str(Role(role).label)


def _words_of(about_type: str) -> dict[Any, str]:
    """The words of a record's status or state."""
    model = apps.get_model(about_type) if about_type else None
    for name in ("status", "state"):
        if model and name in {each.name for each in model._meta.get_fields()}:
            choices = model._meta.get_field(name).flatchoices
            return {value: str(label) for value, label in choices}
    return {}


def _notes(records: list[Model]) -> Iterator[Line]:
    for note in notes_about(records)[:DEEPEST]:
        yield Line(
            note.written_at,
            frozenset({Sort.NOTES}),
            _("Note"),
            str(note.written_by),
            note.text,
        )
