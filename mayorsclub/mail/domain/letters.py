"""What the office does with single letters: look, mend, release, cancel, send again."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from mayorsclub.audit.domain.log import record
from mayorsclub.mail.domain.outbox import new_message_id
from mayorsclub.mail.domain.refusals import MailRefused
from mayorsclub.mail.models import Letter, State
from mayorsclub.mail.rendering import render

WAITING = (State.HELD, State.QUEUED)


@transaction.atomic
def release(letter_id: int, *, by: AbstractBaseUser, at: datetime) -> Letter:
    """Let a held letter go now. Raises MailRefused: 'not_held'."""
    letter = _locked(letter_id)
    if letter.state != State.HELD:
        raise MailRefused("not_held")
    letter.state, letter.send_after = State.QUEUED, at
    letter.save(update_fields=["state", "send_after"])
    record("letter.released", actor=by, about=letter, at=at, kind=letter.kind)
    return letter


@transaction.atomic
def cancel(letter_id: int, *, by: AbstractBaseUser | None, at: datetime) -> Letter:
    """Keep a letter that has not left from leaving. by: None for the system.

    Raises MailRefused: 'not_waiting'.
    """
    letter = _locked(letter_id)
    if letter.state not in WAITING:
        raise MailRefused("not_waiting")
    letter.state = State.CANCELLED
    if letter.is_secret:
        letter.body_text = letter.body_html = letter.calendar = ""
    letter.save(update_fields=["state", "body_text", "body_html", "calendar"])
    record("letter.cancelled", actor=by, about=letter, at=at, kind=letter.kind)
    return letter


@transaction.atomic
def edit_held(
    letter_id: int, *, subject: str, body: str, by: AbstractBaseUser, at: datetime
) -> Letter:
    """Change the words of one held letter; `body` in the markup of `body_text`.

    Names in braces stay text: this letter is already filled.
    Raises MailRefused: 'not_held', 'no_subject', 'no_body'.
    """
    letter = _locked(letter_id)
    if letter.state != State.HELD:
        raise MailRefused("not_held")
    rendered = render(subject, body, {}, letter.language, unsubscribe=letter.unsubscribe)
    if not rendered.subject:
        raise MailRefused("no_subject")
    if not rendered.text:
        raise MailRefused("no_body")
    letter.subject, letter.body_text, letter.body_html = (
        rendered.subject,
        rendered.text,
        rendered.html,
    )
    letter.save(update_fields=["subject", "body_text", "body_html"])
    record("letter.edited", actor=by, about=letter, at=at, kind=letter.kind)
    return letter


@transaction.atomic
def resend(letter_id: int, *, by: AbstractBaseUser, at: datetime) -> Letter:
    """Send a letter again, from now on; returns the row that goes.

    One that never arrived for certain goes under its own Message-ID. One that was
    sent, or may have arrived before its delivery was cut off, is written anew: no
    Message-ID of ours is handed over more than twice.
    Raises MailRefused: 'not_ended', 'wiped'.
    """
    letter = _locked(letter_id)
    if letter.state not in {State.SENT, State.FAILED}:
        raise MailRefused("not_ended")
    if letter.is_secret and not letter.body_text:
        raise MailRefused("wiped")
    is_anew = letter.state == State.SENT or letter.interruptions > 0
    old_id = letter.pk
    if is_anew:
        letter.pk = None
        letter._state.adding = True
        letter.message_id, letter.written_at, letter.sent_at = new_message_id(), at, None
    letter.state, letter.send_after, letter.last_error = State.QUEUED, at, ""
    letter.attempts = letter.interruptions = 0
    letter.save()
    record("letter.resent", actor=by, about=letter, at=at, kind=letter.kind, first=old_id)
    return letter


def _locked(letter_id: int) -> Letter:
    return Letter.objects.select_for_update().get(pk=letter_id)
