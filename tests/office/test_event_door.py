"""What the office shows of an event's door and feedback, and what can be done there."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from mayorsclub.events.domain import door, feedback
from mayorsclub.events.models import Event
from mayorsclub.office import event_door
from tests.events.test_door import read
from tests.factories.accounts import SecretariatFactory
from tests.factories.events import EventFactory, RegistrationFactory


@pytest.fixture
def event(db) -> Event:
    """It begins in an hour."""
    return EventFactory(starts_at=timezone.now() + timedelta(hours=1))


def shown(event: Event) -> str:
    return "".join(
        render_to_string(panel.template, {"panel": panel.context})
        for panel in event_door.panels(event)
    )


def test_a_pass_is_given_shown_as_link_and_code_and_taken_back(event):
    by = SecretariatFactory()
    give = event_door.actions(event, by=by)[0]
    form = give.made_form({"door_pass-label": "Олена", "door_pass-hours": "12"}, {})
    assert form.is_valid()
    give.run(**form.cleaned_data)
    door_pass = event.door_passes.get()
    assert door_pass.expires_at - door_pass.made_at == timedelta(hours=12)
    text = shown(event)
    assert f"/door/{door.secret_of(door_pass)}/" in text
    assert "data:image/svg+xml" in text
    _give, take_back = event_door.actions(event, by=by)
    take_back.run()
    door_pass.refresh_from_db()
    assert door_pass.revoked_at is not None
    assert door.secret_of(door_pass) not in shown(event)


def test_readings_that_fitted_nothing_are_shown(event):
    by = SecretariatFactory()
    door_pass = door.give_pass(event.pk, label="Вхід", by=by, at=timezone.now())
    gone = RegistrationFactory(event=event, name="<b>Пішов</b>", standing="cancelled")
    at = timezone.now()
    for text in ("nothing", door.tickets.ticket_of(gone)):
        door.scan(door_pass, read(text, at=at, offline=True), at=at)
    text = shown(event)
    assert "&lt;b&gt;Пішов&lt;/b&gt;" in text
    assert text.count("без мережі") == 3  # each of the two, and their sum


@pytest.mark.parametrize("change", [{"state": "cancelled"}, {"state": "draft"}, {"days": -9}])
def test_no_pass_is_offered_where_there_is_no_door(event, change):
    if days := change.pop("days", 0):
        moved = timezone.now() + timedelta(days=days)
        change = {"starts_at": moved, "ends_at": moved + timedelta(hours=2)}
    Event.objects.update(**change)
    event.refresh_from_db()
    assert event_door.actions(event, by=SecretariatFactory()) == []


def test_feedback_is_shown_as_bars_from_three_answers_on(db):
    ended = timezone.now() - timedelta(days=1)
    event = EventFactory(starts_at=ended - timedelta(hours=2), ends_at=ended)
    for n in range(3):
        person = RegistrationFactory(event=event)
        feedback.give(
            person.pk, marks={"overall": 5 - n}, comment="<i>Дякую</i>", at=timezone.now()
        )
        text = shown(event)
        assert ("<rect" in text) is (n == 2)
        assert ("&lt;i&gt;Дякую" in text) is (n == 2)
    assert "4,0" in text
    assert ' style="' not in text


@pytest.mark.parametrize("count", [2, 12])
def test_the_panels_cost_the_same_whatever_the_number(event, count, django_assert_num_queries):
    by, at = SecretariatFactory(), timezone.now()
    for n in range(count):
        door_pass = door.give_pass(event.pk, label=f"Вхід {n}", by=by, at=at)
        door.scan(door_pass, read("nothing", at=at), at=at)
    with django_assert_num_queries(5):
        shown(event)
