"""Periodic jobs: one task a message, so where one fails the others go on."""

from django.utils import timezone
from django_tasks import task

from mayorsclub.inbox.domain import deadlines, retention
from mayorsclub.worker.schedule import every


@task()
def remind_of_message(message_id: int) -> None:
    deadlines.remind(message_id, at=timezone.now())


@task()
def erase_message(message_id: int) -> None:
    retention.erase_if_due(message_id, at=timezone.now())


@every(hours=1)
def remind_of_deadlines() -> None:
    """Letters about appeals whose day is near."""
    for pk in deadlines.near(timezone.now()).values_list("pk", flat=True):
        remind_of_message.enqueue(message_id=pk)


@every(hours=24)
def erase_old_messages() -> None:
    """Messages that need not be kept any longer."""
    for pk in retention.due(timezone.now()).values_list("pk", flat=True):
        erase_message.enqueue(message_id=pk)
