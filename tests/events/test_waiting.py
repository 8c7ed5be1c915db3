"""The waiting list moves up by itself."""

from datetime import timedelta

import pytest

from mayorsclub.events.domain import registering, waiting
from mayorsclub.events.models import Group, Quota, Standing, State
from mayorsclub.events.refusals import RegistrationRefused
from mayorsclub.events.signals import event_changed, seats_grew
from mayorsclub.mail.models import Letter
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, RegistrationFactory
from tests.moments import DAY, MINUTE, NOON

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def waiter(event, minutes=0, **more):
    since = NOON - DAY + minutes * MINUTE
    return RegistrationFactory(event=event, standing=Standing.WAITING, waiting_since=since, **more)


def standing(*rows):
    for row in rows:
        row.refresh_from_db()
    return [row.standing for row in rows]


def kinds():
    return list(Letter.objects.order_by("pk").values_list("kind", flat=True))


def test_a_place_given_up_is_offered_to_who_waits_longest():
    event = EventFactory(seats=1)
    holder = RegistrationFactory(event=event)
    later, first = waiter(event, 5), waiter(event, 1)

    registering.cancel(holder.pk, by=None, at=NOON)

    assert standing(first, later) == ["offered", "waiting"]
    assert first.offered_until == NOON + 24 * HOUR
    assert kinds() == ["events.cancelled_by_you", "events.offered"]
    letter = Letter.objects.get(kind="events.offered")
    assert (letter.to_address, letter.calendar) == (first.user.email, "")
    assert "24 листопада 2026 року, 14:00" in letter.body_text


def test_an_offer_counts_as_taken():
    event = EventFactory(seats=1)
    waiter(event)
    waiting.move_up(event, at=NOON)

    assert registering.seats_left(event, Group.PUBLIC) == 0
    assert waiting.move_up(event, at=NOON) == 0


def test_who_fits_no_free_seat_is_passed_over():
    event = EventFactory(seats=2)
    Quota.objects.create(event=event, group=Group.PARTNERS, seats=1)
    RegistrationFactory(event=event, group=Group.PUBLIC)
    public, partner = waiter(event, 1), waiter(event, 2, group=Group.PARTNERS)

    assert waiting.move_up(event, at=NOON) == 1
    assert standing(public, partner) == ["waiting", "offered"]


def test_an_account_that_is_off_is_passed_over():
    event = EventFactory(seats=1)
    gone = waiter(event, 1, user=UserFactory(is_active=False))
    following = waiter(event, 2)

    waiting.move_up(event, at=NOON)

    assert standing(gone, following) == ["waiting", "offered"]


def test_the_offer_is_accepted():
    event = EventFactory(seats=1)
    row = waiter(event)
    waiting.move_up(event, at=NOON)

    at = NOON + 24 * HOUR - timedelta(seconds=1)
    made = waiting.accept(row.pk, by=row.user, at=at)

    assert (made.standing, made.offered_until, made.registered_at) == ("registered", None, at)
    letter = Letter.objects.get(kind="events.registered")
    assert letter.calendar_method == "REQUEST"
    assert waiting.accept(row.pk, at=at).standing == "registered"
    assert kinds().count("events.registered") == 1


@pytest.mark.parametrize(
    ("change", "at", "code"),
    [
        ({}, NOON + 24 * HOUR, "offer_over"),
        ({"state": State.CANCELLED}, NOON, "cancelled"),
        ({"state": State.POSTPONED}, NOON, "postponed"),
        ({"starts_at": NOON}, NOON, "over"),
    ],
)
def test_an_offer_that_cannot_be_taken_says_why(change, at, code):
    event = EventFactory(**change)
    row = RegistrationFactory(
        event=event, standing=Standing.OFFERED, offered_until=NOON + 24 * HOUR
    )

    with pytest.raises(RegistrationRefused) as refused:
        waiting.accept(row.pk, at=at)

    assert refused.value.code == code
    assert standing(row) == ["offered"]


def test_only_the_person_accepts_and_only_what_is_offered():
    row = waiter(EventFactory())

    with pytest.raises(RegistrationRefused, match="not_allowed"):
        waiting.accept(row.pk, by=UserFactory(), at=NOON)
    with pytest.raises(RegistrationRefused, match="not_now"):
        waiting.accept(row.pk, by=row.user, at=NOON)


