"""What every function shares: the locked row, a line of the thread, letters to the writer.

Locks are taken in one order everywhere: the message, then the audit log.
"""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from mayorsclub.accounts.models import User
from mayorsclub.files.domain import Checked, keep
from mayorsclub.files.models import PrivateFile
from mayorsclub.inbox import rules
from mayorsclub.inbox.domain.states import InboxRefused
from mayorsclub.inbox.models import Line, Message, ReplyLink
from mayorsclub.mail.domain.outbox import Address

PURPOSE = "message"
LONGEST_TEXT = 5000
MOST_FILES = 3
# Long enough for a slow correspondence, short enough for a lost mailbox.
LINK_LIVES = timedelta(days=60)


def lock(message_id: int) -> Message:
    """The message, alone until the transaction ends."""
    return Message.objects.select_for_update(no_key=True).get(pk=message_id)


def lock_for(message_id: int, by: User) -> Message:
    """The message for somebody of the office. Raises InboxRefused "not_allowed"."""
    message = lock(message_id)
    if not rules.may_answer(by):
        raise InboxRefused("not_allowed")
    return message


def checked_text(text: str, *, missing: str = "empty") -> str:
    """A text that may be kept. Raises InboxRefused: `missing`, "too_long"."""
    text = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if not text:
        raise InboxRefused(missing)
    if len(text) > LONGEST_TEXT:
        raise InboxRefused("too_long")
    return text


def add_line(
    message: Message,
    kind: Line.Kind,
    *,
    text: str,
    at: datetime,
    author: User | None,
    files: Sequence[PrivateFile] = (),
) -> Line:
    """One more line of the thread."""
    line = message.lines.create(kind=kind, text=text, at=at, author=author)
    if files:
        line.files.set(files)
    return line


def keep_files(
    message: Message, uploads: Sequence[Checked], *, by: User | None, at: datetime
) -> list[PrivateFile]:
    """Keep what came with a text. Raises InboxRefused: "files_of_strangers",
    "too_many_files"."""
    if uploads and by is None:
        raise InboxRefused("files_of_strangers")
    if len(uploads) > MOST_FILES:
        raise InboxRefused("too_many_files", limit=MOST_FILES)
    return [keep(upload, purpose=PURPOSE, about=message, by=by, at=at) for upload in uploads]


def receiver(message: Message) -> User | Address:
    """Who is answered. Without an account the letter does not take over the typed name:
    our mail must not carry a stranger's words to an address that nobody has proved."""
    if message.writer is not None:
        return message.writer
    return Address(email=message.email, name="", language=message.language)


def digest(token: str) -> str:
    """What is stored in place of a token."""
    return hashlib.sha256(f"inbox:reply:{token}".encode()).hexdigest()


def reply_address(message: Message, *, at: datetime) -> str:
    """Where the writer reads the thread and goes on: the own page, or a new secret link."""
    if message.writer_id:
        return full_address("inbox:thread", message.language, message.number)
    token = secrets.token_urlsafe(32)
    ReplyLink.objects.create(
        message=message, token_hash=digest(token), made_at=at, expires_at=at + LINK_LIVES
    )
    return full_address("inbox:reply", message.language, token)


def full_address(name: str, language: str, *args: object) -> str:
    """A page's full address for a letter in that language, from the one fixed host."""
    with translation.override(language):
        return settings.BASE_URL + reverse(name, args=args)
