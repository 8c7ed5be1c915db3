"""Periodic jobs: one task an event, so where one fails the others go on."""

from django.utils import timezone
from django_tasks import task

from mayorsclub.events import findability
from mayorsclub.events.domain import (
    attendance,
    early,
    feedback,
    forgetting,
    inviting,
    reminding,
    waiting,
)
from mayorsclub.worker.schedule import every


@task()
def lapse_offers_of(event_id: int) -> None:
    waiting.lapse(event_id, at=timezone.now())


@task()
def remind_of_event(event_id: int) -> None:
    reminding.remind(event_id, at=timezone.now())


@task()
def ask_for_feedback(event_id: int) -> None:
    feedback.ask(event_id, at=timezone.now())


@task()
def issue_certificates_of(event_id: int) -> None:
    attendance.issue_certificates(event_id, at=timezone.now())


@every(minutes=5)
def lapse_offers() -> None:
    """Offered places whose time is over go on; so do places that grew free unnoticed."""
    at = timezone.now()
    for pk in sorted({*waiting.events_with_lapsed(at), *waiting.events_that_wait(at)}):
        lapse_offers_of.enqueue(event_id=pk)


@every(minutes=5)
def remind_of_events() -> None:
    """Letters to those who come: a week before, a day, an hour."""
    for pk in reminding.events_due(timezone.now()):
        remind_of_event.enqueue(event_id=pk)


@task()
def tell_partners_of(event_id: int) -> None:
    early.tell_partners(event_id, at=timezone.now())


@task()
def write_to_invited(event_id: int) -> None:
    inviting.tell_invited_of(event_id, at=timezone.now())


@every(minutes=5)
def tell_partners() -> None:
    """Partners hear of an open event before the public does."""
    for pk in early.due(timezone.now()).values_list("pk", flat=True):
        tell_partners_of.enqueue(event_id=pk)


@every(minutes=5)
def send_invitations() -> None:
    """Invitations to what may be seen from now on."""
    for pk in inviting.due(timezone.now()).values_list("pk", flat=True):
        write_to_invited.enqueue(event_id=pk)


@every(minutes=5)
def find_what_was_published() -> None:
    """What the clock made visible comes into the search."""
    findability.publish_due(timezone.now())


@task()
def forget_guests_of(event_id: int) -> None:
    forgetting.forget_guests(event_id, at=timezone.now())


@every(hours=24)
def forget_guests() -> None:
    """Who came without an account, 90 days after."""
    for pk in forgetting.events_due(timezone.now()).values_list("pk", flat=True):
        forget_guests_of.enqueue(event_id=pk)


@every(hours=1)
def ask_for_all_feedback() -> None:
    """Letters to participants, a day after the end."""
    for pk in feedback.due(timezone.now()).values_list("pk", flat=True):
        ask_for_feedback.enqueue(event_id=pk)


@every(minutes=30)
def issue_certificates() -> None:
    """Certificates of attendance for events that are over; also for whoever a phone that was
    without a network hands in later."""
    for event in attendance.events_to_certify(timezone.now()):
        if attendance.lacking_certificates(event).exists():
            issue_certificates_of.enqueue(event_id=event.pk)
