"""The head of the log kept outside the database: who cuts or rewrites the log is found.

One line for each time in DATA_DIR/audit-heads.log: time, number, seal. The same
goes to the program's log, so that a server that ships its log elsewhere keeps a
copy that nobody on it can change.
"""

import logging
import os
import re
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from mayorsclub.audit.models import Head

logger = logging.getLogger(__name__)
LINE = re.compile(r"\S+ (\d{1,19}) ([0-9a-f]{64})")


class HeadsUnreadable(Exception):
    """A line of the kept heads is not what we wrote; the text names it."""


def file() -> Path:
    return Path(settings.DATA_DIR) / "audit-heads.log"


def keep(at: datetime) -> Head:
    """Append the present head to the file and to the program's log. at: aware."""
    head = Head.objects.get(pk=1)
    line = f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ} {head.number} {head.seal}"
    with file().open("a", encoding="ascii") as kept:
        kept.write(f"{line}\n")
        kept.flush()
        os.fsync(kept.fileno())
    logger.info("Head of the audit log: %s", line)
    return head


def kept() -> dict[int, str]:
    """Number and seal of every kept head, without that of the empty log.

    Raises HeadsUnreadable.
    """
    if not file().exists():
        return {}
    heads = {}
    for place, line in enumerate(file().read_text("ascii", "replace").splitlines(), start=1):
        match = LINE.fullmatch(line)
        if not match:
            raise HeadsUnreadable(f"{file().name}, line {place}")
        heads[int(match[1])] = match[2]
    heads.pop(0, None)
    return heads
