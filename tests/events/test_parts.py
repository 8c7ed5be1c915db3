"""Programme, questions, seats and partners of an event."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.dispatch import receiver

from mayorsclub.events.domain import events, partners, programme, questions, seats
from mayorsclub.events.domain.programme import ItemFacts
from mayorsclub.events.domain.questions import QuestionFacts
from mayorsclub.events.models import EventPartner, Group, Question, Quota, Standing, State
from mayorsclub.events.signals import event_changed, seats_grew
from mayorsclub.partners.models import Status
from tests.events.asking import actions, letters, refusal
from tests.factories.accounts import EditorFactory, SecretariatFactory
from tests.factories.events import DraftEventFactory, EventFactory, RegistrationFactory
from tests.factories.partners import PartnerFactory
from tests.moments import DAY, NOON

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
START = NOON + 7 * DAY


@pytest.fixture
def office():
    return SecretariatFactory()


@pytest.fixture
def heard():
    """What was told to whoever listens, in order."""
    told: list[object] = []

    @receiver(event_changed)
    def changed(sender: object, event: object, **_more: object) -> None:
        told.append(("changed", event))

    @receiver(seats_grew)
    def grew(sender: object, event: object, **_more: object) -> None:
        told.append(("grew", event))

    yield told
    event_changed.disconnect(changed)
    seats_grew.disconnect(grew)


def item(**changes: object) -> ItemFacts:
    return replace(
        ItemFacts(START, "Відкриття", START + HOUR, "Opening", "Зразок Олена\n\n Приклад І. "),
        **changes,
    )


def question(**changes: object) -> QuestionFacts:
    return replace(QuestionFacts(Question.Kind.TEXT, "Що їсте?", "What do you eat?"), **changes)


# Programme


def test_a_point_of_the_programme_is_added_changed_and_taken_out(office, heard):
    event = RegistrationFactory().event

    point = programme.add(event.pk, item(), by=office, at=NOON)
    assert [(p.title_uk, p.speakers_uk) for p in event.programme.all()] == [
        ("Відкриття", "Зразок Олена\nПриклад І.")
    ]
    programme.change(point.pk, item(title_uk="Початок", ends_at=None), by=office, at=NOON)
    assert [(p.title_uk, p.ends_at) for p in event.programme.all()] == [("Початок", None)]
    programme.remove(point.pk, by=office, at=NOON)

    assert list(event.programme.all()) == []
    assert actions(event) == ["event.programme_changed"] * 3
    assert heard == [("changed", event)] * 3
    event.refresh_from_db()
    assert event.sequence == 0
    assert letters() == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title_uk": " \x00 "}, "no_title"),
        ({"title_uk": "я" * 251}, "too_long"),
        ({"speakers_uk": "я" * 2001}, "too_long"),
        ({"starts_at": START - HOUR}, "outside"),
        ({"ends_at": START}, "outside"),
        ({"ends_at": START + 2 * HOUR + timedelta(seconds=1)}, "outside"),
        ({"starts_at": START + 2 * HOUR, "ends_at": None}, "outside"),
    ],
)
def test_a_point_must_fit_the_event(office, change, code):
    event = EventFactory()
    point = programme.add(event.pk, item(), by=office, at=NOON)

    for call, pk in ((programme.add, event.pk), (programme.change, point.pk)):
        assert refusal(call, pk, item(**change), by=office, at=NOON) == code
    assert [p.title_uk for p in event.programme.all()] == ["Відкриття"]


def test_the_programme_moves_with_the_event(office):
    event = EventFactory()
    programme.add(event.pk, item(), by=office, at=NOON)

    events.redate(
        event.pk,
        starts_at=START + DAY,
        ends_at=START + DAY + HOUR,
        place_uk="Київ",
        place_en="",
        reason_uk="Чому",
        reason_en="",
        by=office,
        at=NOON,
    )

    assert [(p.starts_at, p.ends_at) for p in event.programme.all()] == [
        (START + DAY, START + DAY + HOUR)
    ]


def test_a_programme_that_still_fits_stays_where_it_is(office):
    event = EventFactory()
    programme.add(event.pk, item(), by=office, at=NOON)
    earlier = replace(events.facts_of(event), starts_at=START - HOUR)

    events.change(event.pk, earlier, by=office, at=NOON)

    assert [p.starts_at for p in event.programme.all()] == [START]


def test_an_event_too_short_for_its_programme_is_refused(office):
    event = EventFactory()
    programme.add(event.pk, item(), by=office, at=NOON)
    short = replace(events.facts_of(event), ends_at=START + timedelta(minutes=30))

    assert refusal(events.change, event.pk, short, by=office, at=NOON) == "outside"


# Questions


def test_a_question_is_asked_changed_and_taken_off(office, heard):
    event = EventFactory()

    asked = questions.add(event.pk, question(is_required=True), by=office, at=NOON)
    questions.change(asked.pk, question(label_uk="Що п’єте?"), by=office, at=NOON)
    asked.refresh_from_db()
    assert (asked.label_uk, asked.is_required, asked.removed_at) == ("Що п’єте?", False, None)

    questions.remove(asked.pk, by=office, at=NOON)
    questions.remove(asked.pk, by=office, at=NOON + DAY)

    asked.refresh_from_db()
    assert asked.removed_at == NOON
    assert actions(event) == [
        "event.question_added",
        "event.question_changed",
        "event.question_removed",
    ]
    assert heard == [("changed", event)] * 3


def test_an_answer_to_another_question_binds_none(office):
    event = EventFactory()
    first, second = (questions.add(event.pk, question(), by=office, at=NOON) for _ in range(2))
    RegistrationFactory(event=event, answers={str(first.pk): str(second.pk)})

    assert questions.change(second.pk, question(label_uk="Інше"), by=office, at=NOON)


def test_choices_are_lines_and_only_of_a_choice(office):
    event = EventFactory()
    facts = question(kind="choice", choices_uk=" Так \r\n\n Ні \n", choices_en="Yes\nNo")

    asked = questions.add(event.pk, facts, by=office, at=NOON)
    text = questions.add(event.pk, replace(facts, kind="text"), by=office, at=NOON)

    assert asked.options == [("1", "Так"), ("2", "Ні")]
    assert (text.choices_uk, text.choices_en) == ("", "")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"label_uk": "\n"}, "no_title"),
        ({"label_uk": "я" * 301}, "too_long"),
        ({"kind": "file"}, "choice"),
        ({"kind": "choice", "choices_uk": "Так"}, "no_choices"),
        ({"kind": "choice", "choices_uk": ""}, "no_choices"),
        ({"kind": "choice", "choices_uk": "Так\n" + "я" * 201}, "too_long"),
        ({"kind": "choice", "choices_uk": "\n".join(map(str, range(51)))}, "too_many"),
    ],
)
def test_what_cannot_be_asked_is_refused(office, change, code):
    event = EventFactory()

    assert refusal(questions.add, event.pk, question(**change), by=office, at=NOON) == code
    assert not event.questions.exists()


# Seats


def taken(event, **groups: int) -> None:
    for group, number in groups.items():
        for _ in range(number):
            RegistrationFactory(event=event, group=group)


def test_seats_are_set_and_whoever_waits_is_looked_for(office, heard):
    event = EventFactory()
    Quota.objects.create(event=event, group=Group.GUESTS, seats=1)

    seats.set_seats(
        event.pk, seats=10, quotas={Group.MEMBERS: 5, "partners": 0}, by=office, at=NOON
    )

    event.refresh_from_db()
    assert event.seats == 10
    assert {quota.group: quota.seats for quota in event.quotas.all()} == {
        "members": 5,
        "partners": 0,
    }
    assert actions(event) == ["event.seats_set"]
    assert heard == [("changed", event), ("grew", event)]


def test_the_limit_is_taken_away(office):
    event = EventFactory(seats=1)
    taken(event, members=1)

    seats.set_seats(event.pk, seats=None, quotas={}, by=office, at=NOON)

    event.refresh_from_db()
    assert (event.seats, event.quotas.count()) == (None, 0)


def test_more_seats_let_the_next_move_up(office):
    event = EventFactory(seats=1)
    taken(event, public=1)
    waiting = RegistrationFactory(event=event, standing=Standing.WAITING, waiting_since=NOON)

    seats.set_seats(event.pk, seats=2, quotas={}, by=office, at=NOON)

    waiting.refresh_from_db()
    assert waiting.standing == Standing.OFFERED


@pytest.mark.parametrize(
    ("number", "quotas", "code"),
    [
        (2, {}, "too_few_seats"),
        (3, {"members": 1}, "too_few_of_group"),
        (None, {"members": 1}, "too_few_of_group"),
        (4, {"members": 4}, "too_few_for_others"),
        (3, {"members": 2, "partners": 2}, "quotas_exceed"),
        (0, {}, "number"),
        (None, {"members": -1}, "number"),
        (100_001, {}, "number"),
        (None, {"kings": 1}, "choice"),
    ],
)
def test_nobody_loses_a_place(office, number, quotas, code):
    """Two members and one of the public have places."""
    event = EventFactory(seats=20)
    taken(event, members=2, public=1)

    call = refusal(seats.set_seats, event.pk, seats=number, quotas=quotas, by=office, at=NOON)

    assert call == code
    event.refresh_from_db()
    assert (event.seats, event.quotas.count()) == (20, 0)


def test_an_offered_seat_is_taken_and_a_wish_is_not(office):
    event = EventFactory(seats=5)
    RegistrationFactory(event=event, standing=Standing.OFFERED, offered_until=NOON + DAY)
    RegistrationFactory(event=event)
    RegistrationFactory(event=event, standing=Standing.WAITING)
    RegistrationFactory(event=event, standing=Standing.CANCELLED)

    few = refusal(seats.set_seats, event.pk, seats=1, quotas={}, by=office, at=NOON)
    seats.set_seats(event.pk, seats=2, quotas={}, by=office, at=NOON)

    assert few == "too_few_seats"


# Partners


def test_partners_stand_with_the_event_in_their_order(office, heard):
    event = EventFactory()
    first, second, third = PartnerFactory.create_batch(3)

    partners.set_partners(event.pk, [second.pk, first.pk], by=office, at=NOON)
    partners.set_partners(event.pk, [second.pk, first.pk], by=office, at=NOON)
    partners.set_partners(event.pk, [third.pk, second.pk, third.pk], by=office, at=NOON)

    assert [row.partner for row in event.partners.all()] == [third, second]
    assert actions(event) == ["event.partners_changed"] * 2
    assert heard == [("changed", event)] * 2


@pytest.mark.parametrize("status", [Status.SUSPENDED, Status.ENDED])
def test_only_active_partners_are_named_anew(office, status):
    event = EventFactory()
    former = PartnerFactory(status=status)

    assert refusal(partners.set_partners, event.pk, [former.pk], by=office, at=NOON) == "choice"
    assert refusal(partners.set_partners, event.pk, [0], by=office, at=NOON) == "choice"

    EventPartner.objects.create(event=event, partner=former)
    active = PartnerFactory()
    partners.set_partners(event.pk, [former.pk, active.pk], by=office, at=NOON)
    assert [row.partner for row in event.partners.all()] == [former, active]


# For all of them


def test_only_the_secretariat_changes_the_parts_and_not_of_what_is_off(office):
    editor = EditorFactory()

    def tries(event, by) -> list[str]:
        return [
            refusal(programme.add, event.pk, item(), by=by, at=NOON),
            refusal(questions.add, event.pk, question(), by=by, at=NOON),
            refusal(seats.set_seats, event.pk, seats=1, quotas={}, by=by, at=NOON),
            refusal(partners.set_partners, event.pk, [], by=by, at=NOON),
        ]

    assert tries(DraftEventFactory(), editor) == ["not_allowed"] * 4
    assert tries(EventFactory(state=State.CANCELLED), office) == ["not_now"] * 4
    assert tries(EventFactory(archived_at=NOON), office) == ["archived"] * 4
