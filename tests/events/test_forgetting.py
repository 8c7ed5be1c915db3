"""Guests are forgotten ninety days after; what is known of a person can be taken away."""

from datetime import timedelta

import pytest

from mayorsclub.accounts.own_data import parts_of
from mayorsclub.audit.domain.verify import verify
from mayorsclub.events.domain import forgetting, registering
from mayorsclub.events.domain.registering import GuestFacts
from mayorsclub.events.models import CalendarFeed, Feedback, Question, Registration, State
from mayorsclub.mail.models import Letter
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, InvitationFactory, RegistrationFactory
from tests.moments import DAY, NOON

pytestmark = pytest.mark.django_db
OLHA = GuestFacts("Зразок Ольга", "olha@example.org", "+380671234567", "ГО «Зразок»")


def test_guests_are_forgotten_and_counts_stay():
    event = EventFactory()
    made = registering.register_guest(event.pk, OLHA, language="uk", at=NOON)
    member = RegistrationFactory(event=event, answers={"1": "так"})
    Feedback.objects.create(registration=made, overall=5, comment="Добре", given_at=NOON)
    invitation = InvitationFactory(event=event)
    secret = Letter.objects.get().body_text.split("/registration/")[1].split("/")[0]
    late = event.ends_at + 90 * DAY
    assert forgetting.forget_guests(event.pk, at=late - timedelta(seconds=1)) == 0

    assert forgetting.forget_guests(event.pk, at=late) == 1

    for row in (made, member, invitation):
        row.refresh_from_db()
    assert (made.name, made.email, made.phone, made.organisation, made.answers) == (
        *("–", "", "", ""),
        {},
    )
    assert (made.standing, made.group, made.erased_at) == ("registered", "public", late)
    assert (invitation.name, invitation.email) == ("–", f"erased-{invitation.pk}@erased.invalid")
    assert (member.erased_at, member.answers) == (None, {"1": "так"})
    letter = Letter.objects.get()
    assert (letter.to_address, letter.subject, letter.body_text, letter.calendar) == (
        f"erased-{made.pk}@erased.invalid",
        *("–", "", ""),
    )
    assert registering.find_by_link(secret) is None
    assert Feedback.objects.get().comment == "Добре"
    assert registering.seats_taken(event) == 2
    assert list(forgetting.events_due(late)) == []
    assert verify().faults == []


def test_of_an_event_without_a_new_date_nobody_is_forgotten():
    event = EventFactory(state=State.POSTPONED)
    RegistrationFactory(event=event, user=None)

    assert list(forgetting.events_due(event.ends_at + 900 * DAY)) == []


def test_several_walk_ins_without_an_address_are_forgotten():
    event = EventFactory()
    for _ in range(3):
        RegistrationFactory(event=event, user=None, email="")

    assert forgetting.forget_guests(event.pk, at=event.ends_at + 90 * DAY) == 3
    assert set(Registration.objects.values_list("name", flat=True)) == {"–"}


def test_a_person_takes_away_what_is_known(django_assert_max_num_queries):
    user = UserFactory()
    event = EventFactory()
    question = Question.objects.create(
        event=event, kind="choice", label_uk="Що обираєте?", choices_uk="риба\nм’ясо"
    )
    own = RegistrationFactory(event=event, user=user, answers={str(question.pk): "2"})
    RegistrationFactory(event=EventFactory(), user=None, email=user.email, phone="+380671234567")
    RegistrationFactory(event=event, user=None, email="other@example.org")
    InvitationFactory(user=user, email=user.email)
    Feedback.objects.create(registration=own, overall=4, comment="Корисно", given_at=NOON)
    CalendarFeed.objects.create(user=user, nonce="nonce", token_hash="hash", made_at=NOON)

    with django_assert_max_num_queries(40):
        parts = {part.name: part.records for part in parts_of(user)}

    said = [{str(label): str(value) for label, value in row} for row in parts["events"]]
    assert [row["Що обираєте?"] for row in said if "Що обираєте?" in row] == ["м’ясо"]
    assert len(said) == 2
    assert (len(parts["invitations"]), len(parts["feedback"]), len(parts["calendar"])) == (1, 1, 1)
    everything = str(parts)
    for secret in (own.nonce, own.ticket_hash, own.link_hash, "nonce", "hash"):
        assert secret not in everything


def test_nothing_is_said_of_who_never_came():
    names = {part.name for part in parts_of(UserFactory())}

    assert names & {"events", "invitations", "feedback", "calendar"} == set()
