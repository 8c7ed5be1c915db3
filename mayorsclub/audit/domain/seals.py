"""How a line of the log is written down and sealed."""

import hashlib
import hmac
import json
from datetime import UTC

from django.conf import settings

from mayorsclub.audit.models import Entry


def canonical(entry: Entry, number: int) -> bytes:
    """The line and the seal before it, always the same bytes for the same content."""
    content = [
        entry.previous_seal,
        number,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.action,
        entry.actor_id,
        entry.about_type,
        entry.about_id,
        entry.facts,
    ]
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode()


def seal(entry: Entry, *, number: int | None = None) -> str:
    """The seal that `entry` must bear, as line `number` or its own: HMAC-SHA256 in hexadecimal."""
    content = canonical(entry, entry.number if number is None else number)
    return hmac.new(settings.AUDIT_KEY.encode(), content, hashlib.sha256).hexdigest()


def is_genuine(entry: Entry, *, number: int | None = None) -> bool:
    """Whether the entry bears the seal of its content: only our key can make one."""
    return hmac.compare_digest(entry.seal.encode(), seal(entry, number=number).encode())
