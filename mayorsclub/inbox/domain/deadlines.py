"""Deadlines of appeals: a letter in the office before the day comes."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.inbox import queries, rules
from mayorsclub.inbox.domain.handling import tell
from mayorsclub.inbox.models import Message, State
from mayorsclub.ukrainian.dates import long_date

REMIND_BEFORE = timedelta(days=5)


def near(at: datetime) -> QuerySet[Message]:
    """Appeals that wait, whose day is near or over, of which nobody was reminded yet."""
    return Message.objects.filter(
        state=State.NEW,
        is_appeal=True,
        reminded_at=None,
        due_on__lte=rules.today(at) + REMIND_BEFORE,
    ).order_by("due_on", "pk")


@transaction.atomic
def remind(message_id: int, *, at: datetime) -> bool:
    """Remind whoever sees to an appeal, or the whole secretariat, that its day is near.

    Once for each deadline; safe to call twice. Returns whether letters were written.
    """
    message = near(at).select_for_update(no_key=True).filter(pk=message_id).first()
    if message is None:
        return False
    message.reminded_at = at
    message.save(update_fields=["reminded_at"])
    record("message.deadline_reminded", actor=None, about=message, at=at)
    for person in _responsible(message):
        until = long_date(message.due_on or at, person.language)
        tell("inbox.deadline", message, person, at=at, until=until)
    return True


def _responsible(message: Message) -> list[User]:
    """Whom it was given to, as long as they work here; else everybody who may answer."""
    person = message.assigned_to
    if person is not None and rules.may_answer(person):
        return [person]
    return list(queries.staff())
