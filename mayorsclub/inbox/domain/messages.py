"""The life of a message: received, answered, replied to, closed, opened again."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.files.domain import Checked
from mayorsclub.inbox import rules, topics
from mayorsclub.inbox.domain.rows import (
    add_line,
    checked_text,
    digest,
    keep_files,
    lock,
    lock_for,
    receiver,
    reply_address,
)
from mayorsclub.inbox.domain.states import InboxRefused, Move, check
from mayorsclub.inbox.models import Line, Message, ReplyLink, State
from mayorsclub.mail.domain.outbox import preview, queue_letter
from mayorsclub.mail.models import Letter
from mayorsclub.mail.rendering import Rendered
from mayorsclub.numbering.domain import next_number
from mayorsclub.ukrainian.alphabet import search_key

# The same words from the same address within this time are a second click.
TWICE_WITHIN = timedelta(minutes=15)
MOST_REPLIES_A_DAY = 10


@dataclass(frozen=True)
class Writer:
    """Who writes, as they say; of somebody signed in, as the account says."""

    name: str
    email: str
    phone: str = ""
    organisation: str = ""


class _Twice(Exception):
    """This message is here already."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.number)
        self.message = message


def receive(
    writer: Writer,
    *,
    topic: str,
    text: str,
    language: str,
    by: User | None,
    uploads: Sequence[Checked] = (),
    is_trapped: bool = False,
    is_demonstration: bool = False,
    at: datetime,
) -> Message:
    """Take a message in, with its number, and confirm it by a letter.

    by: who is signed in; only they may add files. A second click gives the first message.
    What looks like spam waits apart and gets no letter, so that our mail goes to nobody
    whom a robot names. The letter never quotes the message.
    Raises InboxRefused: "empty", "too_long", "no_such_topic", "files_of_strangers",
    "too_many_files".
    """
    text = checked_text(text)
    if not topics.exists(topic):
        raise InboxRefused("no_such_topic")
    suspicions = (
        []
        if by is not None
        else rules.suspicions(
            name=writer.name, organisation=writer.organisation, text=text, is_trapped=is_trapped
        )
    )
    message = Message(
        topic=topic,
        state=State.SUSPECTED if suspicions else State.NEW,
        language=language,
        name=writer.name,
        email=writer.email.lower(),
        phone=writer.phone,
        organisation=writer.organisation,
        writer=by,
        suspicions=suspicions,
        words=search_key(f"{writer.name} {writer.organisation} {text}"),
        fingerprint=_fingerprint(writer.email, topic, text),
        received_at=at,
        waiting_since=at,
        changed_at=at,
        is_demonstration=is_demonstration,
    )
    try:
        return _take_in(message, text, uploads, by=by, at=at)
    except _Twice as twice:
        return twice.message


@transaction.atomic
def _take_in(
    message: Message, text: str, uploads: Sequence[Checked], *, by: User | None, at: datetime
) -> Message:
    # The series' counter is locked from here on, so of two clicks the second sees the
    # first; when it is one, the number is free again. Nobody takes it in another order.
    message.number = f"В-{at.year}-{next_number('message', year=at.year):04d}"
    twin = Message.objects.filter(
        fingerprint=message.fingerprint, received_at__gt=at - TWICE_WITHIN, writer=by
    ).first()
    if twin is not None:
        raise _Twice(twin)
    message.save()
    files = keep_files(message, uploads, by=by, at=at)
    add_line(message, Line.Kind.WRITTEN, text=text, at=at, author=by, files=files)
    record(
        "message.received",
        actor=by,
        about=message,
        at=at,
        topic=message.topic,
        state=message.state,
    )
    if message.state == State.NEW:
        confirm(message, at=at)
    return message


def confirm(message: Message, *, at: datetime) -> None:
    """The letter that says that it is here, with its number and none of its words."""
    queue_letter(
        "inbox.received",
        to=receiver(message),
        about=message,
        at=at,
        context={"number": message.number, "topic": topics.get(message.topic).label},
        language=message.language,
    )


def _fingerprint(email: str, topic: str, text: str) -> str:
    same = "\n".join((email.strip().lower(), topic, " ".join(text.split()).casefold()))
    return hashlib.sha256(same.encode()).hexdigest()


@transaction.atomic
def answer(message_id: int, *, text: str, by: User, at: datetime) -> Line:
    """Answer in the club's name: a letter with this text in the writer's language.

    Raises InboxRefused: "not_allowed", "not_now", "erased", "empty", "too_long".
    Source: 393/96-VR, art. 20 (an appeal that is answered has no deadline any more).
    """
    message = lock_for(message_id, by)
    message.state = check(Move.ANSWER, message)
    text = checked_text(text)
    message.assigned_to = message.assigned_to or by
    message.changed_at = at
    message.save(update_fields=["state", "assigned_to", "changed_at"])
    line = add_line(message, Line.Kind.ANSWERED, text=text, at=at, author=by)
    record("message.answered", actor=by, about=message, at=at, line=line.pk)
    mail_answer(message, line, at=at)
    return line


