"""Passes for phones, and what becomes of what they read."""

import uuid
from datetime import timedelta

import pytest

from mayorsclub.accounts.models import Role
from mayorsclub.audit.models import Entry
from mayorsclub.events.domain import door, tickets, walk_ins
from mayorsclub.events.domain.door import Reading
from mayorsclub.events.domain.walk_ins import WalkIn
from mayorsclub.events.models import DoorPass, Event, Outcome, Registration, Scan, Standing, State
from mayorsclub.events.refusals import EventRefused, RegistrationRefused
from tests.at_once import at_once
from tests.factories.accounts import SecretariatFactory, UserFactory
from tests.factories.events import DoorPassFactory, EventFactory, RegistrationFactory
from tests.moments import DAY, MINUTE, NOON

DOORS_OPEN = NOON + timedelta(days=7)


@pytest.fixture
def door_pass(db) -> DoorPass:
    return DoorPassFactory()


def read(ticket: str, *, at=DOORS_OPEN, key: uuid.UUID | None = None, offline: bool = False):
    return Reading(key or uuid.uuid4(), ticket, at, offline)


def ticket_for(event: Event, **facts: object) -> tuple[Registration, str]:
    registration = RegistrationFactory(event=event, **facts)
    return registration, tickets.ticket_of(registration)


# -- Passes


def test_a_pass_opens_the_door_until_it_ends(db):
    event, secretary = EventFactory(), SecretariatFactory()
    made = door.give_pass(event.pk, label=" Олена,  вхід ", hours=12, by=secretary, at=NOON)
    secret = door.secret_of(made)
    assert made.label == "Олена, вхід"
    assert made.expires_at == NOON + timedelta(hours=12)
    assert door.find_pass(secret, NOON) == made
    assert door.find_pass(secret, made.expires_at - MINUTE) == made
    assert door.find_pass(secret, made.expires_at) is None
    assert door.find_pass(secret + "x", NOON) is None
    line = Entry.objects.get(action="door.opened")
    assert line.facts == {"door_pass": made.pk}


def test_a_pass_without_hours_lives_two_days_beyond_the_event(db):
    event = EventFactory()
    made = door.give_pass(event.pk, label="Вхід", by=SecretariatFactory(), at=NOON)
    assert made.expires_at == event.ends_at + timedelta(hours=48)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"label": "  "}, "whose_phone"),
        ({"expires_at": NOON}, "pass_ends"),
        ({"expires_at": NOON + timedelta(days=30)}, "pass_ends"),
    ],
)
def test_a_pass_that_says_too_little_or_lives_too_long(db, facts, code):
    event = EventFactory()
    with pytest.raises(EventRefused) as refused:
        door.give_pass(event.pk, **({"label": "Вхід"} | facts), by=SecretariatFactory(), at=NOON)
    assert refused.value.code == code
    assert not DoorPass.objects.exists()


def test_only_the_secretariat_gives_passes_and_only_for_what_takes_place(db):
    event, secretary = EventFactory(), SecretariatFactory()
    with pytest.raises(EventRefused) as refused:
        door.give_pass(event.pk, label="Вхід", by=UserFactory(), at=NOON)
    assert refused.value.code == "not_allowed"
    for state in (State.DRAFT, State.CANCELLED, State.POSTPONED):
        Event.objects.filter(pk=event.pk).update(state=state)
        with pytest.raises(EventRefused) as refused:
            door.give_pass(event.pk, label="Вхід", by=secretary, at=NOON)
        assert refused.value.code == "not_now"


def test_a_pass_taken_back_opens_nothing_and_hands_in_nothing(door_pass):
    secret = door.secret_of(door_pass)
    secretary = door_pass.made_by
    assert door.find_pass(secret, NOON) == door_pass
    door.take_back(door_pass.pk, by=secretary, at=NOON)
    door.take_back(door_pass.pk, by=secretary, at=NOON + DAY)
    door_pass.refresh_from_db()
    assert door_pass.revoked_at == NOON
    assert door.find_pass(secret, NOON) is None
    assert door.find_pass_to_hand_in(secret, NOON) is None
    assert Entry.objects.filter(action="door.closed").count() == 1


