"""The worker's side of the outbox: taking letters by lease, and saying how it ended.

No letter is lost, and none is handed to a mail server more than twice under one
Message-ID, wherever the worker is killed:

1. A worker takes up to CHUNK letters at once (SENDING, with a lease), commits,
   delivers them, and marks them SENT in one more transaction: two commits for
   many letters. Killed in between, any of them may have been delivered.
2. A lease that ran out puts its letters back with one interruption. Each may have
   been delivered once, so from now on it is taken alone: its own lease is
   committed before, and its SENT right after its one delivery.
3. Interrupted again, a letter may have been delivered twice. It is not tried a third
   time: it stands FAILED in the office, which can write it anew.

A connection that falls after the text was handed over counts as an interruption
too: the server may have taken the letter. Marks carry the lease, so a worker that
overslept its own cannot overwrite what happened since.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F, QuerySet

from mayorsclub.mail import faults
from mayorsclub.mail.models import Letter, State

CHUNK = 50
LEASE = timedelta(minutes=2)
# After the 1st, 2nd … temporary refusal; after the last one the letter has failed.
PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=24),
)
INTERRUPTIONS = 2


def is_due(at: datetime) -> bool:
    """Whether anything waits to leave; a look that locks nothing."""
    return Letter.objects.filter(state=State.QUEUED, send_after__lte=at).exists()


def claim(at: datetime, *, limit: int = CHUNK, lease: timedelta = LEASE) -> list[Letter]:
    """Take the next letters: secret ones first, then those that wait longest.

    A letter that was interrupted before comes alone (see above).
    """
    with transaction.atomic():
        due = Letter.objects.filter(state=State.QUEUED, send_after__lte=at).order_by(
            "-is_secret", "send_after", "pk"
        )
        # Several workers share the queue: on PostgreSQL each skips what another one
        # holds; on SQLite the transaction is IMMEDIATE, so there is one at a time.
        skip_locked = connection.features.has_select_for_update_skip_locked
        letters = list(due.select_for_update(skip_locked=skip_locked)[:limit])
        letters = _until_interrupted(letters)
        for letter in letters:
            letter.state, letter.leased_until = State.SENDING, at + lease
        Letter.objects.filter(pk__in=[letter.pk for letter in letters]).update(
            state=State.SENDING, leased_until=at + lease
        )
    return letters


def _until_interrupted(letters: Sequence[Letter]) -> list[Letter]:
    for place, letter in enumerate(letters):
        if letter.interruptions:
            return list(letters[: place or 1])
    return list(letters)


def mark_sent(letters: Iterable[Letter], at: datetime) -> None:
    """Delivered; what was secret is wiped."""
    letters = list(letters)
    for secret in (True, False):
        some = [letter for letter in letters if letter.is_secret is secret]
        for lease in {letter.leased_until for letter in some}:
            ids = [letter.pk for letter in some if letter.leased_until == lease]
            wiped = {"body_text": "", "body_html": "", "calendar": ""} if secret else {}
            Letter.objects.filter(pk__in=ids, state=State.SENDING, leased_until=lease).update(
                state=State.SENT, sent_at=at, leased_until=None, last_error="", **wiped
            )


def put_back(letters: Iterable[Letter], *, error: str = "") -> None:
    """Not begun: back to the queue as if never taken. error: why, for the office."""
    for letter in letters:
        _end(letter, state=State.QUEUED, last_error=error or letter.last_error)


def mark_failed(letter: Letter, error: str, **also: object) -> None:
    """Will never go; what was secret is wiped. also: other fields to write."""
    wiped = {"body_text": "", "body_html": "", "calendar": ""} if letter.is_secret else {}
    _end(letter, state=State.FAILED, last_error=error, **wiped, **also)


def mark_refused(letter: Letter, error: str, at: datetime) -> None:
    """Refused for now: again after a pause that grows, failed after the last one."""
    if letter.attempts >= len(PAUSES):
        mark_failed(letter, error)
        return
    _end(
        letter,
        state=State.QUEUED,
        attempts=letter.attempts + 1,
        send_after=at + PAUSES[letter.attempts],
        last_error=error,
    )


def mark_interrupted(letter: Letter, at: datetime) -> None:
    """May or may not have been delivered: once more, alone; failed the second time."""
    count = letter.interruptions + 1
    if count >= INTERRUPTIONS:
        mark_failed(letter, faults.IN_DOUBT, interruptions=count)
        return
    _end(
        letter,
        state=State.QUEUED,
        interruptions=count,
        send_after=at + PAUSES[0],
        last_error=faults.CUT_OFF,
    )


def _end(letter: Letter, **values: object) -> None:
    """Write the end of one lease, unless somebody else has ended it since."""
    mine = Letter.objects.filter(
        pk=letter.pk, state=State.SENDING, leased_until=letter.leased_until
    )
    mine.update(leased_until=None, **values)


def needs_sweep(at: datetime) -> bool:
    """Whether `sweep` would change anything; a look that locks nothing."""
    held = Letter.objects.filter(state=State.HELD, send_after__lte=at)
    return held.exists() or _left_behind(at).exists()


@transaction.atomic
def sweep(at: datetime) -> None:
    """Let held letters go whose time has come; take back what a dead worker left."""
    Letter.objects.filter(state=State.HELD, send_after__lte=at).update(state=State.QUEUED)
    twice = _left_behind(at).filter(interruptions__gte=INTERRUPTIONS - 1)
    twice.filter(is_secret=True).update(body_text="", body_html="", calendar="")
    twice.update(
        state=State.FAILED,
        interruptions=INTERRUPTIONS,
        leased_until=None,
        last_error=faults.IN_DOUBT,
    )
    _left_behind(at).update(
        state=State.QUEUED,
        interruptions=F("interruptions") + 1,
        leased_until=None,
        last_error=faults.CUT_OFF,
    )


def _left_behind(at: datetime) -> QuerySet[Letter]:
    return Letter.objects.filter(state=State.SENDING, leased_until__lt=at)
