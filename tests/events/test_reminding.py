"""Reminders leave once, in time, to those who have a place."""

from datetime import timedelta

import pytest

from mayorsclub.events.domain import reminding
from mayorsclub.events.models import Reminder, State
from mayorsclub.mail.models import Letter
from tests.factories.events import EventFactory, RegistrationFactory
from tests.moments import DAY, MINUTE, NOON

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
STARTS = NOON + 30 * DAY


@pytest.fixture
def event():
    return EventFactory(starts_at=STARTS, is_online=True, online_link="https://meet.example.org/x")


def test_a_week_a_day_and_an_hour_before(event):
    row = RegistrationFactory(event=event)

    told = [
        reminding.remind_due(STARTS - before)
        for before in (8 * DAY, 7 * DAY, 6 * DAY, DAY, 2 * HOUR, HOUR, MINUTE, -MINUTE)
    ]

    assert told == [0, 1, 0, 1, 0, 1, 0, 0]
    assert list(Reminder.objects.order_by("pk").values_list("registration", "minutes")) == [
        (row.pk, 7 * 24 * 60),
        (row.pk, 24 * 60),
        (row.pk, 60),
    ]


def test_the_letter_leads_to_the_page_with_the_link_and_does_not_name_it(event):
    RegistrationFactory(event=event)

    reminding.remind_due(STARTS - HOUR)

    letter = Letter.objects.get()
    assert (letter.kind, letter.is_secret) == ("events.reminder", True)
    assert "/events/registration/" in letter.body_text
    assert "сторінці Вашої реєстрації" in letter.body_text
    assert "meet.example.org" not in letter.body_text + letter.body_html + letter.calendar


@pytest.mark.parametrize("standing", ["waiting", "offered", "cancelled", "lapsed"])
def test_only_those_with_a_place_are_reminded(event, standing):
    RegistrationFactory(event=event, standing=standing, offered_until=STARTS)

    assert reminding.remind_due(STARTS - DAY) == 0


@pytest.mark.parametrize("state", [State.DRAFT, State.CANCELLED, State.POSTPONED])
def test_nobody_is_reminded_of_what_is_off(event, state):
    RegistrationFactory(event=event)
    event.state = state
    event.save()

    assert reminding.remind_due(STARTS - DAY) == 0


def test_a_reminder_of_before_one_registered_does_not_come(event):
    RegistrationFactory(event=event, registered_at=STARTS - 6 * DAY)

    assert reminding.remind_due(STARTS - 6 * DAY + MINUTE) == 0
    assert reminding.remind_due(STARTS - DAY) == 1


def test_after_a_pause_only_the_last_reminder_comes(event):
    RegistrationFactory(event=event)

    assert reminding.remind_due(STARTS - 30 * MINUTE) == 1
    assert Reminder.objects.get().minutes == 60


def test_a_moved_event_reminds_anew(event):
    RegistrationFactory(event=event)
    assert reminding.remind_due(STARTS - DAY) == 1
    event.starts_at, event.ends_at = STARTS + 9 * DAY, STARTS + 9 * DAY + HOUR
    event.save()

    assert reminding.remind_due(STARTS) == 0
    assert reminding.remind_due(event.starts_at - DAY) == 1


def test_the_moments_are_the_events_own(event):
    RegistrationFactory(event=event)
    event.reminders = []
    event.save()
    assert reminding.remind_due(STARTS - HOUR) == 0

    event.reminders = [30]
    event.save()
    assert reminding.remind_due(STARTS - HOUR) == 0
    assert reminding.remind_due(STARTS - 30 * MINUTE) == 1


def test_many_are_reminded_in_parts(event, monkeypatch):
    monkeypatch.setattr(reminding, "AT_ONCE", 2)
    for _ in range(5):
        RegistrationFactory(event=event)

    assert reminding.remind_some(event.pk, at=STARTS - DAY) == 2
    assert reminding.remind_due(STARTS - DAY) == 3
    assert Letter.objects.count() == Reminder.objects.count() == 5
