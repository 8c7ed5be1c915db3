"""Sending: receivers are settled once, then letters are written in batches, each once.

A row of Dispatch names its letter in the transaction that writes the letter, under the lock
of the mailing. So a second press, a second worker or a killed one writes nothing twice, and
the next one goes on where the last one stopped.
"""

from datetime import datetime

from django.apps import apps
from django.db import transaction
from django.db.models import QuerySet

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.mail.domain import batches
from mayorsclub.mail.domain.letters import resend
from mayorsclub.mail.domain.outbox import Address, queue_letter
from mayorsclub.mail.models import Letter, State
from mayorsclub.mailings.domain import words
from mayorsclub.mailings.domain.mailings import check, lock
from mayorsclub.mailings.domain.refusals import MailingRefused
from mayorsclub.mailings.models import Dispatch, Mailing, MailingState, Purpose
from mayorsclub.mailings.news import address_to_stop
from mayorsclub.mailings.receiving import Refusals, receivers, refusals
from mayorsclub.mailings.rules import Move
from mayorsclub.mailings.segments import Receiver, Segment

BATCH = 100


@transaction.atomic
def send(mailing_id: int, *, expected: int | None = None, by: User | None, at: datetime) -> Mailing:
    """Settle who gets the letter; from now on the worker writes them.

    expected: how many receivers the sender saw; None: the clock sends what was scheduled.
    Raises MailingRefused: 'not_now' (so for the second press), 'nobody', 'count_changed'.
    """
    mailing = lock(mailing_id)
    check(Move.SEND, mailing)
    found = receivers(Segment.of(mailing.segment), purpose=mailing.purpose, at=at)
    count = sum(not receiver.left_out for receiver in found)
    if not count:
        raise MailingRefused("nobody")
    if expected is not None and expected != count:
        raise MailingRefused("count_changed", count=count)
    Dispatch.objects.bulk_create(
        [_dispatch(mailing, receiver) for receiver in found], batch_size=500
    )
    mailing.state, mailing.started_at, mailing.changed_at = MailingState.SENDING, at, at
    mailing.save(update_fields=["state", "started_at", "changed_at"])
    record("mailing.started", actor=by, about=mailing, at=at, receivers=count)
    return mailing


def send_scheduled(mailing_id: int, *, at: datetime) -> bool:
    """Send what the clock has come to; whether it went. With nobody left to write to it
    becomes a draft again, so that the office sees it."""
    with transaction.atomic():
        mailing = lock(mailing_id)
        is_due = mailing.state == MailingState.SCHEDULED and mailing.send_at is not None
        if not is_due or (mailing.send_at and mailing.send_at > at):
            return False
        try:
            send(mailing_id, by=None, at=at)
        except MailingRefused:
            mailing.state, mailing.send_at = MailingState.DRAFT, None
            mailing.save(update_fields=["state", "send_at"])
            record("mailing.unscheduled", actor=None, about=mailing, at=at)
            return False
    return True


@transaction.atomic
def write_batch(mailing_id: int, *, at: datetime) -> bool:
    """Write the next letters; whether more are to be written."""
    mailing = lock(mailing_id)
    if mailing.state != MailingState.SENDING:
        return False
    rows = list(waiting(mailing).select_related("user")[:BATCH])
    refused = refusals() if mailing.purpose == Purpose.NEWS else Refusals()
    for row in rows:
        row.left_out = _why_not_now(row, refused)
        if not row.left_out:
            row.letter, row.written_at = _write(mailing, row, at=at), at
        row.values = {}
    Dispatch.objects.bulk_update(rows, ["letter", "values", "written_at", "left_out"])
    if waiting(mailing).exists():
        return True
    mailing.state = MailingState.SENT
    mailing.save(update_fields=["state"])
    record("mailing.written", actor=None, about=mailing, at=at)
    return False


