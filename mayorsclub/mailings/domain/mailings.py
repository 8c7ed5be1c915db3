"""A mailing before it is sent: drafted, changed, copied, scheduled, archived, tried."""

from datetime import datetime

from django.db import transaction

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.mail.domain.outbox import queue_letter
from mayorsclub.mail.markup import one_line
from mayorsclub.mail.models import Letter
from mayorsclub.mailings.domain import words
from mayorsclub.mailings.domain.refusals import MailingRefused
from mayorsclub.mailings.models import Mailing, MailingState
from mayorsclub.mailings.news import address_to_stop
from mayorsclub.mailings.receiving import receivers
from mayorsclub.mailings.rules import Move, is_allowed
from mayorsclub.mailings.segments import SOURCES, Receiver, Segment

NAME_LIMIT = 120
TRIAL = "mailings.service"


def lock(mailing_id: int) -> Mailing:
    """The mailing, alone until the transaction ends."""
    return Mailing.objects.select_for_update().get(pk=mailing_id)


def check(move: Move, mailing: Mailing) -> None:
    """Raises MailingRefused 'not_now' where the state does not let it."""
    if not is_allowed(move, mailing):
        raise MailingRefused("not_now", state=mailing.get_state_display().lower())


@transaction.atomic
def draft(
    mailing_id: int | None, *, name: str, segment: Segment, by: User, at: datetime, **values: str
) -> Mailing:
    """Write a mailing (id None) or change one that is a draft; values: words.FIELDS.

    Raises MailingRefused: 'unknown_segment', 'not_now', and what words.checked refuses.
    """
    source = SOURCES.get(segment.register)
    if source is None or (segment.register == "people" and not segment.ids):
        raise MailingRefused("unknown_segment")
    tidy = words.checked(values, names=source.placeholders)
    mailing = Mailing(written_by=by)
    if mailing_id is not None:
        mailing = lock(mailing_id)
        check(Move.EDIT, mailing)
    mailing.name = one_line(name, NAME_LIMIT) or tidy["subject_uk"][:NAME_LIMIT]
    mailing.segment, mailing.changed_at = segment.kept(), at
    for field, value in tidy.items():
        setattr(mailing, field, value)
    mailing.save()
    record("mailing.saved", actor=by, about=mailing, at=at, register=segment.register)
    return mailing


@transaction.atomic
def copy(mailing_id: int, *, by: User, at: datetime) -> Mailing:
    """A new draft with the same words and receivers."""
    first = Mailing.objects.get(pk=mailing_id)
    mailing = Mailing.objects.create(
        name=first.name,
        segment=first.segment,
        written_by=by,
        changed_at=at,
        **{field: getattr(first, field) for field in words.FIELDS},
    )
    record("mailing.saved", actor=by, about=mailing, at=at, copy_of=first.pk)
    return mailing


@transaction.atomic
def schedule(mailing_id: int, *, send_at: datetime, by: User, at: datetime) -> Mailing:
    """Let it go by itself at a moment; who gets it is settled then.

    Raises MailingRefused: 'not_now', 'in_the_past', 'nobody'.
    """
    mailing = lock(mailing_id)
    check(Move.SCHEDULE, mailing)
    if send_at <= at:
        raise MailingRefused("in_the_past")
    if not to_write_to(mailing, at=at):
        raise MailingRefused("nobody")
    mailing.state, mailing.send_at = MailingState.SCHEDULED, send_at
    mailing.save(update_fields=["state", "send_at"])
    record("mailing.scheduled", actor=by, about=mailing, at=at, send_at=send_at.isoformat())
    return mailing


@transaction.atomic
def unschedule(mailing_id: int, *, by: User, at: datetime) -> Mailing:
    """Back to a draft. Raises MailingRefused 'not_now'."""
    mailing = lock(mailing_id)
    check(Move.UNSCHEDULE, mailing)
    mailing.state, mailing.send_at = MailingState.DRAFT, None
    mailing.save(update_fields=["state", "send_at"])
    record("mailing.unscheduled", actor=by, about=mailing, at=at)
    return mailing


@transaction.atomic
def archive(mailing_id: int, *, by: User, at: datetime) -> Mailing:
    """Out of the list of what is going on; nothing is lost. Raises MailingRefused 'not_now'."""
    mailing = lock(mailing_id)
    check(Move.ARCHIVE, mailing)
    mailing.archived_at = at
    mailing.save(update_fields=["archived_at"])
    record("mailing.archived", actor=by, about=mailing, at=at)
    return mailing


@transaction.atomic
def try_out(mailing_id: int, *, by: User, at: datetime) -> Letter:
    """Send the letter of the first receiver to oneself, in the own language.

    Raises MailingRefused 'nobody'.
    """
    mailing = Mailing.objects.get(pk=mailing_id)
    found = to_write_to(mailing, at=at)
    if not found:
        raise MailingRefused("nobody")
    language = words.language_of(mailing, by.language)
    record("mailing.tried", actor=by, about=mailing, at=at)
    return write(mailing, to=by, values=found[0].values(language), language=language, at=at)


def to_write_to(mailing: Mailing, *, at: datetime) -> list[Receiver]:
    """Those of its segment who would get the letter now."""
    found = receivers(Segment.of(mailing.segment), purpose=mailing.purpose, at=at)
    return [receiver for receiver in found if not receiver.left_out]


def write(
    mailing: Mailing, *, to: User, values: dict[str, str], language: str, at: datetime
) -> Letter:
    """One letter about the mailing itself, inside the caller's transaction."""
    return queue_letter(
        f"mailings.{mailing.purpose}",
        to=to,
        about=mailing,
        at=at,
        context=values,
        language=language,
        words=words.wording(mailing, language),
        unsubscribe=address_to_stop(to.email) if mailing.purpose == "news" else "",
    )
