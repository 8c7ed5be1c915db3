"""Feedback: asked once, given by a secret link, shown summed up."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mayorsclub.events.domain import feedback
from mayorsclub.events.domain.tokens import Purpose, token
from mayorsclub.events.models import Event, Feedback, Registration
from mayorsclub.events.refusals import RegistrationRefused
from mayorsclub.mail.models import Letter
from tests.factories.events import EventFactory, RegistrationFactory
from tests.moments import DAY, MINUTE, NOON

GOOD = {"overall": 5, "usefulness": 4, "speakers": None, "organisation": 3}


@pytest.fixture
def event(db) -> Event:
    """One that ended a day ago, at NOON."""
    return EventFactory(starts_at=NOON - DAY - timedelta(hours=2), ends_at=NOON - DAY)


def asked() -> set[str]:
    return set(Letter.objects.filter(kind="events.feedback").values_list("to_address", flat=True))


def test_a_day_after_those_who_were_there_are_asked_once(event):
    there = RegistrationFactory(event=event, checked_in_at=NOON - DAY)
    RegistrationFactory(event=event)
    RegistrationFactory(event=event, standing="cancelled")
    assert feedback.ask_due(NOON - MINUTE) == 0
    assert feedback.ask_due(NOON) == 1
    assert feedback.ask_due(NOON + DAY) == 0
    assert asked() == {there.email}
    event.refresh_from_db()
    assert event.feedback_asked_at == NOON
    letter = Letter.objects.get(kind="events.feedback")
    assert token(Purpose.REGISTRATION, there.nonce) in letter.body_text


def test_where_nobody_was_checked_in_everybody_with_a_place_is_asked(event):
    people = [RegistrationFactory(event=event) for _n in range(2)]
    RegistrationFactory(event=event, user=None, email="")
    RegistrationFactory(event=event, erased_at=NOON)
    RegistrationFactory(event=event, standing="waiting")
    assert feedback.ask_due(NOON) == 2
    assert asked() == {each.email for each in people}


@pytest.mark.parametrize(
    "change",
    [
        {"asks_feedback": False},
        {"state": "cancelled"},
        {"state": "postponed"},
        {"archived_at": NOON},
        {"ends_at": NOON - timedelta(days=20), "starts_at": NOON - timedelta(days=21)},
    ],
)
def test_of_what_did_not_take_place_or_was_long_ago_nobody_is_asked(event, change):
    RegistrationFactory(event=event)
    Event.objects.update(**change)
    assert feedback.ask_due(NOON) == 0


def test_feedback_is_given_once_and_changed_for_two_weeks(event):
    person = RegistrationFactory(event=event)
    given = feedback.give(person.pk, marks=GOOD, comment=" Добре ", at=NOON)
    assert (given.overall, given.usefulness, given.speakers) == (5, 4, None)
    assert given.comment == "Добре"
    later = NOON + timedelta(days=14) - MINUTE
    changed = feedback.give(person.pk, marks=GOOD | {"overall": 2}, comment="", at=later)
    assert changed.pk == given.pk
    assert (changed.overall, changed.given_at) == (2, NOON)
    with pytest.raises(RegistrationRefused) as refused:
        feedback.give(person.pk, marks=GOOD, comment="", at=NOON + timedelta(days=14))
    assert refused.value.code == "feedback_over"
    assert Feedback.objects.get().overall == 2


@pytest.mark.parametrize(
    ("change", "at", "code"),
    [
        ({}, NOON - 2 * DAY, "feedback_early"),
        ({}, NOON + timedelta(days=60), "feedback_over"),
        ({"standing": "cancelled"}, NOON, "not_allowed"),
        ({"erased_at": NOON}, NOON, "not_allowed"),
    ],
)
def test_feedback_too_early_too_late_or_of_somebody_who_was_not_there(event, change, at, code):
    person = RegistrationFactory(event=event, **change)
    with pytest.raises(RegistrationRefused) as refused:
        feedback.give(person.pk, marks=GOOD, comment="", at=at)
    assert refused.value.code == code
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    "marks", [{}, {"overall": None}, {"overall": 0}, {"overall": 6}, {"overall": 5, "speakers": 9}]
)
def test_a_mark_is_from_one_to_five(event, marks):
    person = RegistrationFactory(event=event)
    with pytest.raises(RegistrationRefused) as refused:
        feedback.give(person.pk, marks=marks, comment="", at=NOON)
    assert refused.value.code == "no_mark"


def test_results_are_summed_up_from_three_answers_on(event):
    marks = [(5, "Я"), (4, ""), (4, "А")]
    for n, (mark, comment) in enumerate(marks):
        person = RegistrationFactory(event=event)
        feedback.give(
            person.pk,
            marks={"overall": mark, "speakers": 3 if n < 2 else None},
            comment=comment,
            at=NOON,
        )
        found = feedback.results(event)
        assert found.are_shown is (n == 2)
        if n < 2:
            assert (found.questions, found.comments) == ([], [])
    assert (found.total, found.asked) == (3, 3)
    (overall,) = found.questions  # two answers on the speakers would show single marks
    assert overall.counts == [(5, 1), (4, 2), (3, 0), (2, 0), (1, 0)]
    assert overall.mean == 4.3
    assert overall.bars[:2] == [(5, 1, 33), (4, 2, 67)]
    assert found.comments == ["А", "Я"]
    assert feedback.results(EventFactory()).total == 0


# -- The page


@pytest.fixture
def person(db) -> Registration:
    """Of an event that ended yesterday by the clock on the wall."""
    ended = timezone.now() - DAY
    return RegistrationFactory(
        event=EventFactory(starts_at=ended - DAY, ends_at=ended), name="Зразок Ольга"
    )


def address(person: Registration) -> str:
    return reverse("events:feedback", args=[token(Purpose.REGISTRATION, person.nonce)])


def test_the_form_is_given_by_the_secret_link_and_shows_what_was_answered(client, person):
    here = address(person)
    assert client.get(here)["Cache-Control"] == "no-store, private"
    typed = {"overall": "4", "usefulness": "", "comment": "<b>Дякую</b>"}
    assert client.post(here, typed).status_code == 302
    text = client.get(here).content.decode()
    assert "&lt;b&gt;Дякую&lt;/b&gt;" in text
    assert Feedback.objects.get().overall == 4


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"overall": "6"},
        {"overall": "x"},
        {"overall": "5", "comment": "ї" * 4001},
        {"overall": "5", "comment": "a\0"},
    ],
)
def test_a_wrong_answer_is_explained_and_stays_typed(client, person, typed):
    answer = client.post(address(person), typed)
    assert answer.status_code == 422
    assert not Feedback.objects.exists()


def test_a_strange_link_and_one_that_is_too_early_show_no_form(client, person):
    assert client.get(reverse("events:feedback", args=["A" * 43])).status_code == 404
    Event.objects.update(ends_at=timezone.now() + DAY)
    assert 'class="form feedback"' not in client.get(address(person)).content.decode()
