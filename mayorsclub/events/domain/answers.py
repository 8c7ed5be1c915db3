"""What whoever registers answers to the questions of the event."""

from collections.abc import Mapping
from datetime import datetime

from mayorsclub.events.models import Event, Question
from mayorsclub.events.refusals import RegistrationRefused

LONGEST_ANSWER = 1000
# Values are kept by the number of the question: a text, the number of a choice, or the
# moment of a consent (2297-VI, art. 6: who consented to what, and when).
Answers = Mapping[str, object]


def questions_of(event: Event) -> list[Question]:
    """The questions that are asked now."""
    return list(event.questions.filter(removed_at=None))


def checked(
    event: Event, given: Answers, *, before: Mapping[str, str] | None = None, at: datetime
) -> dict[str, str]:
    """The answers as they are kept; what answers no question of the event is left out.

    given: by the number of the question, as text. before: those that are given anew: a
    consent that stays keeps its moment, and what is not asked any more keeps its answer.
    Raises RegistrationRefused: "answer_required", "answer_too_long", "no_such_choice".
    """
    before = before or {}
    questions = questions_of(event)
    asked = {str(question.pk) for question in questions}
    kept = {number: answer for number, answer in before.items() if number not in asked}
    for question in questions:
        number = str(question.pk)
        answer = _checked(question, given.get(number), at)
        if answer and question.kind == Question.Kind.CONSENT:
            answer = before.get(number) or answer
        if answer:
            kept[number] = answer
        elif question.is_required:
            raise RegistrationRefused("answer_required", question=question.label)
    return kept


def _checked(question: Question, value: object, at: datetime) -> str:
    if question.kind == Question.Kind.CONSENT:
        return at.isoformat() if value else ""
    text = str(value or "").replace("\x00", "").replace("\r\n", "\n").strip()
    if len(text) > LONGEST_ANSWER:
        raise RegistrationRefused("answer_too_long", question=question.label, most=LONGEST_ANSWER)
    if text and question.kind == Question.Kind.CHOICE and text not in dict(question.options):
        raise RegistrationRefused("no_such_choice", question=question.label)
    return text


def shown(question: Question, answer: str) -> str:
    """A kept answer in words: of a choice its words, of a consent its moment as it is kept."""
    if question.kind == Question.Kind.CHOICE:
        return dict(question.options).get(answer, "")
    return answer
