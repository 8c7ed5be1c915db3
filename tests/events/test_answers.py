"""What a registration answered is changed: by whom, until when, and what the log says."""

from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from freezegun import freeze_time

from mayorsclub.accounts.own_data import parts_of
from mayorsclub.audit.models import Entry
from mayorsclub.audit.queries import history
from mayorsclub.events.domain import forgetting, registering
from mayorsclub.events.domain.answering import change_answers
from mayorsclub.events.domain.tokens import Purpose, token
from mayorsclub.events.models import Audience, Registration, Standing, State
from mayorsclub.mail.models import Letter
from mayorsclub.membership.models import Status
from tests.events.asking import code, refusal
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, RegistrationFactory
from tests.factories.membership import DelegateFactory, MemberFactory
from tests.moments import DAY, MINUTE, NOON
from tests.sign_in import sign_in

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def asking_event(**facts):
    """An event with a text, a choice and a consent that must be given."""
    event = EventFactory(**facts)
    event.questions.create(kind="text", label_uk="Що їсте?", label_en="What do you eat?")
    event.questions.create(kind="choice", label_uk="Чим їдете?", choices_uk="Поїздом\nАвто")
    event.questions.create(kind="consent", label_uk="Згода на фото", is_required=True)
    return event


def numbers(event):
    return [str(question.pk) for question in event.questions.all()]


def answered(event=None, **facts):
    """A place whose answers were given at NOON: everything, train, consent."""
    event = event or asking_event()
    answers = dict(zip(numbers(event), ["Усе", "1", NOON.isoformat()], strict=True))
    return RegistrationFactory(event=event, answers=answers, **facts)


def given(registration, *values):
    """By the number of the question, as a form gives it."""
    return dict(zip(numbers(registration.event), values, strict=True))


def change(registration, *values, by=None, at=NOON + HOUR):
    return change_answers(registration.pk, given(registration, *values), by=by, at=at)


def page_of(registration):
    return f"/events/registration/{token(Purpose.REGISTRATION, registration.nonce)}/"


def text_of(answer):
    return unescape(answer.content.decode())


# -- By whom -------------------------------------------------------------------------------


def test_the_person_changes_the_answers_and_the_log_says_which_not_what():
    registration = answered()
    text, choice, consent = numbers(registration.event)

    change(registration, "  Без м’яса ", "2", True, by=registration.user)

    registration.refresh_from_db()
    # The consent is the one of NOON: it was not given anew.
    assert registration.answers == {text: "Без м’яса", choice: "2", consent: NOON.isoformat()}
    assert registration.answers_changed_at == NOON + HOUR
    assert registration.answers_changed_by == registration.user
    line = history(registration).get()
    assert (line.action, line.actor_id) == ("registration.answers_changed", registration.user_id)
    assert line.facts == {
        "event": registration.event_id,
        "questions": [int(text), int(choice)],
    }
    assert not Letter.objects.exists()


def test_whoever_has_the_link_changes_them_in_nobodys_name():
    registration = answered(user=None)

    change(registration, "", "", True)

    registration.refresh_from_db()
    assert list(registration.answers) == numbers(registration.event)[2:]
    assert (registration.answers_changed_at, registration.answers_changed_by) == (NOON + HOUR, None)
    assert history(registration).get().actor_id is None


def test_a_delegate_changes_them_for_the_member_only_while_let():
    delegate = DelegateFactory(may_register=True)
    member = delegate.member
    registration = answered(user=member.user, member=member)

    change(registration, "Борщ", "1", True, by=delegate.user)

    registration.refresh_from_db()
    assert registration.answers_changed_by == delegate.user
    delegate.may_register = False
    delegate.save()
    again = given(registration, "Інше", "1", True)
    assert (
        refusal(change_answers, registration.pk, again, by=delegate.user, at=NOON) == "not_allowed"
    )
    delegate.may_register, delegate.removed_at = True, NOON
    delegate.save()
    assert (
        refusal(change_answers, registration.pk, again, by=delegate.user, at=NOON) == "not_allowed"
    )
    member.status = Status.SUSPENDED
    member.save()
    assert change(registration, "Сам", "1", True, by=member.user).answers_changed_by == member.user


def test_nobody_else_changes_them():
    registration = answered()
    stranger = UserFactory()

    refused = refusal(
        change_answers, registration.pk, given(registration, "", "", True), by=stranger, at=NOON
    )

    assert refused == "not_allowed"
    registration.refresh_from_db()
    assert len(registration.answers) == 3
    assert not Entry.objects.exists()


def test_the_same_answers_leave_no_line():
    registration = answered()

    change(registration, "Усе", "1", True, by=registration.user)

    registration.refresh_from_db()
    assert registration.answers_changed_at is None
    assert not Entry.objects.exists()


