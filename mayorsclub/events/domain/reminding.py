"""Reminders before an event: each person once for each of its moments."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from mayorsclub.events.domain import states
from mayorsclub.events.domain.confirmations import tell
from mayorsclub.events.models import Event, Registration, Reminder, Standing, State
from mayorsclub.events.rules import by_right

# How many are reminded in one transaction: the event is locked meanwhile.
AT_ONCE = 100


def minutes_due(event: Event, at: datetime) -> int | None:
    """Which reminder of the event is due: the last one whose moment has come. Those before
    it are out of date, such as the week's when the machine was off until the last day."""
    if event.state != State.ANNOUNCED or event.archived_at or event.starts_at <= at:
        return None
    passed = [m for m in event.reminders if event.starts_at - timedelta(minutes=m) <= at]
    return min(passed, default=None)


def events_due(at: datetime) -> list[int]:
    """The events to come with a reminder due that somebody has not had."""
    coming = Event.objects.filter(state=State.ANNOUNCED, starts_at__gt=at, archived_at=None)
    due = []
    for event in coming.only("state", "archived_at", "starts_at", "reminders"):
        minutes = minutes_due(event, at)
        if minutes is not None and to_remind(event, minutes).exists():
            due.append(event.pk)
    return due


def to_remind(event: Event, minutes: int) -> QuerySet[Registration]:
    """Who has a place and not this reminder. Whoever got the place after its moment has just
    had a letter with the date."""
    had = Reminder.objects.filter(
        registration=OuterRef("pk"), minutes=minutes, starts_at=event.starts_at
    )
    moment = event.starts_at - timedelta(minutes=minutes)
    found = event.registrations.filter(~Exists(had), registered_at__lte=moment)
    return (
        found.filter(by_right(), standing=Standing.REGISTERED).select_related("user").order_by("pk")
    )


@transaction.atomic
def remind_some(event_id: int, *, at: datetime) -> int:
    """Remind up to AT_ONCE people of the event and write that down; how many. 0: all have
    been. Safe to call twice, also at once: the event is locked."""
    event = states.lock(event_id)
    minutes = minutes_due(event, at)
    if minutes is None:
        return 0
    rows = list(to_remind(event, minutes)[:AT_ONCE])
    Reminder.objects.bulk_create(
        Reminder(registration=row, minutes=minutes, starts_at=event.starts_at, sent_at=at)
        for row in rows
    )
    for row in rows:
        tell("reminder", row, event, at=at)
    return len(rows)


def remind(event_id: int, *, at: datetime) -> int:
    """Remind everybody who is due at one event; how many."""
    total = 0
    while done := remind_some(event_id, at=at):
        total += done
    return total


def remind_due(at: datetime) -> int:
    """`remind` for every event that needs it; how many people."""
    return sum(remind(event_id, at=at) for event_id in events_due(at))
