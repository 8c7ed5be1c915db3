"""What the office does with a message beside answering: who sees to it, what it is."""

from datetime import datetime, timedelta

from django.db import transaction

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.inbox import rules, topics
from mayorsclub.inbox.domain.messages import confirm
from mayorsclub.inbox.domain.rows import full_address, lock_for, receiver
from mayorsclub.inbox.domain.states import InboxRefused, Move, check
from mayorsclub.inbox.models import Message
from mayorsclub.mail.domain.outbox import queue_letter
from mayorsclub.ukrainian.dates import long_date

# Days from the day on which an appeal came: without study, usual, extended.
# Source: 393/96-VR, art. 20.
SHORT, USUAL, LONGEST = 15, 30, 45
TERMS = (SHORT, USUAL, LONGEST)


@transaction.atomic
def assign(message_id: int, *, to: User | None, by: User, at: datetime) -> Message:
    """Say who sees to it; that person gets a letter. to: None for nobody in particular.

    Raises InboxRefused: "not_allowed", "not_now", "erased", "not_staff".
    """
    message = lock_for(message_id, by)
    check(Move.ASSIGN, message)
    if to is not None and not rules.may_answer(to):
        raise InboxRefused("not_staff")
    if message.assigned_to == to:
        return message
    message.assigned_to, message.changed_at = to, at
    message.save(update_fields=["assigned_to", "changed_at"])
    record("message.assigned", actor=by, about=message, at=at, to=to.pk if to else None)
    if to is not None and to != by:
        tell("inbox.assigned", message, to, at=at, topic=topics.get(message.topic).label)
    return message


def tell(letter: str, message: Message, to: User, *, at: datetime, **context: object) -> None:
    """A letter to somebody of the office; the words of the message are read in the office."""
    link = full_address("office:message", to.language, message.pk)
    values = {"number": message.number, "link": link, **context}
    queue_letter(letter, to=to, about=message, at=at, context=values)  # type: ignore[arg-type]


@transaction.atomic
def mark_spam(message_id: int, *, by: User, at: datetime) -> Message:
    """Take it out of the queue; it is erased after a month (retention).

    Raises InboxRefused: "not_allowed", "not_now", "erased".
    """
    message = lock_for(message_id, by)
    message.state, message.changed_at = check(Move.MARK_SPAM, message), at
    message.save(update_fields=["state", "changed_at"])
    record("message.marked_spam", actor=by, about=message, at=at)
    return message


@transaction.atomic
def not_spam(message_id: int, *, by: User, at: datetime) -> Message:
    """Put it into the queue after all; the writer hears that it is here.

    Raises InboxRefused: "not_allowed", "not_now", "erased".
    """
    message = lock_for(message_id, by)
    message.state = check(Move.NOT_SPAM, message)
    message.suspicions = []
    message.waiting_since = message.changed_at = at
    message.save(update_fields=["state", "suspicions", "waiting_since", "changed_at"])
    record("message.not_spam", actor=by, about=message, at=at)
    confirm(message, at=at)
    return message


@transaction.atomic
def mark_appeal(message_id: int, *, days: int, by: User, at: datetime) -> Message:
    """It is an appeal of a citizen: it has to be answered within so many days of its coming.

    days: 15 where nothing needs study, 30, or 45 in all where the club extends the term;
    then the writer is told. Raises InboxRefused: "not_allowed", "not_now", "erased",
    "no_such_term". Source: 393/96-VR, art. 20.
    """
    if days not in TERMS:
        raise InboxRefused("no_such_term")
    message = lock_for(message_id, by)
    check(Move.MARK_APPEAL, message)
    message.is_appeal = True
    message.due_on = rules.today(message.received_at) + timedelta(days=days)
    message.reminded_at, message.changed_at = None, at
    message.save(update_fields=["is_appeal", "due_on", "reminded_at", "changed_at"])
    record("message.appeal_marked", actor=by, about=message, at=at, days=days)
    if days == LONGEST:
        queue_letter(
            "inbox.extended",
            to=receiver(message),
            about=message,
            at=at,
            context={
                "number": message.number,
                "until": long_date(message.due_on, message.language),
            },
            language=message.language,
        )
    return message


@transaction.atomic
def no_appeal(message_id: int, *, by: User, at: datetime) -> Message:
    """It is no appeal in the law's sense: the deadline falls away.

    Raises InboxRefused: "not_allowed", "not_now", "erased".
    """
    message = lock_for(message_id, by)
    check(Move.MARK_APPEAL, message)
    message.is_appeal, message.due_on, message.reminded_at = False, None, None
    message.changed_at = at
    message.save(update_fields=["is_appeal", "due_on", "reminded_at", "changed_at"])
    record("message.appeal_unmarked", actor=by, about=message, at=at)
    return message