def test_a_pass_that_ended_takes_what_was_read_before_and_nothing_later(door_pass):
    secret, ends = door.secret_of(door_pass), door_pass.expires_at
    one, ticket = ticket_for(door_pass.event)
    _two, other = ticket_for(door_pass.event)
    late = ends + timedelta(hours=3)
    assert door.find_pass_to_hand_in(secret, late) == door_pass
    assert door.scan(door_pass, read(ticket, at=ends - MINUTE), at=late).outcome == Outcome.ADMITTED
    with pytest.raises(EventRefused) as refused:
        door.scan(door_pass, read(other, at=ends), at=late)
    assert refused.value.code == "pass_over"
    assert door.find_pass_to_hand_in(secret, ends + timedelta(hours=48)) is None
    one.refresh_from_db()
    assert one.checked_in_at == ends - MINUTE


@pytest.mark.parametrize("change", [{"state": State.CANCELLED}, {"archived_at": NOON}])
def test_the_door_of_an_event_that_does_not_take_place_is_closed(door_pass, change):
    Event.objects.filter(pk=door_pass.event_id).update(**change)
    assert door.find_pass(door.secret_of(door_pass), NOON) is None


# -- Scans


def test_the_first_reading_admits_and_the_next_says_so(door_pass):
    registration, ticket = ticket_for(door_pass.event)
    first = door.scan(door_pass, read(ticket), at=DOORS_OPEN)
    second = door.scan(door_pass, read(ticket, at=DOORS_OPEN + MINUTE), at=DOORS_OPEN + MINUTE)
    registration.refresh_from_db()
    assert (first.outcome, second.outcome) == (Outcome.ADMITTED, Outcome.ALREADY)
    assert registration.checked_in_at == DOORS_OPEN
    assert registration.checked_in_by is None
    assert first.registration == second.registration == registration
    line = Entry.objects.get(action="registration.checked_in")
    assert (line.about_id, line.facts) == (str(registration.pk), {"door_pass": door_pass.pk})


def test_the_same_reading_sent_twice_counts_once(door_pass):
    _registration, ticket = ticket_for(door_pass.event)
    once = read(ticket)
    first = door.scan(door_pass, once, at=DOORS_OPEN)
    again = door.scan(door_pass, once, at=DOORS_OPEN + DAY)
    assert again == first
    assert again.outcome == Outcome.ADMITTED
    assert Scan.objects.count() == 1


def test_a_queued_reading_keeps_its_own_time(door_pass):
    registration, ticket = ticket_for(door_pass.event)
    made = door.scan(door_pass, read(ticket, offline=True), at=DOORS_OPEN + timedelta(hours=5))
    registration.refresh_from_db()
    assert made.scanned_at == registration.checked_in_at == DOORS_OPEN
    assert made.received_at == DOORS_OPEN + timedelta(hours=5)
    assert made.was_offline


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (DOORS_OPEN + timedelta(hours=9), DOORS_OPEN),
        (NOON - timedelta(days=400), NOON),
    ],
)
def test_a_phone_with_a_wrong_clock_reads_neither_in_the_future_nor_before_its_pass(
    door_pass, said, kept
):
    _registration, ticket = ticket_for(door_pass.event)
    assert door.scan(door_pass, read(ticket, at=said), at=DOORS_OPEN).scanned_at == kept


@pytest.mark.parametrize(
    "text", ["", "x", "A" * 43, "AAAA-AAAA", "https://club.example/", "\0", "ї" * 5000, "=1+1"]
)
def test_what_fits_no_ticket_is_kept_as_unknown(door_pass, text):
    made = door.scan(door_pass, read(text), at=DOORS_OPEN)
    assert (made.outcome, made.registration) == (Outcome.UNKNOWN, None)


