"""Seats are never oversold, over real connections at the same instant."""

from datetime import timedelta

import pytest
from django.db import connections

from mayorsclub.events.domain import registering, reminding, waiting
from mayorsclub.events.domain.registering import GuestFacts
from mayorsclub.events.models import Registration, Reminder, Standing
from mayorsclub.mail.models import Letter
from tests.at_once import at_once
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, RegistrationFactory
from tests.moments import DAY, NOON

PEOPLE = 200
SEATS = 10
# So many connections at the same instant; each takes its people one after another.
HANDS = 50


def standings(event):
    rows = Registration.objects.filter(event=event)
    return {name: rows.filter(standing=name).count() for name in Standing.values}


@pytest.fixture
def patient(monkeypatch):
    """SQLite lets those who wait for the lock try again in no order; on a slow machine the
    unluckiest of so many needs more than the usual twenty seconds."""
    database = connections["default"]
    if database.vendor == "sqlite":
        monkeypatch.setitem(database.settings_dict["OPTIONS"], "timeout", 600)


def test_two_hundred_at_once_for_the_last_ten_seats(real_database, patient):
    event = EventFactory(seats=SEATS)
    users = UserFactory.create_batch(PEOPLE // 2)
    guests = [GuestFacts(f"Гість {n}", f"guest{n}@example.net") for n in range(PEOPLE // 2)]

    def come(part):
        def calls():
            return [
                registering.register(event.pk, user=each, by=each, at=NOON).standing
                if not isinstance(each, GuestFacts)
                else registering.register_guest(event.pk, each, language="uk", at=NOON).standing
                for each in part
            ]

        return calls

    everybody = [each for pair in zip(users, guests, strict=True) for each in pair]
    found = at_once([come(everybody[hand::HANDS]) for hand in range(HANDS)])

    told = [standing for part in found for standing in part]
    assert (told.count("registered"), told.count("waiting")) == (SEATS, PEOPLE - SEATS)
    none = dict.fromkeys(Standing.values, 0)
    assert standings(event) == none | {"registered": SEATS, "waiting": PEOPLE - SEATS}
    assert Letter.objects.filter(kind="events.registered").count() == SEATS
    assert Letter.objects.filter(kind="events.waiting").count() == PEOPLE - SEATS


def test_one_person_who_clicks_many_times_is_registered_once(real_database):
    event, user = EventFactory(seats=5), UserFactory()

    def click():
        return registering.register(event.pk, user=user, by=user, at=NOON).standing

    found = at_once([click] * 8)

    assert sorted(found) == ["already"] * 7 + ["registered"]
    assert Letter.objects.count() == 1


def test_one_address_sent_many_times_is_registered_once(real_database):
    event = EventFactory(seats=5)

    def send():
        facts = GuestFacts("Зразок Ольга", "olha@example.org")
        return registering.register_guest(event.pk, facts, language="uk", at=NOON).pk

    found = at_once([send] * 8)

    assert found == [Registration.objects.get().pk] * 8


def test_places_given_up_at_once_go_to_as_many_who_wait(real_database):
    event = EventFactory(seats=5)
    holders = [RegistrationFactory(event=event) for _ in range(5)]
    for _ in range(10):
        RegistrationFactory(event=event, standing=Standing.WAITING, waiting_since=NOON)

    def give_up(row):
        return lambda: registering.cancel(row.pk, by=None, at=NOON).standing

    def come():
        user = UserFactory()
        return registering.register(event.pk, user=user, by=user, at=NOON).standing

    found = at_once([*(give_up(row) for row in holders), come, come])

    assert sorted(found) == ["cancelled"] * 5 + ["waiting"] * 2
    none = dict.fromkeys(Standing.values, 0)
    assert standings(event) == none | {"offered": 5, "waiting": 7, "cancelled": 5}


def test_an_offer_is_taken_or_lapses_but_never_both(real_database):
    event = EventFactory(seats=1)
    offered = RegistrationFactory(
        event=event, standing=Standing.OFFERED, offered_until=NOON + timedelta(seconds=1)
    )
    RegistrationFactory(event=event, standing=Standing.WAITING, waiting_since=NOON)
    late = NOON + timedelta(seconds=2)

    at_once(
        [lambda: waiting.accept(offered.pk, at=NOON), lambda: waiting.lapse(event.pk, at=late)] * 3
    )

    now = standings(event)
    assert now["registered"] + now["offered"] == 1
    assert now["lapsed"] + now["waiting"] == 1


def test_a_reminder_leaves_once_however_many_workers_there_are(real_database):
    event = EventFactory()
    for _ in range(5):
        RegistrationFactory(event=event)
    at = event.starts_at - DAY

    at_once([lambda: reminding.remind_due(at)] * 4)

    assert (Letter.objects.count(), Reminder.objects.count()) == (5, 5)
