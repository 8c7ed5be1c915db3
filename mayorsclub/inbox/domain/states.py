"""The one table of a message's life: what may be done with it in which state."""

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mayorsclub.inbox.models import Message, State
from mayorsclub.refusals import Refused


class Move(StrEnum):
    ANSWER = "answer"
    REPLY = "reply"
    CLOSE = "close"
    REOPEN = "reopen"
    MARK_SPAM = "mark_spam"
    NOT_SPAM = "not_spam"
    ASSIGN = "assign"
    MARK_APPEAL = "mark_appeal"


_NEW, _ANSWERED, _CLOSED = State.NEW, State.ANSWERED, State.CLOSED

# `receive` has no row: it makes the message. What is not here is refused.
TABLE: Mapping[tuple[Move, State], State] = {
    (Move.ANSWER, _NEW): _ANSWERED,
    (Move.ANSWER, _ANSWERED): _ANSWERED,
    (Move.REPLY, _NEW): _NEW,
    (Move.REPLY, _ANSWERED): _NEW,
    (Move.REPLY, _CLOSED): _NEW,
    (Move.CLOSE, _NEW): _CLOSED,
    (Move.REOPEN, _ANSWERED): _NEW,
    (Move.REOPEN, _CLOSED): _NEW,
    (Move.MARK_SPAM, _NEW): State.SPAM,
    (Move.MARK_SPAM, State.SUSPECTED): State.SPAM,
    (Move.NOT_SPAM, State.SUSPECTED): _NEW,
    (Move.NOT_SPAM, State.SPAM): _NEW,
    (Move.ASSIGN, _NEW): _NEW,
    (Move.ASSIGN, _ANSWERED): _ANSWERED,
    (Move.MARK_APPEAL, _NEW): _NEW,
    (Move.MARK_APPEAL, _ANSWERED): _ANSWERED,
}


class InboxRefused(Refused):
    """Why something cannot be done with a message."""

    sentences: ClassVar[dict[str, str | Promise]] = {
        "not_allowed": _("Only the secretariat and administrators may do this."),
        "not_yours": _("You may not do this with this message."),
        "not_now": _("This is not possible now. The state of the message: {state}."),
        "erased": _("The personal data of this message have been erased: nobody can be answered."),
        "empty": _("Write a text."),
        "no_reason": _("Write the reason."),
        "too_long": _("The text is too long: shorten it to 5,000 characters."),
        "too_many_files": _("There are too many files: {limit} at most."),
        "files_of_strangers": _("Sign in to add files."),
        "no_such_topic": _("Choose what your message is about."),
        "not_staff": _("This person does not work in the office."),
        "no_answer": _("There is no answer yet that could be sent again."),
        "no_such_term": _("The law knows 15, 30 and 45 days."),
        "title_taken": _("There is a saved answer with this title already. Choose another title."),
        "link_dead": _("This link no longer works."),
        "too_many_replies": _("You have written very often today. Please wait for our answer."),
    }


def is_allowed(move: Move, message: Message) -> bool:
    """What a page asks before it offers a move."""
    return message.erased_at is None and (move, State(message.state)) in TABLE


def check(move: Move, message: Message) -> State:
    """The state to which the move leads. Call it with the row locked.

    Raises InboxRefused: "not_now" by the state, "erased".
    """
    if message.erased_at is not None:
        raise InboxRefused("erased")
    target = TABLE.get((move, State(message.state)))
    if target is None:
        raise InboxRefused("not_now", state=message.get_state_display().lower())
    return target