def test_a_ticket_of_another_event_is_unknown_here_and_stays_good_there(door_pass):
    foreign, ticket = ticket_for(EventFactory())
    for text in (ticket, tickets.short_code(foreign)):
        assert door.scan(door_pass, read(text), at=DOORS_OPEN).outcome == Outcome.UNKNOWN
    foreign.refresh_from_db()
    assert foreign.checked_in_at is None


def test_another_events_door_cannot_take_a_key_that_was_used(door_pass):
    _registration, ticket = ticket_for(door_pass.event)
    once = read(ticket)
    door.scan(door_pass, once, at=DOORS_OPEN)
    with pytest.raises(EventRefused) as refused:
        door.scan(DoorPassFactory(), once, at=DOORS_OPEN)
    assert refused.value.code == "scan_key"


@pytest.mark.parametrize(
    "standing", [Standing.CANCELLED, Standing.LAPSED, Standing.WAITING, Standing.OFFERED]
)
def test_who_has_no_place_is_not_let_in(door_pass, standing):
    registration, ticket = ticket_for(door_pass.event, standing=standing, offered_until=NOON + DAY)
    made = door.scan(door_pass, read(ticket), at=DOORS_OPEN)
    registration.refresh_from_db()
    assert (made.outcome, made.registration) == (Outcome.NOT_VALID, registration)
    assert registration.checked_in_at is None


def test_an_erased_persons_ticket_is_unknown(door_pass):
    _registration, ticket = ticket_for(door_pass.event, erased_at=NOON)
    assert door.scan(door_pass, read(ticket), at=DOORS_OPEN).outcome == Outcome.UNKNOWN


def test_the_short_code_is_the_ticket_however_it_is_typed(door_pass):
    registration, _ticket = ticket_for(door_pass.event)
    code = tickets.short_code(registration)
    typed = tickets.shown_code(registration).lower().translate(str.maketrans("ahkx", "аhкх"))
    assert len(code) == tickets.CODE_LENGTH
    assert door.scan(door_pass, read(f" {typed} "), at=DOORS_OPEN).outcome == Outcome.ADMITTED


def test_a_queue_is_answered_by_key_and_one_bad_reading_stops_no_other(door_pass):
    _one, ticket = ticket_for(door_pass.event)
    used = read("nothing")
    door.scan(DoorPassFactory(), used, at=DOORS_OPEN)
    good, bad, same = read(ticket, offline=True), read("x"), read(ticket, at=DOORS_OPEN + MINUTE)
    answers = door.scan_many(door_pass, [used, good, bad, same], at=DOORS_OPEN + DAY)
    assert list(answers) == [used.key, good.key, bad.key, same.key]
    refused = answers[used.key]
    assert isinstance(refused, EventRefused)
    assert refused.code == "scan_key"
    outcomes = [answers[each.key].outcome for each in (good, bad, same)]
    assert outcomes == [Outcome.ADMITTED, Outcome.UNKNOWN, Outcome.ALREADY]
    assert Scan.objects.filter(event=door_pass.event).count() == 3


def test_two_phones_at_the_same_instant_admit_one(real_database):
    event = EventFactory()
    phones = [DoorPassFactory(event=event) for _n in range(4)]
    registration, ticket = ticket_for(event)
    made = at_once([lambda p=p: door.scan(p, read(ticket), at=DOORS_OPEN) for p in phones])
    assert sorted(each.outcome for each in made) == ["admitted", "already", "already", "already"]
    assert Scan.objects.filter(registration=registration).count() == 4


def test_the_same_reading_sent_twice_at_the_same_instant_is_kept_once(real_database):
    door_pass = DoorPassFactory()
    _registration, ticket = ticket_for(door_pass.event)
    once = read(ticket)
    made = at_once([lambda: door.scan(door_pass, once, at=DOORS_OPEN)] * 4)
    assert [each.outcome for each in made] == ["admitted"] * 4
    assert Scan.objects.get().key == once.key


# -- By hand


