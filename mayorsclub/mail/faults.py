"""What a failed delivery means: is the letter at fault, the moment, or the server?

Sentences of ours are kept in English in `last_error` and translated where they
are shown; what a server said stays as it said it.
"""

import smtplib
from enum import Enum

from django.utils.translation import gettext, gettext_noop

from mayorsclub.mail.models import Letter

BAD_ADDRESS = gettext_noop("The address cannot be right.")
IN_DOUBT = gettext_noop(
    "Delivery was cut off twice. The letter may have arrived; if it did not, send it again."
)
CUT_OFF = gettext_noop("Delivery was cut off. The letter will be sent once more.")
BROKEN = gettext_noop("A mail cannot be made of this letter.")
ERROR_LIMIT = 500


class Fault(Enum):
    """PERMANENT: this letter will never go. TEMPORARY: this letter, later.
    CONNECTION: the line fell, whatever the letter."""

    PERMANENT = "permanent"
    TEMPORARY = "temporary"
    CONNECTION = "connection"


def fault_of(error: Exception) -> Fault:
    """Sort an error of a backend's `send_messages`."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = max((answer[0] for answer in error.recipients.values()), default=0)
        return _by_code(code)
    if isinstance(error, smtplib.SMTPSenderRefused) and error.smtp_code != 421:
        # Refusing our own address is a fault of the set-up, not of this letter.
        return Fault.TEMPORARY
    if isinstance(error, smtplib.SMTPResponseException):
        return _by_code(error.smtp_code)
    if isinstance(error, OSError):
        return Fault.CONNECTION
    return Fault.PERMANENT


def _by_code(code: int) -> Fault:
    if code == 421:
        return Fault.CONNECTION
    return Fault.PERMANENT if code >= 500 else Fault.TEMPORARY


def in_words(error: Exception) -> str:
    """An error as the office may read it."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers = [_answer(code, text) for code, text in error.recipients.values()]
        return "; ".join(answers)[:ERROR_LIMIT]
    if isinstance(error, smtplib.SMTPResponseException):
        return _answer(error.smtp_code, error.smtp_error)[:ERROR_LIMIT]
    return f"{type(error).__name__}: {error}"[:ERROR_LIMIT]


def _answer(code: int, text: bytes | str) -> str:
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return f"{code} {words}"


def shown(letter: Letter) -> str:
    """The letter's last error in the active language; empty if there is none."""
    return gettext(letter.last_error) if letter.last_error else ""