def test_an_offer_that_lapsed_goes_to_the_next():
    event = EventFactory(seats=1)
    first, second = waiter(event, 1), waiter(event, 2)
    waiting.move_up(event, at=NOON)
    assert waiting.lapse_due(NOON + 24 * HOUR - MINUTE) == 0

    at = NOON + 24 * HOUR
    assert waiting.lapse_due(at) == 1

    assert standing(first, second) == ["lapsed", "offered"]
    assert (first.ended_at, second.offered_until) == (at, at + 24 * HOUR)
    assert kinds() == ["events.offered", "events.offer_lapsed", "events.offered"]
    assert waiting.lapse_due(at) == 0
    again = registering.register(event.pk, user=first.user, by=first.user, at=at)
    assert again.standing == "waiting"


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (30 * HOUR, -24 * HOUR + 30 * HOUR),
        (20 * HOUR, 3 * HOUR),
        (4 * HOUR, 3 * HOUR),
        (4 * HOUR - MINUTE, None),
        (MINUTE, None),
    ],
)
def test_near_the_beginning_an_offer_is_shorter_and_then_a_gift(before, expected):
    """expected: how long before the beginning the offer ends; None: the place is given."""
    event = EventFactory(seats=1, starts_at=NOON + before)
    row = waiter(event)

    waiting.move_up(event, at=NOON)

    row.refresh_from_db()
    if expected is None:
        assert (row.standing, row.offered_until, row.registered_at) == ("registered", None, NOON)
        assert kinds() == ["events.given"]
        assert Letter.objects.get().calendar_method == "REQUEST"
    else:
        assert (row.standing, event.starts_at - row.offered_until) == ("offered", expected)


@pytest.mark.parametrize(
    "change",
    [
        {"state": State.CANCELLED},
        {"state": State.POSTPONED},
        {"starts_at": NOON},
        {"archived_at": NOON},
    ],
)
def test_of_an_event_that_is_off_or_has_begun_nothing_is_offered(change):
    event = EventFactory(**change)
    row = waiter(event)

    assert waiting.move_up(event, at=NOON) == 0
    assert (standing(row), kinds()) == (["waiting"], [])


def test_an_offer_of_a_postponed_event_does_not_lapse_and_begins_anew():
    event = EventFactory(state=State.POSTPONED, seats=1)
    row = RegistrationFactory(event=event, standing=Standing.OFFERED, offered_until=NOON)
    assert waiting.lapse_due(NOON + DAY) == 0

    event.state, event.starts_at = State.ANNOUNCED, NOON + 9 * DAY
    event.ends_at = event.starts_at + HOUR
    event.save()
    event_changed.send(type(event), event=event, at=NOON + DAY)

    assert standing(row) == ["offered"]
    assert row.offered_until == NOON + 2 * DAY
    assert waiting.lapse_due(NOON + DAY) == 0


def test_another_change_of_the_event_leaves_an_offer_as_it_is():
    event = EventFactory(seats=1)
    row = waiter(event)
    waiting.move_up(event, at=NOON)

    event_changed.send(type(event), event=event, at=NOON + HOUR)

    row.refresh_from_db()
    assert row.offered_until == NOON + 24 * HOUR


def test_more_seats_are_offered_at_once():
    event = EventFactory(seats=1)
    RegistrationFactory(event=event)
    rows = [waiter(event, n) for n in range(3)]
    event.seats = 3
    event.save()

    seats_grew.send(type(event), event=event, at=NOON)

    assert standing(*rows) == ["offered", "offered", "waiting"]


def test_the_worker_finds_what_lapsed_and_who_waits():
    event = EventFactory(seats=5)
    row = waiter(event)
    RegistrationFactory(event=EventFactory(), standing="offered", offered_until=NOON)
    waiter(EventFactory(starts_at=NOON))

    assert waiting.events_that_wait(NOON) == [event.pk]
    assert len(waiting.events_with_lapsed(NOON)) == 1
    assert waiting.lapse(event.pk, at=NOON) == 0
    assert standing(row) == ["offered"]


def test_one_query_more_for_each_offer_and_not_for_each_who_waits(django_assert_max_num_queries):
    event = EventFactory(seats=1)
    RegistrationFactory(event=event)
    for n in range(20):
        waiter(event, n)

    with django_assert_max_num_queries(7):
        waiting.move_up(event, at=NOON)