def test_a_mistaken_check_in_is_taken_back_and_the_ticket_is_good_again(door_pass):
    registration, ticket = ticket_for(door_pass.event)
    first = read(ticket)
    door.scan(door_pass, first, at=DOORS_OPEN)
    secretary = SecretariatFactory()
    door.undo_check_in(registration.pk, by=secretary, at=DOORS_OPEN + MINUTE)
    registration.refresh_from_db()
    assert registration.checked_in_at is None
    assert Entry.objects.get(action="registration.check_in_undone").actor_id == secretary.pk
    # The old reading, sent once more, does not let in anew; a new one does.
    door.scan(door_pass, first, at=DOORS_OPEN + 2 * MINUTE)
    registration.refresh_from_db()
    assert registration.checked_in_at is None
    later = DOORS_OPEN + 3 * MINUTE
    assert door.scan(door_pass, read(ticket, at=later), at=later).outcome == Outcome.ADMITTED


def test_check_in_and_undo_refuse_what_makes_no_sense(door_pass):
    registration, _ticket = ticket_for(door_pass.event)
    secretary = SecretariatFactory()
    with pytest.raises(RegistrationRefused) as refused:
        door.undo_check_in(registration.pk, by=secretary, at=NOON)
    assert refused.value.code == "not_in"
    for deed in (door.check_in, door.undo_check_in):
        with pytest.raises(EventRefused) as not_allowed:
            deed(registration.pk, by=UserFactory(), at=NOON)
        assert not_allowed.value.code == "not_allowed"
    door.check_in(registration.pk, by=secretary, at=DOORS_OPEN)
    registration.refresh_from_db()
    assert (registration.checked_in_at, registration.checked_in_by) == (DOORS_OPEN, secretary)
    with pytest.raises(RegistrationRefused) as again:
        door.check_in(registration.pk, by=secretary, at=DOORS_OPEN)
    assert again.value.code == "in_already"


# -- Guests without a ticket


def guest(**facts: object) -> WalkIn:
    known = {"key": uuid.uuid4(), "name": "Зразок Петро", "organisation": "Громада", "email": ""}
    return WalkIn(**(known | {"at": DOORS_OPEN} | facts))  # type: ignore[arg-type]


def test_a_guest_is_registered_and_in_once_for_each_key(door_pass):
    came = guest()
    first = walk_ins.let_in(door_pass, came, at=DOORS_OPEN)
    again = walk_ins.let_in(door_pass, came, at=DOORS_OPEN + DAY)
    registration = Registration.objects.get(event=door_pass.event)
    assert first == again
    assert first.outcome == Outcome.ADMITTED
    assert (registration.name, registration.is_walk_in) == ("Зразок Петро", True)
    assert registration.checked_in_at == DOORS_OPEN


def test_a_full_event_lets_in_only_whom_a_phone_without_network_let_in_before(door_pass):
    Event.objects.filter(pk=door_pass.event_id).update(seats=1)
    RegistrationFactory(event=door_pass.event)
    with pytest.raises(RegistrationRefused) as refused:
        walk_ins.let_in(door_pass, guest(), at=DOORS_OPEN)
    assert refused.value.code == "full"
    made = walk_ins.let_in(door_pass, guest(was_offline=True), at=DOORS_OPEN + DAY)
    assert made.registration is not None
    assert made.registration.checked_in_at == DOORS_OPEN


def test_a_guest_who_is_registered_already_is_not_registered_twice(door_pass):
    registration = RegistrationFactory(event=door_pass.event)
    with pytest.raises(RegistrationRefused) as refused:
        walk_ins.let_in(door_pass, guest(email=registration.email), at=DOORS_OPEN)
    assert refused.value.code == "already_other"
    assert not Scan.objects.exists()


def test_guests_end_with_the_right_of_whoever_gave_the_pass(door_pass):
    door_pass.made_by.role_grants.filter(role=Role.SECRETARIAT).delete()
    with pytest.raises(RegistrationRefused) as refused:
        walk_ins.let_in(door_pass, guest(), at=DOORS_OPEN)
    assert refused.value.code == "not_allowed"
