from datetime import date, timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from mayorsclub.audit import queries as audit
from mayorsclub.committees.domain import bodies
from mayorsclub.committees.models import Body, Majority, Seat
from mayorsclub.committees.refusals import BodyRefused
from mayorsclub.committees.rules import sits_anywhere, sits_in
from mayorsclub.mail.models import Letter
from tests import outcomes
from tests.factories.accounts import SecretariatFactory, UserFactory
from tests.factories.committees import BodyFactory, SeatFactory
from tests.moments import DAY, NOON, TODAY

refused = partial(outcomes.refused, BodyRefused, actor=None, at=NOON)


def appoint(body, user, **kwargs) -> Seat:
    kwargs.setdefault("since", TODAY)
    return bodies.appoint(body, user, actor=None, at=NOON, **kwargs)


def test_two_committees_are_there_from_the_start(db):
    found = Body.objects.filter(slug__in=["membership", "partnership"]).order_by("slug")
    assert [(body.name_uk, body.name_uk_genitive, body.name_en) for body in found] == [
        ("Комітет з членства", "комітету з членства", "Membership Committee"),
        ("Комітет з партнерства", "комітету з партнерства", "Partnership Committee"),
    ]


def test_settings_are_checked_kept_and_logged(db):
    body, actor = BodyFactory(), SecretariatFactory()
    changed = bodies.update_body(
        body, actor=actor, at=NOON, quorum_percent=60, majority=Majority.ABSOLUTE, name_en="Board"
    )
    body.refresh_from_db()
    assert (body.quorum_percent, body.majority, body.name_en) == (60, "absolute", "Board")
    assert changed == body
    entry = audit.history(body).get()
    assert (entry.action, entry.actor) == ("body.changed", actor)
    assert entry.facts == {
        "fields": ["majority", "name_en", "quorum_percent"],
        "majority": "absolute",
        "quorum_percent": 60,
    }


def test_settings_that_cannot_be_are_refused(db):
    body = BodyFactory()
    with pytest.raises(ValidationError) as error:
        bodies.update_body(body, actor=None, at=NOON, quorum_percent=101)
    assert list(error.value.message_dict) == ["quorum_percent"]
    with pytest.raises(TypeError):
        bodies.update_body(body, actor=None, at=NOON, slug="x")
    assert not audit.history(body).exists()


def test_nothing_changed_is_not_logged(db):
    body = BodyFactory()
    bodies.update_body(body, actor=None, at=NOON, quorum_percent=body.quorum_percent)
    assert not audit.history(body).exists()


def test_an_appointment_gives_a_seat_a_letter_and_an_entry(db):
    body, user = BodyFactory(), UserFactory()
    seat = appoint(body, user, is_chair=True)
    assert (seat.is_chair, seat.since, seat.until) == (True, TODAY, None)
    letter = Letter.objects.get(kind="committees.appointed")
    assert letter.to_user == user
    assert "23 листопада 2026 року" in letter.body_text
    assert [e.action for e in audit.history(seat)] == ["seat.appointed", "seat.chair_taken"]


def test_terms_of_one_person_do_not_overlap(db):
    body, user = BodyFactory(), UserFactory()
    appoint(body, user, until=TODAY + 10 * DAY)
    assert refused(bodies.appoint, body, user, since=TODAY + 9 * DAY) == "already_seated"
    assert refused(bodies.appoint, body, user, since=date(2026, 1, 1)) == "already_seated"
    appoint(body, user, since=TODAY + 10 * DAY)
    appoint(BodyFactory(), user)


def test_dates_and_accounts_are_checked(db):
    body = BodyFactory()
    assert refused(bodies.appoint, body, UserFactory(), since=TODAY, until=TODAY) == "wrong_dates"
    off = UserFactory(is_active=False)
    assert refused(bodies.appoint, body, off, since=TODAY) == "inactive"
    later = TODAY + DAY
    assert refused(bodies.appoint, body, UserFactory(), since=later, is_chair=True) == "not_current"
    assert not Seat.objects.exists()


def test_there_is_one_chair_at_a_time(db):
    body = BodyFactory()
    first, second = appoint(body, UserFactory(), is_chair=True), appoint(body, UserFactory())

    bodies.make_chair(second, actor=None, at=NOON)

    chairs = Seat.objects.filter(body=body, is_chair=True)
    assert list(chairs) == [second]
    appoint(body, UserFactory(), is_chair=True)
    assert chairs.count() == 1
    assert first.pk not in chairs.values_list("pk", flat=True)


def test_two_open_chairs_are_refused_by_the_database_too(db):
    body = BodyFactory()
    SeatFactory(body=body, is_chair=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        SeatFactory(body=body, is_chair=True)


def test_only_a_running_seat_takes_the_chair(db):
    body = BodyFactory()
    ended = SeatFactory(body=body, until=TODAY)
    to_come = SeatFactory(body=body, since=TODAY + DAY)
    assert refused(bodies.make_chair, ended) == "not_current"
    assert refused(bodies.make_chair, to_come) == "not_current"


def test_the_past_chair_keeps_the_mark_in_history(db):
    body = BodyFactory()
    first = appoint(body, UserFactory(), is_chair=True)
    bodies.end_seat(first, until=TODAY, actor=None, at=NOON)
    second = appoint(body, UserFactory(), is_chair=True)
    assert set(Seat.objects.filter(body=body, is_chair=True)) == {first, second}


def test_a_seat_ends_on_its_day(db):
    body, user = BodyFactory(), UserFactory()
    seat = appoint(body, user)
    bodies.end_seat(seat, until=TODAY + DAY, actor=None, at=NOON)
    assert sits_in(user, body, TODAY)
    assert not sits_in(user, body, TODAY + DAY)
    assert refused(bodies.end_seat, seat, until=TODAY - DAY) == "wrong_dates"
    bodies.end_seat(seat, until=TODAY, actor=None, at=NOON)
    assert refused(bodies.end_seat, seat, until=TODAY) == "already_ended"


def test_who_sits_anywhere(db):
    user = UserFactory()
    assert not sits_anywhere(user, TODAY)
    seat = SeatFactory(user=user, since=TODAY)
    assert sits_anywhere(user, TODAY)
    assert not sits_anywhere(user, TODAY - timedelta(days=1))
    user.is_active = False
    assert not sits_anywhere(user, TODAY)
    assert seat.user == user
