"""What whoever registers is asked. Of an answered question the words may be mended, never what
the answers mean: those are kept by the number of a choice, and a consent is to its words."""

from copy import copy
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

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
    """Write a question anew. Once somebody has answered, its kind stays, and so do the choices
    made, in their places, and the words of a consent; an English text may be added to them.

    Raises EventRefused as `add`, and "question_off", "kind_stays", "choices_stay",
    "consent_stays".
    """
    event, question = _locked_question(question_id, by)
    if question.removed_at:
        raise EventRefused("question_off")
    before = copy(question)
    _write(question, facts)
    if is_answered(question):
        _check_meaning(before, question)
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


def _check_meaning(before: Question, after: Question) -> None:
    """What was answered must say what it said."""
    if after.kind != before.kind:
        raise EventRefused("kind_stays")
    if after.kind == Question.Kind.CONSENT and not _same(_words(before), _words(after)):
        raise EventRefused("consent_stays")
    if after.kind == Question.Kind.CHOICE:
        old, new = _choice_words(before), _choice_words(after)
        gone = [n for n in _chosen(before) if n in old and not _same(old[n], new.get(n, ("", "")))]
        if gone:
            raise EventRefused("choices_stay", choices="; ".join(old[n][0] for n in gone))


def _words(question: Question) -> tuple[str, str]:
    return question.label_uk, question.label_en


def _choice_words(question: Question) -> dict[str, tuple[str, str]]:
    """By its number, as answers keep it, the words of each choice in both languages."""
    own, english = question.choices_uk.splitlines(), question.choices_en.splitlines()
    pairs = zip_longest(own, english[: len(own)], fillvalue="")
    return {str(number): pair for number, pair in enumerate(pairs, 1)}


def _same(before: tuple[str, str], after: tuple[str, str]) -> bool:
    """Whether the words stayed; an English text may come where there was none."""
    return after[0] == before[0] and (after[1] == before[1] or not before[1])


def _chosen(question: Question) -> list[str]:
    """The numbers of the choices that somebody made, whatever became of their registration."""
    key = str(question.pk)
    kept = question.event.registrations.filter(answers__has_key=key)
    made = {answers[key] for answers in kept.values_list("answers", flat=True)}
    return sorted(made, key=int)


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
