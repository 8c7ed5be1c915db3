"""How long messages are kept, and what is left of one afterwards.

Source: 2297-VI, art. 6 and 15 (no longer than the purpose needs).
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from mayorsclub.audit.domain.log import record
from mayorsclub.files.domain import erase as erase_files
from mayorsclub.files.domain import files_about
from mayorsclub.inbox.domain.rows import PURPOSE, lock
from mayorsclub.inbox.models import Line, Message, State
from mayorsclub.mail.models import Letter
from mayorsclub.mail.models import State as LetterState

# A thread is kept for three years after its last line, spam for a month.
KEPT_FOR = timedelta(days=3 * 365)
SPAM_KEPT_FOR = timedelta(days=30)
NOTHING = "–"
# A name that can never be a mailbox (RFC 2606).
NOBODY = "message-{pk}@erased.invalid"
_OVER = [State.ANSWERED, State.CLOSED]


def due(at: datetime) -> QuerySet[Message]:
    """Messages whose time is over. What still waits for an answer is kept."""
    old = Q(state__in=_OVER, changed_at__lte=at - KEPT_FOR)
    spam = Q(state__in=[State.SPAM, State.SUSPECTED], changed_at__lte=at - SPAM_KEPT_FOR)
    return Message.objects.filter(old | spam, erased_at=None).order_by("pk")


@transaction.atomic
def erase_if_due(message_id: int, *, at: datetime) -> bool:
    """Erase one message whose time is over; safe to call twice."""
    message = lock(message_id)
    if not due(at).filter(pk=message_id).exists():
        return False
    erase(message, at=at)
    return True


def erase(message: Message, *, at: datetime) -> None:
    """Leave number, topic, state and times; words, files, people and letters go.

    Inside the caller's transaction, with the message locked.
    """
    message.name = NOTHING
    message.email = NOBODY.format(pk=message.pk)
    message.words = message.phone = message.organisation = message.fingerprint = ""
    message.writer = None
    if message.state == State.NEW:
        message.state = State.CLOSED
    message.erased_at = at
    message.save()
    message.reply_links.all().delete()
    lines = Line.objects.filter(message=message)
    lines.update(text=NOTHING)
    lines.filter(kind=Line.Kind.WRITTEN).update(author=None)
    Line.files.through.objects.filter(line__message=message).delete()
    _letters(message)
    erase_files(files_about(message, purpose=PURPOSE), at=at)
    record("message.erased", actor=None, about=message, at=at)


def _letters(message: Message) -> None:
    """Letters that this message caused. One that is being sent just now is left whole: its
    worker still needs the address; the state of the message keeps such letters rare."""
    found = Letter.objects.filter(
        about_type=Message._meta.label_lower, about_id=str(message.pk)
    ).exclude(state=LetterState.SENDING)
    found.filter(state__in=[LetterState.HELD, LetterState.QUEUED]).update(
        state=LetterState.CANCELLED
    )
    found.update(
        subject=NOTHING,
        body_text="",
        body_html="",
        last_error="",
        to_name="",
        to_address=NOBODY.format(pk=message.pk),
        to_user=None,
    )
