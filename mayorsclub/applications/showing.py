"""An application as pages show it: answers with their files, the time line, what comes next."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from mayorsclub.applications import queries
from mayorsclub.applications.kinds import Section, Text
from mayorsclub.applications.models import Application, Event, State
from mayorsclub.files.models import PrivateFile

LOOKS = {
    State.SUBMITTED: "review",
    State.UNDER_REVIEW: "review",
    State.INFORMATION_REQUESTED: "asked",
    State.APPROVED: "approved",
    State.REJECTED: "rejected",
}


@dataclass(frozen=True)
class ShownRow:
    label: Text
    value: Text
    files: list[PrivateFile]


@dataclass(frozen=True)
class ShownSection:
    title: Text
    step: str
    rows: list[ShownRow]


@dataclass(frozen=True)
class Entry:
    """One line of applications/timeline.html, with its text and files."""

    text: str
    at: datetime | None = None
    note: str = ""
    body: str = ""
    files: tuple[PrivateFile, ...] = ()
    is_next: bool = False


def shown_sections(application: Application, *, for_committee: bool = False) -> list[ShownSection]:
    """The answers, grouped by step, with their files. One query more where files are.

    for_committee: without what the applicant gave to the secretariat alone.
    """
    sections = queries.sections(application)
    if for_committee:
        sections = [_for_committee(section) for section in sections]
    files = queries.files_of([row for section in sections for row in section.rows])
    return [
        ShownSection(
            section.title,
            section.step,
            [
                ShownRow(row.label, row.value, [files[pk] for pk in row.files if pk in files])
                for row in section.rows
            ],
        )
        for section in sections
    ]


def _for_committee(section: Section) -> Section:
    return replace(section, rows=tuple(row for row in section.rows if not row.for_office_only))


def time_line(application: Application) -> list[Entry]:
    """What has happened and, while it is open, what comes next."""
    entries = [
        Entry(
            text=event.get_kind_display(),
            at=event.at,
            body=event.text,
            files=tuple(event.files.all()),
        )
        for event in queries.time_line(application)
    ]
    if following := NEXT.get(State(application.state)):
        entries.append(following())
    return entries


NEXT = {
    State.SUBMITTED: lambda: Entry(
        _("Confirm the e-mail"), note=_("Open the link in our letter"), is_next=True
    ),
    State.UNDER_REVIEW: lambda: Entry(
        _("Decision of the committee"), note=_("We will tell you by e-mail"), is_next=True
    ),
    State.INFORMATION_REQUESTED: lambda: Entry(
        _("Your answer to the committee"), note=_("Then the vote goes on"), is_next=True
    ),
}


def look(application: Application) -> str:
    """The colour of the state; its word is always beside it."""
    return LOOKS.get(State(application.state), "")


def asked(application: Application) -> list[Event]:
    """The questions that wait for an answer."""
    if application.state != State.INFORMATION_REQUESTED:
        return []
    return queries.open_questions(application)
