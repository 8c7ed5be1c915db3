"""Background work of the bodies: one call each, safe to run twice."""

from functools import partial

from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone
from django_tasks import task

from mayorsclub.committees import queries
from mayorsclub.committees.domain.decisions import close_if_due
from mayorsclub.committees.domain.minutes import attach_minutes
from mayorsclub.committees.domain.reminders import (
    TERM_ENDS_IN,
    is_time,
    remind,
    tell_end_of_term,
)
from mayorsclub.committees.models import Decision
from mayorsclub.committees.signals import decision_made
from mayorsclub.worker.schedule import every


@task()
def close_matter(matter_id: int) -> None:
    close_if_due(matter_id, at=timezone.now())


@task()
def remind_of_matter(matter_id: int) -> None:
    remind(matter_id, at=timezone.now())


@task()
def make_minutes(decision_id: int) -> None:
    attach_minutes(decision_id, at=timezone.now())


@receiver(decision_made, sender=Decision)
def _order_minutes(decision: Decision, **_kwargs: object) -> None:
    transaction.on_commit(partial(make_minutes.enqueue, decision_id=decision.pk))


# One task a matter: where one fails, the others go on and the queue shows which it was.
@every(minutes=5)
def close_due_matters() -> None:
    """Decide or extend what has come to its deadline."""
    for pk in queries.due(timezone.now()).values_list("pk", flat=True):
        close_matter.enqueue(matter_id=pk)


@every(minutes=30)
def send_reminders() -> None:
    """Remind those who have not voted, once for each deadline."""
    now = timezone.now()
    for matter in queries.to_remind(now):
        if is_time(matter, now):
            remind_of_matter.enqueue(matter_id=matter.pk)


@every(hours=6)
def tell_ends_of_terms() -> None:
    """Tell the secretariat of terms that end, once for each."""
    now = timezone.now()
    for pk in queries.terms_that_end(now, TERM_ENDS_IN).values_list("pk", flat=True):
        tell_end_of_term(pk, at=now)


@every(hours=1)
def settle_open_matters() -> None:
    """A term may end on any day: a matter that waited only for that member is decided."""
    for pk in queries.open_matters().values_list("pk", flat=True):
        close_matter.enqueue(matter_id=pk)


@every(hours=1)
def make_missing_minutes() -> None:
    """Minutes whose making failed, or that a power cut lost between decision and queue."""
    for pk in queries.without_minutes().values_list("pk", flat=True):
        make_minutes.enqueue(decision_id=pk)
