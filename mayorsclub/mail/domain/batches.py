"""What is done with many letters of one cause at once: stopped for a while, let go, cancelled.

The caller writes the audit entry: it is one for all of them.
"""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from mayorsclub.mail.models import Letter, State

# Until told otherwise: a letter that waits so long waits for the office.
WITHOUT_END = timedelta(days=3650)


def is_without_end(letter: Letter, at: datetime) -> bool:
    """Whether a letter waits until somebody in the office lets it go."""
    return letter.state == State.HELD and letter.send_after > at + WITHOUT_END / 2


def hold(letters: QuerySet[Letter], *, at: datetime) -> int:
    """Keep from leaving what waits in the queue; how many. One whose delivery was cut off
    before may have arrived, so it is left to the queue."""
    waiting = Letter.objects.filter(
        pk__in=letters.values("pk"), state=State.QUEUED, interruptions=0
    )
    return waiting.update(state=State.HELD, send_after=at + WITHOUT_END)


def let_go(letters: QuerySet[Letter], *, at: datetime) -> int:
    """Let all held ones leave now; how many."""
    held = Letter.objects.filter(pk__in=letters.values("pk"), state=State.HELD)
    return held.update(state=State.QUEUED, send_after=at)


def cancel(letters: QuerySet[Letter]) -> int:
    """Cancel all that have not left; how many."""
    waiting = Letter.objects.filter(
        pk__in=letters.values("pk"), state__in=[State.HELD, State.QUEUED]
    )
    return waiting.update(state=State.CANCELLED)
