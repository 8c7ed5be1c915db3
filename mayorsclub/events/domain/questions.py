"""What whoever registers is asked. An answered question is never changed, only taken off."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.events.domain.facts import LONGEST_TEXT, check_length
from mayorsclub.events.domain.programme import lines
from mayorsclub.events.domain.states import Move, changed, check, lock_in_use
from mayorsclub.events.models import Event, Question
from mayorsclub.events.refusals import EventRefused
from mayorsclub.mail.markup import one_line

MOST = 20
MOST_CHOICES = 50
LONGEST_CHOICE = 200


@dataclass(frozen=True)
class QuestionFacts:
    """kind: a value of Question.Kind. choices: one a line, for a choice only, the English ones
    in the order of the Ukrainian."""

    kind: str
    label_uk: str
    label_en: str = ""
    choices_uk: str = ""
    choices_en: str = ""
    is_required: bool = False


@transaction.atomic
def add(event_id: int, facts: QuestionFacts, *, by: User, at: datetime) -> Question:
    """Ask one more thing. Raises EventRefused: "not_allowed", "not_now", "archived",
    "too_many", "no_title", "too_long", "choice", "no_choices"."""
    event = _locked(event_id, by)
    if event.questions.filter(removed_at=None).count() >= MOST:
        raise EventRefused("too_many", most=MOST)
    question = Question(event=event)
    _write(question, facts)
    question.save()
    record("event.question_added", actor=by, about=event, at=at, question=question.pk)
    changed(event, at=at)
    return question


@transaction.atomic
def change(question_id: int, facts: QuestionFacts, *, by: User, at: datetime) -> Question:
    """Write a question anew that nobody has answered. Raises EventRefused as `add`, and
    "answered"."""
    event, question = _locked_question(question_id, by)
    if question.removed_at or is_answered(question):
        raise EventRefused("answered")
    _write(question, facts)
    question.save()
    record("event.question_changed", actor=by, about=event, at=at, question=question.pk)
    changed(event, at=at)
    return question


@transaction.atomic
def remove(question_id: int, *, by: User, at: datetime) -> Question:
    """Take a question off: nobody is asked any more, and answers keep their meaning. Twice is
    once. Raises EventRefused: "not_allowed", "not_now", "archived"."""
    event, question = _locked_question(question_id, by)
    if question.removed_at is None:
        question.removed_at = at
        question.save(update_fields=["removed_at"])
        record("event.question_removed", actor=by, about=event, at=at, question=question.pk)
        changed(event, at=at)
    return question


def is_answered(question: Question) -> bool:
    """Whether anybody has answered it, whatever became of their registration."""
    answered = question.event.registrations.filter(answers__has_key=str(question.pk))
    return answered.exists()


def _locked(event_id: int, by: User) -> Event:
    event = lock_in_use(event_id, by)
    check(Move.CHANGE, event)
    return event


def _locked_question(question_id: int, by: User) -> tuple[Event, Question]:
    found = Question.objects.values_list("event", flat=True).get(pk=question_id)
    event = _locked(found, by)
    return event, event.questions.get(pk=question_id)


def _write(question: Question, facts: QuestionFacts) -> None:
    question.label_uk = one_line(facts.label_uk, LONGEST_TEXT)
    question.label_en = one_line(facts.label_en, LONGEST_TEXT)
    if not question.label_uk:
        raise EventRefused("no_title")
    for name in ("label_uk", "label_en"):
        check_length(Question, name, getattr(question, name))
    if facts.kind not in Question.Kind.values:
        raise EventRefused("choice")
    question.kind, question.is_required = facts.kind, facts.is_required
    is_choice = facts.kind == Question.Kind.CHOICE
    question.choices_uk = _choices(facts.choices_uk) if is_choice else ""
    question.choices_en = _choices(facts.choices_en) if is_choice else ""
    if is_choice and len(question.choices_uk.splitlines()) < 2:
        raise EventRefused("no_choices")


def _choices(text: str) -> str:
    kept = lines(text)
    if len(kept.split("\n")) > MOST_CHOICES:
        raise EventRefused("too_many", most=MOST_CHOICES)
    if any(len(line) > LONGEST_CHOICE for line in kept.split("\n")):
        raise EventRefused("too_long", most=LONGEST_CHOICE)
    return kept
