"""Background work: writing letters in batches, and what the clock has come to."""

from datetime import datetime

from django.utils import timezone
from django_tasks import task

from mayorsclub.accounts.models import User
from mayorsclub.mailings import queries
from mayorsclub.mailings.domain import sending
from mayorsclub.worker.schedule import every


@task()
def write_letters(mailing_id: int) -> None:
    """Write what is left to write; safe to run twice and at the same time."""
    while sending.write_batch(mailing_id, at=timezone.now()):
        pass


def start(mailing_id: int, *, expected: int, by: User, at: datetime) -> None:
    """Send now: settle the receivers and let a worker write. Raises as sending.send."""
    sending.send(mailing_id, expected=expected, by=by, at=at)
    write_letters.enqueue(mailing_id=mailing_id)


def go_on(mailing_id: int, *, by: User, at: datetime) -> None:
    """After a pause. Raises as sending.resume."""
    sending.resume(mailing_id, by=by, at=at)
    write_letters.enqueue(mailing_id=mailing_id)


@every(minutes=1)
def send_what_is_due() -> None:
    """Scheduled mailings, and those whose worker was killed."""
    for pk in queries.due(timezone.now()).values_list("pk", flat=True):
        sending.send_scheduled(pk, at=timezone.now())
    for pk in queries.unfinished().values_list("pk", flat=True):
        write_letters.enqueue(mailing_id=pk)