# -- Until when, and what they must be ------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "refused"),
    [
        ({}, ""),
        ({"registration_until": NOON + 2 * HOUR}, ""),
        ({"registration_until": NOON + HOUR}, "closed"),
        ({"starts_at": NOON + HOUR}, "over"),
        ({"takes_registrations": False}, "no_registration"),
        ({"state": State.POSTPONED}, "postponed"),
        ({"state": State.CANCELLED}, "cancelled"),
        ({"archived_at": NOON}, "closed"),
    ],
)
def test_answers_are_changed_while_registration_is_open(facts, refused):
    registration = answered(asking_event(**facts))

    assert code(lambda: change(registration, "Борщ", "2", True)) == refused


@pytest.mark.parametrize(
    ("standing", "refused"),
    [
        (Standing.REGISTERED, ""),
        (Standing.WAITING, ""),
        (Standing.OFFERED, ""),
        (Standing.CANCELLED, "not_now"),
        (Standing.LAPSED, "not_now"),
    ],
)
def test_answers_are_changed_while_the_registration_stands(standing, refused):
    registration = answered(standing=standing, offered_until=NOON + DAY)

    assert code(lambda: change(registration, "Борщ", "2", True)) == refused


@pytest.mark.parametrize(
    ("values", "refused"),
    [
        (("Усе", "1", False), "answer_required"),
        (("Усе", "1", None), "answer_required"),
        (("я" * 1001, "1", True), "answer_too_long"),
        (("Усе", "3", True), "no_such_choice"),
        (("Усе", "Поїздом", True), "no_such_choice"),
    ],
)
def test_what_registering_refuses_is_refused_here(values, refused):
    registration = answered()

    assert code(lambda: change(registration, *values)) == refused
    registration.refresh_from_db()
    assert registration.answers_changed_at is None


def test_what_is_asked_no_more_keeps_its_answer_and_foreign_questions_get_none():
    registration = answered()
    text, choice, consent = numbers(registration.event)
    registration.event.questions.filter(pk=text).update(removed_at=NOON)
    foreign = EventFactory().questions.create(kind="text", label_uk="Чуже")
    values = {text: "Інше", str(foreign.pk): "Так", choice: "2", consent: True, "x": "y"}

    change_answers(registration.pk, values, by=None, at=NOON + HOUR)

    registration.refresh_from_db()
    assert registration.answers == {text: "Усе", choice: "2", consent: NOON.isoformat()}


def test_a_consent_taken_back_and_given_again_has_its_new_moment():
    event = EventFactory()
    consent = str(event.questions.create(kind="consent", label_uk="Згода").pk)
    registration = RegistrationFactory(event=event, answers={consent: NOON.isoformat()})

    change_answers(registration.pk, {consent: False}, by=None, at=NOON + MINUTE)
    change_answers(registration.pk, {consent: True}, by=None, at=NOON + HOUR)

    registration.refresh_from_db()
    assert registration.answers == {consent: (NOON + HOUR).isoformat()}


def test_who_is_forgotten_leaves_no_trace_of_it():
    registration = answered(user=None, answers_changed_at=NOON, answers_changed_by=UserFactory())

    forgetting.forget(registration, at=NOON + DAY)

    registration.refresh_from_db()
    assert registration.answers == {}
    assert (registration.answers_changed_at, registration.answers_changed_by) == (None, None)


def test_the_person_takes_along_when_they_were_changed():
    registration = answered(answers_changed_at=NOON + HOUR)

    part = next(each for each in parts_of(registration.user) if each.name == "events")

    assert NOON + HOUR in [value for _name, value in part.records[0]]


# -- The pages -----------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _at_noon():
    with freeze_time(NOON):
        yield


def client_of(user, **options):
    client = Client(**options)
    sign_in(client, user)
    return client


def fields(registration, *values):
    """What the page's form sends."""
    filled = zip(numbers(registration.event), values, strict=True)
    return {f"question_{number}": value for number, value in filled if value}


def test_by_the_link_the_page_shows_what_was_answered_and_changes_it():
    registration, client = answered(user=None), Client()
    page = page_of(registration)

    shown = text_of(client.get(page))
    assert "Усе" in shown
    assert "Поїздом" in shown
    assert f'href="{page}answers/"' in shown
    form = text_of(client.get(f"{page}answers/"))
    assert "Усе</textarea>" in form
    assert form.count("checked") == 2

    answer = client.post(f"{page}answers/", fields(registration, "Борщ", "2", "on"))

    assert (answer.status_code, answer["Location"]) == (302, page)
    shown = text_of(client.get(page))
    assert "Борщ" in shown
    assert "Авто" in shown
    assert "Усе" not in shown
    assert "за посиланням із листа" in shown


