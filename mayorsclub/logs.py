"""What goes into the log, and what must not."""

import logging
import re

# Addresses that are secrets themselves: links of letters, names of private files; the link
# that stops letters holds the receiver's address.
SECRET = re.compile(
    r"(/(?:resume|confirm|accept|files|contact/reply|letters/stop|door"
    r"|events/(?:calendar|registration|invited|ticket|feedback|certificate))/)[\w:-]{20,}"
)


def masked(text: str) -> str:
    """The text without the secret part of such addresses."""
    return SECRET.sub(r"\1…", text)


class MaskSecrets(logging.Filter):
    """Django names the address of each refused or failed request; this takes secrets out."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always true: the record goes on, with its text masked."""
        record.msg, record.args = masked(record.getMessage()), ()
        return True
