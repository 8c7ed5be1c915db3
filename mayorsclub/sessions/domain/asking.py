"""Questions of members about a session, and the secretariat's answers."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.mail.domain.outbox import queue_letter
from mayorsclub.sessions import queries, rules
from mayorsclub.sessions.domain.rows import (
    check_keeper,
    check_member,
    checked_text,
    lock_person,
    lock_question,
)
from mayorsclub.sessions.models import Answering, ExpertSession, Question, QuestionVote, State
from mayorsclub.sessions.refusals import SessionRefused

LONGEST_QUESTION = 1_000
# The same words of the same person within this time are a second click.
TWICE_WITHIN = timedelta(minutes=15)


@transaction.atomic
def ask(
    session_id: int,
    *,
    text: str,
    is_unnamed: bool = False,
    is_demonstration: bool = False,
    by: User,
    at: datetime,
) -> Question:
    """A question, before the session or after it. A second click gives the first one.

    Raises SessionRefused: "members_only", "no_questions", "no_text", "too_long",
    "too_many_questions".
    """
    session = ExpertSession.objects.get(pk=session_id)
    lock_person(by)
    check_member(by)
    if not rules.takes_questions(session):
        raise SessionRefused("no_questions")
    text = checked_text(text, most=LONGEST_QUESTION)
    own = session.questions.filter(asked_by=by, asked_at__gt=at - TWICE_WITHIN, text=text)
    if twin := own.exclude(state=Answering.WITHDRAWN).first():
        return twin
    if queries.asked_lately(by, at) >= rules.MOST_QUESTIONS_A_DAY:
        raise SessionRefused("too_many_questions", most=rules.MOST_QUESTIONS_A_DAY)
    question = Question.objects.create(
        session=session,
        asked_by=by,
        text=text,
        is_unnamed=is_unnamed,
        asked_at=at,
        is_demonstration=is_demonstration,
    )
    # Who asked unnamed is told by the row to the secretariat alone, and by the sealed log.
    record("question.asked", actor=by, about=question, at=at, session=session.pk)
    return question


@transaction.atomic
def vote(question_id: int, *, by: User, at: datetime) -> QuestionVote:
    """Wish to hear the answer, too; once.

    Raises SessionRefused: "members_only", "own", "not_now".
    """
    question = _open_to(question_id, by)
    if question.asked_by_id == by.pk:
        raise SessionRefused("own")
    found, _created = QuestionVote.objects.get_or_create(
        question=question, user=by, defaults={"at": at}
    )
    return found


@transaction.atomic
def take_vote_back(question_id: int, *, by: User, at: datetime) -> None:
    """No longer. Raises SessionRefused: "members_only", "not_now"."""
    question = _open_to(question_id, by)
    QuestionVote.objects.filter(question=question, user=by).delete()


def _open_to(question_id: int, by: User) -> Question:
    """The question, locked, where it waits in a session of the archive."""
    question = lock_question(question_id)
    check_member(by)
    if question.state != Answering.OPEN or question.session.state != State.SHOWN:
        raise SessionRefused("not_now", state=question.get_state_display())
    return question


@transaction.atomic
def withdraw(question_id: int, *, by: User, at: datetime) -> Question:
    """The asker takes it back while it waits. Raises SessionRefused: "not_yours", "not_now"."""
    question = lock_question(question_id)
    if question.asked_by_id != by.pk:
        raise SessionRefused("not_yours")
    if question.state != Answering.OPEN:
        raise SessionRefused("not_now", state=question.get_state_display())
    question.state = Answering.WITHDRAWN
    question.save(update_fields=["state"])
    record("question.withdrawn", actor=by, about=question, at=at)
    return question


@transaction.atomic
def answer(question_id: int, *, text: str, by: User, at: datetime) -> Question:
    """Answer for all members to read, or better an answer; the asker gets a letter the first
    time, without the words: they are for members, and a mailbox is not a member.

    Raises SessionRefused: "not_allowed", "not_now", "no_text", "too_long".
    """
    question = lock_question(question_id)
    check_keeper(by)
    if question.state == Answering.WITHDRAWN:
        raise SessionRefused("not_now", state=question.get_state_display())
    is_first = question.answered_at is None
    question.answer = checked_text(text)
    question.state, question.answered_by, question.answered_at = Answering.ANSWERED, by, at
    question.hidden_reason = ""
    question.save()
    record("question.answered", actor=by, about=question, at=at)
    # Whoever left the club since could not read it.
    if is_first and rules.is_member(question.asked_by):
        _tell(question, at=at)
    return question


def _tell(question: Question, *, at: datetime) -> None:
    asker = question.asked_by
    with override(asker.language):
        title, address = question.session.title, question.session.get_absolute_url()
    queue_letter(
        "expert_sessions.question_answered",
        to=asker,
        about=question,
        at=at,
        context={"session": title, "link": f"{settings.BASE_URL}{address}#question-{question.pk}"},
    )


@transaction.atomic
def hide(question_id: int, *, reason: str, by: User, at: datetime) -> Question:
    """Take it from the members' view; the asker still sees it, with the reason.

    Raises SessionRefused: "not_allowed", "not_now", "no_reason", "too_long".
    """
    question = lock_question(question_id)
    check_keeper(by)
    if question.state not in {Answering.OPEN, Answering.ANSWERED}:
        raise SessionRefused("not_now", state=question.get_state_display())
    question.state = Answering.HIDDEN
    question.hidden_reason = checked_text(reason, missing="no_reason", most=1_000)
    question.save(update_fields=["state", "hidden_reason"])
    record("question.hidden", actor=by, about=question, at=at)
    return question


@transaction.atomic
def show_again(question_id: int, *, by: User, at: datetime) -> Question:
    """Bring a hidden question back, answered or not as it was.

    Raises SessionRefused: "not_allowed", "not_now".
    """
    question = lock_question(question_id)
    check_keeper(by)
    if question.state != Answering.HIDDEN:
        raise SessionRefused("not_now", state=question.get_state_display())
    question.state = Answering.ANSWERED if question.answered_at else Answering.OPEN
    question.hidden_reason = ""
    question.save(update_fields=["state", "hidden_reason"])
    record("question.shown_again", actor=by, about=question, at=at)
    return question
