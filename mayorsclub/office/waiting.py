"""What waits in the office now: each figure with the list that shows exactly these records."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Model, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState

from mayorsclub.accounts.models import RoleGrant, User
from mayorsclub.applications import queries as applications
from mayorsclub.applications.models import Application
from mayorsclub.applications.models import State as ApplicationState
from mayorsclub.committees.models import Matter, Seat
from mayorsclub.content.queries import LanguageState, counts_by_language
from mayorsclub.events.models import Event
from mayorsclub.events.models import State as EventState
from mayorsclub.inbox import queries as inbox
from mayorsclub.inbox.models import Message
from mayorsclub.inbox.models import State as MessageState
from mayorsclub.mail.models import Letter
from mayorsclub.mail.models import State as LetterState
from mayorsclub.office import event_counts
from mayorsclub.office.committees import closing
from mayorsclub.office.models import Export, ExportState, Note
from mayorsclub.office.terms import ending
from mayorsclub.office.translations import LANGUAGE
from mayorsclub.sessions.models import Answering, Proposal, Question
from mayorsclub.ukrainian.dates import in_kyiv


@dataclass(frozen=True)
class Waiting:
    """One thing that may wait: how many, and where they are."""

    label: str | Promise
    count: int
    url: str
    is_urgent: bool = False


def link(name: str, **filters: str | int | date) -> str:
    """A list of the office with filters."""
    query = f"?{urlencode({key: str(value) for key, value in filters.items()})}" if filters else ""
    return reverse(f"office:{name}") + query


def waiting(user: User, at: datetime) -> list[Waiting]:
    """What waits for this person's office: urgent first, then what there is, then the rest.

    A fixed number of queries, each a count; only of what the person may open.
    """
    found = list(_pages(user))
    if user.has_perm("office.keep_records"):
        found = [
            *_reminders(user, at),
            *_messages(user, at),
            *_applications(),
            *_letters(),
            *_bodies(),
            *_events(at),
            *found,
        ]
    if user.has_perm("expert_sessions.keep"):
        found += _sessions()
    if user.has_perm("office.approve_exports"):
        count = Export.objects.filter(state=ExportState.ASKED).count()
        url = link("exports", state=ExportState.ASKED)
        found.append(Waiting(_("Exports that wait for a second person"), count, url))
    if user.has_perm("accounts.manage_people"):
        requests = RoleGrant.objects.filter(granted_at=None, ended_at=None)
        count = requests.values("user").distinct().count()
        found.append(Waiting(_("People whose role waits"), count, link("people", waiting="true")))
    return sorted(found, key=lambda row: (not (row.is_urgent and row.count), not row.count))


def _by_state(model: type[Model], states: list[str]) -> dict[str, int]:
    """How many records are in each of these states; one query."""
    counts = {state: Count("pk", filter=Q(state=state)) for state in states}
    return model._default_manager.aggregate(**counts)


def _sessions() -> Iterator[Waiting]:
    asked, proposed = Answering.OPEN, Proposal.State.OPEN
    questions = Question.objects.filter(state=asked).count()
    proposals = Proposal.objects.filter(state=proposed).count()
    yield Waiting(
        _("Questions about sessions without an answer"),
        questions,
        link("session_questions", state=asked),
    )
    yield Waiting(
        _("Proposals for sessions to decide on"), proposals, link("proposals", state=proposed)
    )


def _reminders(user: User, at: datetime) -> Iterator[Waiting]:
    count = Note.objects.due(user, in_kyiv(at).date()).count()
    url = link("notes", due="true", remind_whom=user.pk)
    yield Waiting(_("Reminders to you that are due"), count, url)


def _messages(user: User, at: datetime) -> Iterator[Waiting]:
    new, suspected = MessageState.NEW, MessageState.SUSPECTED
    count = _by_state(Message, [new, suspected])
    mine = inbox.waiting().filter(assigned_to=user).count()
    overdue = inbox.overdue(Message.objects.all(), at).count()
    yield Waiting(
        _("Messages that wait too long"), overdue, link("messages", overdue="true"), is_urgent=True
    )
    yield Waiting(
        _("Messages given to you"), mine, link("messages", state=new, assigned_to=user.pk)
    )
    yield Waiting(_("Messages without an answer"), count[new], link("messages", state=new))
    yield Waiting(
        _("Messages that look like spam"), count[suspected], link("messages", state=suspected)
    )


def _applications() -> Iterator[Waiting]:
    review, asked = ApplicationState.UNDER_REVIEW, ApplicationState.INFORMATION_REQUESTED
    sent = ApplicationState.SUBMITTED
    count = _by_state(Application, [review, asked, sent])
    answered = applications.answered(Application.objects.all()).count()
    yield Waiting(_("Applications under review"), count[review], link("applications", state=review))
    yield Waiting(
        _("Applicants who have not answered the committee"),
        count[asked],
        link("applications", questions="unanswered"),
    )
    yield Waiting(
        _("Applicants who have answered the committee"),
        answered,
        link("applications", questions="answered"),
    )
    yield Waiting(
        _("Applications whose e-mail is not confirmed"),
        count[sent],
        link("applications", state=sent),
    )


def _letters() -> Iterator[Waiting]:
    held, failed = LetterState.HELD, LetterState.FAILED
    count = _by_state(Letter, [held, failed])
    yield Waiting(
        _("Letters that failed"), count[failed], link("letters", state=failed), is_urgent=True
    )
    yield Waiting(_("Letters that wait for your look"), count[held], link("letters", state=held))


def _bodies() -> Iterator[Waiting]:
    soon = closing(Matter.objects.all()).count()
    yield Waiting(_("Votes that close within three days"), soon, link("matters", closing="true"))
    terms = ending(Seat.objects.all()).count()
    yield Waiting(_("Terms that end within 30 days"), terms, link("terms", ending="true"))


def _events(at: datetime) -> Iterator[Waiting]:
    """Events that need the office; four counts."""
    every = Event.objects.all()
    yield Waiting(
        _("Drafts of events whose day is near"),
        event_counts.near_drafts(every, at).count(),
        link("events", near="true"),
        is_urgent=True,
    )
    yield Waiting(
        _("Postponed events without a new date"),
        event_counts.without_date(every).count(),
        link("events", state=EventState.POSTPONED, archived="false"),
    )
    yield Waiting(
        _("Events with a waiting list"),
        event_counts.with_waiting_list(every, at).count(),
        link("events", waited_for="true"),
    )
    yield Waiting(
        _("Events with new feedback"),
        event_counts.with_feedback(every, at).count(),
        link("events", feedback="true"),
    )


def _pages(user: User) -> Iterator[Waiting]:
    """Pages that somebody sent for approval, as far as this person may give it; those whose
    translation does not follow."""
    tasks = TaskState.objects.reviewable_by(user).count()
    report = reverse("wagtailadmin_reports:workflow_tasks")
    yield Waiting(
        _("Pages that wait for your approval"),
        tasks,
        f"{report}?{urlencode({'reviewable': 'true', 'status': TaskState.STATUS_IN_PROGRESS})}",
    )
    if user.has_perm("office.write_pages"):
        count = counts_by_language(LANGUAGE)
        outdated, missing = LanguageState.OUTDATED, LanguageState.MISSING
        for state, label in (
            (outdated, _("Pages whose translation is out of date")),
            (missing, _("Pages without a translation")),
        ):
            yield Waiting(label, count[state], link("translations", state=state))
