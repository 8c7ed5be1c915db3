"""The only door through which a letter comes into the outbox."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone, translation
from django.utils.functional import Promise

from mayorsclub.mail import kinds
from mayorsclub.mail.domain.receivers import Address, Person, Receiver, receiver_of
from mayorsclub.mail.kinds import CalendarPart, LetterKind, Wording
from mayorsclub.mail.models import Letter, State
from mayorsclub.mail.queries import wording
from mayorsclub.mail.rendering import CLUB, Rendered, render

__all__ = ["Address", "new_message_id", "preview", "queue_letter"]


def queue_letter(
    kind: str,
    *,
    to: Person | Address,
    about: models.Model | None,
    at: datetime,
    context: Mapping[str, str | Promise] | None = None,
    language: str | None = None,
    hold_until: datetime | None = None,
    words: Wording | None = None,
    unsubscribe: str = "",
    calendar: CalendarPart | None = None,
) -> Letter:
    """Write one letter to the outbox, inside the caller's transaction.

    kind: a registered kind. to: a user, or an Address for someone without account.
    about: the record that caused it. at: aware, UTC.
    context: a value for each placeholder of the kind; `salutation` may be given too.
    language: 'uk' or 'en'; the receiver's own if None.
    hold_until: the letter waits (HELD) for a look in the office, and leaves by itself then.
    words: the words of this very letter, for a kind that is free.
    unsubscribe: the full address at which the receiver stops such letters, if they may.
    calendar: an entry that the receiver's calendar takes from the mail.
    Raises RuntimeError outside a transaction, UnknownKind, and ValueError when the
    context does not fit the kind or a time has no zone.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("queue_letter needs the transaction of what causes the letter")
    if timezone.is_naive(at) or (hold_until and timezone.is_naive(hold_until)):
        raise ValueError("the times of a letter need their time zone")
    letter_kind = kinds.get(kind)
    receiver = receiver_of(to, language)
    if letter_kind.is_free is not (words is not None):
        raise ValueError(f"{kind}: words are given for free kinds, and only for them")
    rendered = _rendered(letter_kind, receiver, context or {}, words=words, unsubscribe=unsubscribe)
    held_until = hold_until if hold_until and hold_until > at else None
    return Letter.objects.create(
        message_id=new_message_id(),
        kind=kind,
        to_address=receiver.email,
        to_name=receiver.name,
        to_user_id=receiver.user_id,
        language=receiver.language,
        subject=rendered.subject,
        body_text=rendered.text,
        body_html=rendered.html,
        is_secret=letter_kind.is_secret,
        unsubscribe=unsubscribe,
        calendar_method=calendar.method if calendar else "",
        calendar=calendar.content if calendar else "",
        about_type=about._meta.label_lower if about else "",
        about_id=str(about.pk) if about else "",
        state=State.HELD if held_until else State.QUEUED,
        written_at=at,
        send_after=held_until or at,
    )


def preview(
    kind: str,
    *,
    to: Person | Address,
    context: Mapping[str, str | Promise],
    language: str | None = None,
) -> Rendered:
    """What queue_letter would write; for a look before it is written."""
    return _rendered(kinds.get(kind), receiver_of(to, language), context)


def _rendered(
    kind: LetterKind,
    receiver: Receiver,
    context: Mapping[str, str | Promise],
    *,
    words: Wording | None = None,
    unsubscribe: str = "",
) -> Rendered:
    words = words or wording(kind.kind, receiver.language)
    values = _values(kind, receiver, context)
    return render(words.subject, words.body, values, receiver.language, unsubscribe=unsubscribe)


def new_message_id() -> str:
    """A Message-ID of our fixed host; it says nothing of the letter or its receiver."""
    return f"<{secrets.token_hex(16)}@{settings.HOST.split(':')[0]}>"


def _values(
    kind: LetterKind, receiver: Receiver, context: Mapping[str, str | Promise]
) -> dict[str, str]:
    given = set(context) - {"salutation"}
    if given != set(kind.placeholders) and not kind.is_free:
        missing, unknown = set(kind.placeholders) - given, given - set(kind.placeholders)
        raise ValueError(
            f"{kind.kind}: placeholders missing {sorted(missing)}, unknown {sorted(unknown)}"
        )
    # Translatable values speak the letter's language, not that of whoever caused it.
    with translation.override(receiver.language):
        values = {name: str(value) for name, value in context.items()}
    return {
        "salutation": receiver.salutation,
        "club": CLUB[receiver.language],
        "base_url": settings.BASE_URL,
        **values,
    }
