"""Handing letters over to the mail server, over one connection that is kept open."""

import logging
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from email.header import Header
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.encoding import punycode

from mayorsclub.mail import faults
from mayorsclub.mail.domain import queue
from mayorsclub.mail.faults import Fault
from mayorsclub.mail.models import Letter
from mayorsclub.mail.rendering import CLUB, plain_part

logger = logging.getLogger(__name__)

IDLE_SECONDS = 15
# What was delivered is marked after so long at the latest: a bound for what a kill repeats.
MARK_SECONDS = 1.0
REST_SECONDS = 5.0
LONGEST_REST_SECONDS = 300.0


class ServerAway(Exception):
    """No connection to the mail server can be made now."""


class Courier:
    """One worker's outbox loop. Not for several threads.

    clock: what time it is (aware). lease: how long letters are taken for; no letter
    is begun in the second half of it.
    """

    def __init__(
        self, *, clock: Callable[[], datetime] = timezone.now, lease: timedelta = queue.LEASE
    ) -> None:
        self._clock = clock
        self._lease = lease
        self._line = get_connection()
        self._is_open = False
        self._used_at = 0.0
        self._rest = 0.0
        self._resting_until = 0.0

    def drain(self, should_stop: Callable[[], bool]) -> int:
        """Deliver until nothing is due or `should_stop()`; returns how many letters were sent.

        Database errors come through; what was in hand then returns by its lease.
        """
        count = 0
        while not should_stop() and time.monotonic() >= self._resting_until:
            if queue.needs_sweep(self._clock()):
                queue.sweep(self._clock())
            if not queue.is_due(self._clock()):
                self._close_if_idle()
                break
            letters = queue.claim(self._clock(), lease=self._lease)
            if not letters:
                break  # Another worker holds them.
            count += self._deliver(letters, should_stop)
        return count

    def close(self) -> None:
        """Hang up."""
        self._is_open = False
        try:
            self._line.close()
        except OSError as error:
            logger.info("The mail server hung up first: %s", error)

    def _close_if_idle(self) -> None:
        if self._is_open and time.monotonic() - self._used_at > IDLE_SECONDS:
            self.close()

    def _deliver(self, letters: Sequence[Letter], should_stop: Callable[[], bool]) -> int:
        """Deliver what was claimed; whatever happens, what arrived is marked."""
        begun_at = marked_at = time.monotonic()
        sent: list[Letter] = []
        count = 0
        try:
            for place, letter in enumerate(letters):
                is_late = time.monotonic() - begun_at > self._lease.total_seconds() / 2
                if should_stop() or is_late:
                    queue.put_back(letters[place:])
                    break
                try:
                    is_sent = self._send(letter)
                except ServerAway as away:
                    queue.put_back(letters[place:], error=str(away))
                    break
                if is_sent:
                    sent.append(letter)
                    count += 1
                if time.monotonic() - marked_at > MARK_SECONDS:
                    queue.mark_sent(sent, self._clock())
                    sent, marked_at = [], time.monotonic()
        finally:
            queue.mark_sent(sent, self._clock())
        return count

    def _send(self, letter: Letter) -> bool:
        """Hand one letter over, or write down why not. Raises ServerAway."""
        try:
            mail = mail_of(letter)
        except ValidationError:
            queue.mark_failed(letter, faults.BAD_ADDRESS)
            return False
        try:
            self._hand_over(mail)
        except ServerAway:
            raise
        # Whatever is wrong with one letter must not stop the others.
        except Exception as error:  # noqa: BLE001
            self._write_down(letter, error)
            return False
        return True

    def _hand_over(self, mail: EmailMultiAlternatives) -> None:
        is_fresh = self._open()
        try:
            self._line.send_messages([mail])
        except OSError as error:
            # A server may hang up on an idle line, or after so many letters: then once
            # more on a new one, unless it may have taken this letter.
            is_cut = faults.fault_of(error) is Fault.CONNECTION
            if is_fresh or not is_cut or self._is_in_doubt():
                raise
            self.close()
            self._open()
            self._line.send_messages([mail])
        self._used_at = time.monotonic()

    def _write_down(self, letter: Letter, error: Exception) -> None:
        fault, words = faults.fault_of(error), faults.in_words(error)
        is_in_doubt = fault is Fault.CONNECTION and self._is_in_doubt()
        logger.warning("Letter %s was not delivered: %s", letter.pk, words)
        if not isinstance(error, OSError):
            logger.error("A mail could not be made of letter %s", letter.pk, exc_info=error)
            queue.mark_failed(letter, f"{faults.BROKEN} {words}")
        elif is_in_doubt:
            queue.mark_interrupted(letter, self._clock())
        elif fault is Fault.PERMANENT:
            queue.mark_failed(letter, words)
        else:
            queue.mark_refused(letter, words, self._clock())
        if fault is Fault.CONNECTION:
            self.close()

    def _open(self) -> bool:
        """Make sure of a line; True if it is a new one. Raises ServerAway and rests."""
        if self._is_open:
            return False
        try:
            self._line.open()
        except OSError as error:
            self.close()
            self._rest = min(max(self._rest * 2, REST_SECONDS), LONGEST_REST_SECONDS)
            self._resting_until = time.monotonic() + self._rest
            words = faults.in_words(error)
            logger.warning("No mail server for %.0f seconds: %s", self._rest, words)
            raise ServerAway(words) from error
        self._is_open, self._rest = True, 0.0
        return True

    def _is_in_doubt(self) -> bool:
        return getattr(self._line, "is_in_doubt", False)


def mail_of(letter: Letter) -> EmailMultiAlternatives:
    """The mail of one letter. Raises ValidationError for an address that cannot be right."""
    mail = EmailMultiAlternatives(
        subject=letter.subject,
        body=plain_part(letter.body_text, letter.language, unsubscribe=letter.unsubscribe),
        from_email=mailbox(CLUB[letter.language], parseaddr(settings.DEFAULT_FROM_EMAIL)[1]),
        to=[mailbox(letter.to_name, _checked(letter.to_address))],
        headers={
            "Message-ID": letter.message_id,
            # Machines that answer letters leave this one alone (RFC 3834).
            "Auto-Submitted": "auto-generated",
            "Content-Language": letter.language,
            **_stopping(letter),
        },
    )
    mail.attach_alternative(letter.body_html, "text/html")
    if letter.calendar:
        # The method stands in the type, too: without it Outlook shows a file, not an entry.
        mail.attach_alternative(letter.calendar, f"text/calendar; method={letter.calendar_method}")
    return mail


def _stopping(letter: Letter) -> dict[str, str]:
    """How a mail program stops such letters with one tap (RFC 2369, RFC 8058)."""
    if not letter.unsubscribe:
        return {}
    return {
        "List-Unsubscribe": f"<{letter.unsubscribe}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def mailbox(name: str, address: str) -> str:
    """'Name <address>' in which no name can add or change an address."""
    if name.isascii():
        return formataddr((name, address))
    # One line: Django refuses folded headers before it folds them itself.
    return f"{Header(name, 'utf-8').encode(linesep='')} <{address}>"


def _checked(address: str) -> str:
    validate_email(address)
    local, domain = address.rsplit("@", 1)
    return f"{local}@{punycode(domain)}"