@transaction.atomic
def pause(mailing_id: int, *, by: User, at: datetime) -> Mailing:
    """Write no more letters and hold those that have not left.

    Raises MailingRefused: 'not_now', 'none_wait'.
    """
    mailing = lock(mailing_id)
    check(Move.PAUSE, mailing)
    held = batches.hold(letters_of(mailing), at=at)
    if not held and mailing.state == MailingState.SENT:
        raise MailingRefused("none_wait")
    mailing.state = MailingState.PAUSED
    mailing.save(update_fields=["state"])
    record("mailing.paused", actor=by, about=mailing, at=at, held=held)
    return mailing


@transaction.atomic
def resume(mailing_id: int, *, by: User, at: datetime) -> Mailing:
    """Let the held letters leave and write the rest. Raises MailingRefused 'not_now'."""
    mailing = lock(mailing_id)
    check(Move.RESUME, mailing)
    let_go = batches.let_go(letters_of(mailing), at=at)
    # Where none is left to write, the next batch says so.
    mailing.state = MailingState.SENDING
    mailing.save(update_fields=["state"])
    record("mailing.resumed", actor=by, about=mailing, at=at, let_go=let_go)
    return mailing


@transaction.atomic
def stop(mailing_id: int, *, by: User, at: datetime) -> Mailing:
    """Cancel for good all letters that have not left, and write no more.

    Raises MailingRefused: 'not_now', 'none_wait'.
    """
    mailing = lock(mailing_id)
    check(Move.STOP, mailing)
    cancelled = batches.cancel(letters_of(mailing))
    if not cancelled and not waiting(mailing).exists():
        raise MailingRefused("none_wait")
    waiting(mailing).update(values={})
    mailing.state = MailingState.STOPPED
    mailing.save(update_fields=["state"])
    record("mailing.stopped", actor=by, about=mailing, at=at, cancelled=cancelled)
    return mailing


@transaction.atomic
def resend_failed(mailing_id: int, *, by: User, at: datetime) -> int:
    """Send again every letter of it that failed; how many.

    Raises MailingRefused: 'not_now', 'none_failed'.
    """
    mailing = lock(mailing_id)
    check(Move.RESEND, mailing)
    failed = list(mailing.dispatches.filter(letter__state=State.FAILED).order_by("pk"))
    if not failed:
        raise MailingRefused("none_failed")
    for row in failed:
        if row.letter_id is not None:
            row.letter = resend(row.letter_id, by=by, at=at)
            row.save(update_fields=["letter"])
    record("mailing.resent", actor=by, about=mailing, at=at, letters=len(failed))
    return len(failed)


def waiting(mailing: Mailing) -> QuerySet[Dispatch]:
    """The receivers whose letter is not written yet, in order."""
    return mailing.dispatches.filter(left_out="", written_at=None).order_by("pk")


def letters_of(mailing: Mailing) -> QuerySet[Letter]:
    """The letters written so far."""
    return Letter.objects.filter(dispatch__mailing=mailing)


def _dispatch(mailing: Mailing, receiver: Receiver) -> Dispatch:
    language = words.language_of(mailing, receiver.language)
    return Dispatch(
        mailing=mailing,
        email=receiver.email[:254],
        name=receiver.name[:250],
        language=language,
        user=receiver.user,
        about_type=receiver.about._meta.label_lower,
        about_id=str(receiver.about.pk),
        values={} if receiver.left_out else receiver.values(language),
        left_out=receiver.left_out,
    )


def _why_not_now(row: Dispatch, refused: Refusals) -> str:
    """What has happened to a receiver since they were settled: a pause may last for weeks."""
    if row.user is not None and not row.user.is_active:
        return Dispatch.LeftOut.DISABLED
    return Dispatch.LeftOut.REFUSED if refused.of(row.email, row.user_id) else ""


def _write(mailing: Mailing, row: Dispatch, *, at: datetime) -> Letter:
    """The letter of one receiver; it stands on the page of the record it is about."""
    return queue_letter(
        f"mailings.{mailing.purpose}",
        to=row.user or Address(row.email, row.name, row.language),
        about=apps.get_model(row.about_type)(pk=row.about_id),
        at=at,
        context=row.values,
        language=row.language,
        words=words.wording(mailing, row.language),
        unsubscribe=address_to_stop(row.email, row.language)
        if mailing.purpose == Purpose.NEWS
        else "",
    )