def answer_kind(message: Message) -> str:
    """The letter that carries an answer; a link that opens the thread by itself is secret."""
    return "inbox.answered" if message.writer_id else "inbox.answered_by_link"


def preview_answer(message: Message, text: str) -> Rendered:
    """The letter as the writer would get it; its link is not made yet.

    Raises InboxRefused: "empty", "too_long".
    """
    return preview(
        answer_kind(message),
        to=receiver(message),
        context={
            "number": message.number,
            "answer": checked_text(text),
            "link": f"{settings.BASE_URL}/",
        },
        language=message.language,
    )


def mail_answer(message: Message, line: Line, *, at: datetime) -> Letter:
    """The letter with an answer of ours."""
    return queue_letter(
        answer_kind(message),
        to=receiver(message),
        about=message,
        at=at,
        context={
            "number": message.number,
            "answer": line.text,
            "link": reply_address(message, at=at),
        },
        language=message.language,
    )


@transaction.atomic
def send_again(message_id: int, *, by: User, at: datetime) -> Letter:
    """The last answer once more, such as when its letter failed; a link in it is a new one.

    Raises InboxRefused: "not_allowed", "not_now", "erased", "no_answer".
    """
    message = lock_for(message_id, by)
    check(Move.ANSWER, message)
    line = message.lines.filter(kind=Line.Kind.ANSWERED).order_by("at", "pk").last()
    if line is None:
        raise InboxRefused("no_answer")
    record("message.answer_sent_again", actor=by, about=message, at=at, line=line.pk)
    return mail_answer(message, line, at=at)


def find_by_link(token: str, *, at: datetime) -> Message | None:
    """The message of a reply link that works now."""
    link = (
        ReplyLink.objects.select_related("message")
        .filter(token_hash=digest(token), expires_at__gt=at, message__erased_at=None)
        .exclude(message__state=State.SPAM)
        .first()
    )
    return link.message if link else None


@transaction.atomic
def reply(
    message_id: int,
    *,
    text: str,
    by: User | None,
    uploads: Sequence[Checked] = (),
    at: datetime,
) -> Line:
    """The writer goes on; the message waits for the office again.

    by: the writer; None for whoever opened a reply link (find_by_link).
    Raises InboxRefused: "not_yours", "not_now", "erased", "empty", "too_long",
    "too_many_replies", "files_of_strangers", "too_many_files".
    """
    message = lock(message_id)
    if by is not None and not rules.is_writer(by, message):
        raise InboxRefused("not_yours")
    target = check(Move.REPLY, message)
    text = checked_text(text)
    own = message.lines.filter(kind=Line.Kind.WRITTEN)
    if own.filter(at__gt=at - timedelta(days=1)).count() > MOST_REPLIES_A_DAY:
        raise InboxRefused("too_many_replies")
    last = own.order_by("at", "pk").last()
    if last and last.text == text and last.at > at - TWICE_WITHIN:
        return last  # a second click
    files = keep_files(message, uploads, by=by, at=at)
    line = add_line(message, Line.Kind.WRITTEN, text=text, at=at, author=by, files=files)
    message.words = f"{message.words} {search_key(text)}"
    message.save(update_fields=["words"])
    _wait(message, target, at=at)
    record("message.replied", actor=by, about=message, at=at, line=line.pk)
    return line


def _wait(message: Message, state: State, *, at: datetime) -> None:
    """It waits for the office; since when, unless it waited already."""
    if message.state != State.NEW:
        message.waiting_since = at
    message.state, message.changed_at = state, at
    message.save(update_fields=["state", "waiting_since", "changed_at"])


@transaction.atomic
def close(message_id: int, *, reason: str, by: User, at: datetime) -> Message:
    """Nothing is to be answered: thanks, advertising, answered by phone. The reason stays
    in the office. Raises InboxRefused: "not_allowed", "not_now", "erased", "no_reason",
    "too_long"."""
    message = lock_for(message_id, by)
    message.state = check(Move.CLOSE, message)
    reason = checked_text(reason, missing="no_reason")
    message.changed_at = at
    message.save(update_fields=["state", "changed_at"])
    add_line(message, Line.Kind.CLOSED, text=reason, at=at, author=by)
    record("message.closed", actor=by, about=message, at=at)
    return message


@transaction.atomic
def reopen(message_id: int, *, by: User, at: datetime) -> Message:
    """It waits for an answer again. Raises InboxRefused: "not_allowed", "not_now", "erased"."""
    message = lock_for(message_id, by)
    _wait(message, check(Move.REOPEN, message), at=at)
    record("message.reopened", actor=by, about=message, at=at)
    return message
