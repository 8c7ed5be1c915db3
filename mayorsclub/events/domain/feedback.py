"""What participants thought: asked once, a day after; shown summed up and without names."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mayorsclub.audit.domain.log import record
from mayorsclub.events.domain import states
from mayorsclub.events.domain.attendance import link_of
from mayorsclub.events.models import Event, Feedback, Registration, Standing, State
from mayorsclub.events.refusals import RegistrationRefused
from mayorsclub.events.rules import is_over
from mayorsclub.mail.domain.outbox import Address, queue_letter

# How long after the end people are asked; an event that ended before that is left alone.
ASKED_AFTER = timedelta(days=1)
ASKED_WITHIN = timedelta(days=14)
# How long the form is open, and how long an answer can be changed.
OPEN_FOR = timedelta(days=60)
CHANGED_WITHIN = timedelta(days=14)
# With fewer answers somebody could be recognised.
FEWEST = 3
LONGEST = 4000
MARKS = (1, 2, 3, 4, 5)
QUESTIONS: dict[str, str | Promise] = {
    "overall": _("The event as a whole"),
    "usefulness": _("Useful for your work"),
    "speakers": pgettext_lazy("feedback", "Speakers"),
    "organisation": pgettext_lazy("feedback", "How it was organised"),
}


def due(at: datetime) -> QuerySet[Event]:
    """Events whose participants are to be asked now."""
    ended = Event.objects.filter(
        ends_at__lte=at - ASKED_AFTER, ends_at__gt=at - ASKED_AFTER - ASKED_WITHIN
    )
    return ended.filter(
        state=State.ANNOUNCED, asks_feedback=True, feedback_asked_at=None, archived_at=None
    )


def ask_due(at: datetime) -> int:
    """Ask the participants of every event that is due, each in a transaction of its own;
    how many letters."""
    return sum(ask(pk, at=at) for pk in due(at).values_list("pk", flat=True))


@transaction.atomic
def ask(event_id: int, *, at: datetime) -> int:
    """A letter with a secret link to everybody who was there, or to all with a place where
    nobody was checked in (online). Once for each event; how many letters."""
    event = states.lock(event_id)
    if not due(at).filter(pk=event.pk).exists():
        return 0
    people = [each for each in participants(event) if each.email]
    for each in people:
        with translation.override(each.language):
            title = event.title
        queue_letter(
            "events.feedback",
            to=each.user or Address(each.email, each.name, each.language),
            language=each.language,
            about=each,
            at=at,
            context={"title": title, "link": link_of("events:feedback", each)},
        )
    event.feedback_asked_at = at
    event.save(update_fields=["feedback_asked_at"])
    record("event.feedback_asked", actor=None, about=event, at=at, count=len(people))
    return len(people)


def participants(event: Event) -> list[Registration]:
    """Who was there, as far as is known."""
    found = event.registrations.filter(erased_at=None, standing=Standing.REGISTERED)
    coming = list(found.select_related("user"))
    there = [each for each in coming if each.checked_in_at]
    return there or coming


def _was_counted(event: Event) -> bool:
    """Whether anybody was checked in at all."""
    return event.registrations.exclude(checked_in_at=None).exists()


def why_closed(registration: Registration, at: datetime) -> str | None:
    """The code of RegistrationRefused why this person cannot give or change feedback now."""
    event = registration.event
    if registration.erased_at or registration.standing != Standing.REGISTERED:
        return "not_allowed"
    if not event.asks_feedback or event.archived_at or event.state != State.ANNOUNCED:
        return "feedback_over"
    if not is_over(event, at):
        return "feedback_early"
    if not registration.checked_in_at and _was_counted(event):
        return "not_there"
    given = Feedback.objects.filter(registration=registration).first()
    until = given.given_at + CHANGED_WITHIN if given else event.ends_at + OPEN_FOR
    return None if at < until else "feedback_over"


@transaction.atomic
def give(
    registration_id: int, *, marks: dict[str, int | None], comment: str, at: datetime
) -> Feedback:
    """Keep somebody's feedback; for two weeks it can be given anew in its place.

    marks: by QUESTIONS; `overall` is wanted. Raises RegistrationRefused.
    """
    event_id = Registration.objects.values_list("event", flat=True).get(pk=registration_id)
    states.lock(event_id)
    registration = Registration.objects.select_related("event").get(pk=registration_id)
    if reason := why_closed(registration, at):
        raise RegistrationRefused(reason)
    given = {name: marks.get(name) for name in QUESTIONS}
    is_wrong = any(mark is not None and mark not in MARKS for mark in given.values())
    if given["overall"] is None or is_wrong:
        raise RegistrationRefused("no_mark")
    words = {"comment": comment.strip()[:LONGEST]}
    found, is_new = Feedback.objects.get_or_create(
        registration=registration, defaults={**given, **words, "given_at": at}
    )
    if not is_new:
        # `given_at` stays: the two weeks run from the first answer.
        Feedback.objects.filter(pk=found.pk).update(**given, **words)
        found.refresh_from_db()
    return found


@dataclass(frozen=True)
class Answers:
    """The marks that one question got. counts: for each mark, from 5 to 1."""

    name: str
    label: str | Promise
    counts: list[tuple[int, int]]

    @property
    def total(self) -> int:
        return sum(count for _mark, count in self.counts)

    @property
    def mean(self) -> float:
        """To one place; 0 where nobody answered."""
        weight = sum(mark * count for mark, count in self.counts)
        return round(weight / self.total, 1) if self.total else 0.0

    @property
    def bars(self) -> list[tuple[int, int, int]]:
        """(mark, count, its share in per cent)."""
        return [
            (mark, n, round(100 * n / self.total) if self.total else 0) for mark, n in self.counts
        ]


@dataclass(frozen=True)
class Results:
    """The feedback on an event summed up. Below FEWEST answers only their number is told:
    neither `questions` nor `comments`."""

    total: int
    asked: int
    questions: list[Answers]
    comments: list[str]

    @property
    def are_shown(self) -> bool:
        return self.total >= FEWEST


def results(event: Event) -> Results:
    """The answers in counts and means, and the comments in no order that tells whose."""
    rows = list(Feedback.objects.filter(registration__event=event))
    asked = len(participants(event))
    if len(rows) < FEWEST:
        return Results(len(rows), asked, [], [])
    questions = []
    for name, label in QUESTIONS.items():
        counted = Counter(getattr(row, name) for row in rows)
        answers = Answers(name, label, [(mark, counted[mark]) for mark in reversed(MARKS)])
        # A question that fewer answered would show single marks.
        if answers.total >= FEWEST:
            questions.append(answers)
    comments = sorted(row.comment for row in rows if row.comment)
    return Results(len(rows), asked, questions, comments)