def test_the_page_says_in_whose_hand_it_was():
    delegate = DelegateFactory(may_register=True)
    registration = answered(user=delegate.member.user, member=delegate.member)
    client = client_of(delegate.user)

    client.post(f"{page_of(registration)}answers/", fields(registration, "Борщ", "2", "on"))

    assert str(delegate.user) in text_of(client_of(registration.user).get(page_of(registration)))
    assert registration.user_id != delegate.user_id


def test_whoever_is_signed_in_as_another_changes_them_by_the_link_alone():
    registration = answered()

    client_of(UserFactory()).post(
        f"{page_of(registration)}answers/", fields(registration, "Борщ", "2", "on")
    )

    registration.refresh_from_db()
    assert registration.answers_changed_at == NOON
    assert registration.answers_changed_by is None


def test_without_a_consent_the_form_keeps_what_was_typed_and_says_what_to_do():
    registration = answered(user=None)

    answer = Client().post(
        f"{page_of(registration)}answers/", fields(registration, "Борщ", "2", "")
    )

    assert answer.status_code == 422
    assert "Борщ</textarea>" in text_of(answer)
    assert "відмовтеся від місця" in text_of(answer)
    registration.refresh_from_db()
    assert registration.answers_changed_at is None


def test_when_registration_has_closed_nothing_is_offered_and_a_late_form_says_why():
    registration = answered(asking_event(registration_until=NOON), user=None)
    page = page_of(registration)

    assert "answers/" not in text_of(Client().get(page))
    assert Client().get(f"{page}answers/")["Location"] == page
    late = Client().post(f"{page}answers/", fields(registration, "Борщ", "2", "on"))
    assert late.status_code == 422
    assert "Борщ</textarea>" in text_of(late)
    assert "Реєстрацію закрито" in text_of(late)


def test_an_event_that_asks_nothing_has_no_such_page():
    registration = RegistrationFactory()
    page = page_of(registration)

    assert "answers/" not in text_of(Client().get(page))
    assert Client().get(f"{page}answers/")["Location"] == page


@pytest.mark.parametrize("secret", ["x", "0" * 43, "ї" * 43])
def test_a_link_that_leads_nowhere_is_no_page(secret):
    for answer in (Client().get, Client().post):
        assert answer(f"/events/registration/{secret}/answers/").status_code == 404


def test_it_needs_the_token_against_forged_requests_and_no_reading_changes_it():
    registration = answered(user=None)
    address = f"{page_of(registration)}answers/"
    sent = fields(registration, "Борщ", "2", "on")

    assert Client(enforce_csrf_checks=True).post(address, sent).status_code == 403
    assert Client().get(address, sent)["Cache-Control"] == "no-store, private"
    registration.refresh_from_db()
    assert registration.answers_changed_at is None


def test_answers_are_words_and_never_markup():
    registration = answered(user=None)

    Client().post(
        f"{page_of(registration)}answers/",
        fields(registration, "<script>alert(1)</script>\x00", "2", "on"),
    )

    assert b"<script>alert" not in Client().get(page_of(registration)).content


def test_the_event_and_the_own_events_lead_there():
    registration = answered()
    RegistrationFactory(user=registration.user)
    client = client_of(registration.user)
    address = f'href="{page_of(registration)}answers/"'

    assert address in text_of(client.get(registration.event.get_absolute_url()))
    mine = text_of(client.get("/me/events/"))
    assert (mine.count(address), mine.count("answers/")) == (1, 1)


def test_a_delegate_finds_it_among_the_own_events():
    delegate = DelegateFactory(may_register=True)
    registration = answered(user=delegate.member.user, member=delegate.member)

    assert f"{page_of(registration)}answers/" in text_of(
        client_of(delegate.user).get("/me/events/")
    )


def test_the_own_events_cost_the_same_for_many():
    user = UserFactory()
    client = client_of(user)

    def cost():
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/me/events/").status_code == 200
        return len(asked)

    answered(user=user)
    client.get("/me/events/")
    few = cost()
    for _n in range(8):
        answered(user=user)

    assert cost() == few


def test_answers_of_registering_are_those_that_are_changed():
    event = asking_event(audience=Audience.MEMBERS)
    user = MemberFactory().user
    values = dict(zip(numbers(event), ["Усе", "1", True], strict=True))
    made = registering.register(event.pk, user=user, answers=values, by=user, at=NOON)

    changed = change(made, "Борщ", "2", True, by=user)

    assert changed.answers == made.answers | {
        numbers(event)[0]: "Борщ",
        numbers(event)[1]: "2",
    }
    assert Registration.objects.get().standing == Standing.REGISTERED
