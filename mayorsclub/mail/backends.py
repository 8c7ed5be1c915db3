"""Ways out: an SMTP server, or a folder of .eml files."""

import os
import smtplib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import EmailMessage
from django.utils.text import slugify

from mayorsclub.ukrainian.romanise import romanise

SLUG_LIMIT = 60


class _Watched:
    """Tells whether the line fell between the end of a text and the server's answer."""

    is_in_doubt = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.is_in_doubt = True
        try:
            answer = super().data(msg)  # type: ignore[misc]
        except smtplib.SMTPDataError:
            # It answered, and did not want the text.
            self.is_in_doubt = False
            raise
        self.is_in_doubt = False
        return answer


class _WatchedSMTP(_Watched, smtplib.SMTP):
    pass


class _WatchedSMTPS(_Watched, smtplib.SMTP_SSL):
    pass


class SmtpBackend(EmailBackend):
    """Django's SMTP backend, which also knows whether a failed letter may have arrived."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _WatchedSMTPS if self.use_ssl else _WatchedSMTP

    @property
    def is_in_doubt(self) -> bool:
        """True after an error when the server may have taken the letter nevertheless."""
        return getattr(self.connection, "is_in_doubt", False)


class EmlBackend(BaseEmailBackend):
    """Writes each mail as one file into settings.MAIL_FOLDER.

    Names begin with the time in UTC, so a list by name is a list by time. A file
    appears whole or not at all.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.MAIL_FOLDER)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            _write(folder, message)
        return len(email_messages)


def _write(folder: Path, message: EmailMessage) -> Path:
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    slug = slugify(romanise(str(message.subject)))[:SLUG_LIMIT].strip("-") or "letter"
    path = folder / f"{moment}-{os.getpid()}-{slug}.eml"
    fresh = path.with_name(f".{path.name}.part")
    with fresh.open("xb") as file:
        file.write(message.message().as_bytes())
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, path)
    return path
