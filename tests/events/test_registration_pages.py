"""Registering, the page of a registration, the own events, an invitation: over HTTP."""

from datetime import timedelta
from html import unescape

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time

from mayorsclub.accounts.home import items_for
from mayorsclub.events.domain import registering
from mayorsclub.events.domain.tokens import Purpose, token
from mayorsclub.events.models import Audience, Question, Registration, Standing, State
from mayorsclub.events.refusals import RegistrationRefused
from mayorsclub.inbox import stamps
from mayorsclub.mail.models import Letter
from tests.factories.accounts import SecretariatFactory, UserFactory
from tests.factories.events import EventFactory, InvitationFactory, RegistrationFactory
from tests.factories.membership import DelegateFactory, MemberFactory
from tests.moments import DAY, MINUTE, NOON
from tests.sign_in import sign_in

pytestmark = pytest.mark.django_db
LINK = "https://meet.example.org/x"


@pytest.fixture(autouse=True)
def _at_noon():
    with freeze_time(NOON):
        yield


def client_of(user, **options) -> Client:
    client = Client(**options)
    sign_in(client, user)
    return client


def text_of(response) -> str:
    return unescape(response.content.decode())


def typed(*, age: float = 60, **changes: object) -> dict[str, object]:
    stamp = stamps.make(timezone.now() - timedelta(seconds=age))
    return {
        "name": "Зразок Ольга",
        "email": "Olha@Example.org",
        "phone": "067 123 45 67",
        "organisation": "ГО «Зразок»",
        "website": "",
        "stamp": stamp,
        **changes,
    }


def form_of(event) -> str:
    return f"/events/{event.slug}/register/"


def page_of(registration) -> str:
    return f"/events/registration/{token(Purpose.REGISTRATION, registration.nonce)}/"


# -- One click -----------------------------------------------------------------------------


def test_one_click_registers_a_member():
    member, event = MemberFactory(), EventFactory(audience=Audience.MEMBERS)
    client = client_of(member.user)

    answer = client.post(form_of(event))

    made = Registration.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, page_of(made))
    assert "Вас зареєстровано" in text_of(client.get(answer["Location"]))
    assert client.get(form_of(event))["Location"] == page_of(made)


def test_reading_the_form_changes_nothing():
    event = EventFactory()

    assert client_of(UserFactory()).get(form_of(event)).status_code == 200
    assert not Registration.objects.exists()


def test_one_click_needs_the_token_against_forged_requests():
    forged = client_of(UserFactory(), enforce_csrf_checks=True).post(form_of(EventFactory()))

    assert forged.status_code == 403
    assert not Registration.objects.exists()


@pytest.mark.parametrize("audience", [Audience.PARTNERS, Audience.MEMBERS, Audience.INVITED])
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_form_of_a_closed_event_is_not_there(audience, method):
    event = EventFactory(audience=audience)

    for client in (Client(), client_of(UserFactory())):
        for address in (form_of(event), f"{form_of(event)}sent/"):
            assert getattr(client, method)(address, typed()).status_code in (404, 405)
    assert not Registration.objects.exists()


def test_when_it_is_closed_the_page_says_why():
    event = EventFactory(state=State.CANCELLED)

    for client in (Client(), client_of(UserFactory())):
        page = client.get(form_of(event))
        assert (page.status_code, "Подію скасовано" in text_of(page)) == (200, True)
        assert client.post(form_of(event), typed()).status_code == 422


def test_questions_are_asked_and_what_was_typed_stays():
    event = EventFactory()
    text = Question.objects.create(event=event, kind="text", label_uk="Що цікавить?")
    consent = Question.objects.create(
        event=event, kind="consent", label_uk="Згода на фото", is_required=True
    )
    client = client_of(UserFactory())

    refused = client.post(form_of(event), {f"question_{text.pk}": "<b>міст</b>"})
    assert refused.status_code == 422
    assert "&lt;b&gt;міст&lt;/b&gt;" in refused.content.decode()
    assert "Без цієї згоди" in text_of(refused)

    client.post(form_of(event), {f"question_{text.pk}": "міст", f"question_{consent.pk}": "on"})
    assert Registration.objects.get().answers == {
        str(text.pk): "міст",
        str(consent.pk): NOON.isoformat(),
    }


def test_a_delegate_chooses_who_comes():
    delegate = DelegateFactory()
    member, event = delegate.member, EventFactory(audience=Audience.MEMBERS)
    client = client_of(delegate.user)
    assert client.post(form_of(event)).status_code == 422

    client.post(form_of(event), {"comes": f"member-{member.pk}"})
    made = Registration.objects.get()
    assert (made.user, made.by) == (member.user, delegate.user)

    choices = dict(client.get(form_of(event)).context["form"].fields["comes"].choices)
    assert set(choices) == {"me", f"instead-{member.pk}"}
    forged = client.post(form_of(event), {"comes": f"member-{MemberFactory().pk}"})
    assert (forged.status_code, Registration.objects.count()) == (422, 1)


# -- Without an account --------------------------------------------------------------------


def test_the_public_registers_without_a_cookie():
    event = EventFactory()
    strict = Client(enforce_csrf_checks=True)
    assert strict.get(form_of(event)).status_code == 200

    answer = strict.post(form_of(event), typed())

    made = Registration.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{form_of(event)}sent/")
    assert (made.email, made.phone, made.language) == ("olha@example.org", "+380671234567", "uk")
    assert set(strict.cookies) == set()


def test_in_english_the_letter_is_english():
    event = EventFactory()

    Client().post(f"/en{form_of(event)}", typed())

    letter = Letter.objects.get()
    assert (letter.language, letter.subject) == ("en", f"You are registered: {event.title_en}")
    assert "/en/events/registration/" in letter.body_text


def test_the_page_after_is_the_same_for_a_new_and_a_known_address_and_a_robot():
    event = EventFactory(seats=1)
    client = Client()

    answers = [
        client.post(form_of(event), typed()),
        client.post(form_of(event), typed(name="Інша Особа")),
        client.post(form_of(event), typed(email="late@example.org")),
        client.post(form_of(event), typed(email="robot@example.org", website="x")),
    ]
    pages = {client.get(each["Location"]).content for each in answers}

    assert {each.status_code for each in answers} == {302}
    assert len(pages) == 1
    assert sorted(Registration.objects.values_list("email", "standing")) == [
        ("late@example.org", "waiting"),
        ("olha@example.org", "registered"),
    ]


@pytest.mark.parametrize(("age", "said"), [(1, "дуже швидко"), (25 * 3600, "дуже довго")])
def test_too_fast_and_too_old_is_not_taken(age, said):
    event = EventFactory()

    answer = Client().post(form_of(event), typed(age=age))

    assert (answer.status_code, said in text_of(answer)) == (422, True)
    assert "Зразок Ольга" in text_of(answer)
    assert not Registration.objects.exists()


def test_one_address_is_not_written_to_without_end():
    event = EventFactory()
    found = [Client().post(form_of(event), typed()).status_code for _ in range(6)]

    assert found == [302] * 5 + [422]
    assert Letter.objects.count() == 5


@pytest.mark.parametrize("origin", ["cross-site", "same-site"])
def test_a_form_on_another_site_registers_nobody(origin):
    answer = Client().post(form_of(EventFactory()), typed(), headers={"Sec-Fetch-Site": origin})

    assert (answer.status_code, Registration.objects.count()) == (403, 0)


@pytest.mark.parametrize(
    "change",
    [{"name": ""}, {"name": "x" * 161}, {"email": "olha"}, {"email": ""}, {"phone": "12"}],
)
def test_what_is_wrong_is_said_and_the_rest_stays(change):
    answer = Client().post(form_of(EventFactory()), typed(**change))

    assert answer.status_code == 422
    assert "ГО «Зразок»" in text_of(answer)


# -- The page of a registration ------------------------------------------------------------


def test_the_secret_page_goes_into_no_cache_and_to_no_other_site():
    row = RegistrationFactory(user=None)

    page = Client().get(page_of(row))

    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store, private"
    assert page["Referrer-Policy"] == "same-origin"
    assert 'content="noindex"' in page.content.decode()
    assert Client().get("/events/registration/wrong/").status_code == 404


@pytest.mark.parametrize(
    ("standing", "at", "state", "shown"),
    [
        ("registered", -61 * MINUTE, "announced", False),
        ("registered", -60 * MINUTE, "announced", True),
        ("registered", 119 * MINUTE, "announced", True),
        ("registered", 120 * MINUTE, "announced", False),
        ("registered", -MINUTE, "cancelled", False),
        ("registered", -MINUTE, "postponed", False),
        ("waiting", -MINUTE, "announced", False),
        ("offered", -MINUTE, "announced", False),
        ("cancelled", -MINUTE, "announced", False),
    ],
)
def test_the_link_is_shown_to_the_registered_near_the_time(standing, at, state, shown):
    event = EventFactory(is_online=True, online_link=LINK, state=state)
    row = RegistrationFactory(event=event, standing=standing, offered_until=event.starts_at)

    with freeze_time(event.starts_at + at):
        page = Client().get(page_of(row))

    assert (LINK in page.content.decode()) is shown


def test_giving_up_asks_first():
    row = RegistrationFactory(user=None)
    client = Client()
    assert "Так, я не прийду" not in text_of(client.get(page_of(row)))

    asked = client.get(f"{page_of(row)}?give-up=1")
    assert "Так, я не прийду" in text_of(asked)
    row.refresh_from_db()
    assert row.standing == Standing.REGISTERED

    answer = client.post(page_of(row), {"give-up": "1"}, follow=True)
    row.refresh_from_db()
    assert row.standing == Standing.CANCELLED
    assert "Вашу реєстрацію скасовано" in text_of(answer)
    again = client.post(page_of(row), {"give-up": "1"}, follow=True)
    assert "скасовано" in text_of(again)


def test_an_offered_place_is_taken_by_the_link():
    event = EventFactory(seats=1)
    row = RegistrationFactory(
        event=event, user=None, standing="offered", offered_until=NOON + timedelta(hours=1)
    )
    client = Client()
    assert "Зайняти місце" in text_of(client.get(page_of(row)))

    answer = client.post(page_of(row), {"accept": "1"}, follow=True)

    row.refresh_from_db()
    assert row.standing == Standing.REGISTERED
    assert "Місце за Вами" in text_of(answer)


def test_an_offer_whose_time_is_over_is_not_offered():
    row = RegistrationFactory(user=None, standing="offered", offered_until=NOON)

    assert "Зайняти місце" not in text_of(Client().get(page_of(row)))
    answer = Client().post(page_of(row), {"accept": "1"}, follow=True)
    assert RegistrationRefused("offer_over").message in text_of(answer)
    row.refresh_from_db()
    assert row.standing == Standing.OFFERED


def test_a_guest_of_a_closed_event_reads_it_by_the_link_only():
    event = EventFactory(audience=Audience.INVITED)
    row = RegistrationFactory(event=event, user=None)
    event.programme.create(starts_at=event.starts_at, title_uk="Відкриття <b>")

    page = text_of(Client().get(page_of(row)))

    assert "Відкриття <b>" in page
    assert event.get_absolute_url() not in page
    entry = Client().get(f"{page_of(row)}event.ics")
    assert (entry.status_code, entry["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert b"BEGIN:VEVENT" in entry.content
    assert Client().get("/events/registration/wrong/event.ics").status_code == 404


def test_a_name_is_no_markup():
    row = RegistrationFactory(user=None, name="<script>alert(1)</script>")

    assert "<script>alert" not in Client().get(page_of(row)).content.decode()


# -- Invited -------------------------------------------------------------------------------


def address_of(invitation) -> str:
    return f"/events/invited/{token(Purpose.INVITATION, invitation.nonce)}/"


def test_an_invited_guest_registers_by_the_link():
    invitation = InvitationFactory()
    client = Client()
    page = client.get(address_of(invitation))
    assert page["Cache-Control"] == "no-store, private"
    assert invitation.event.title in text_of(page)

    answer = client.post(address_of(invitation), {"name": "Гість Зразковий", "email": "x@y.org"})

    made = Registration.objects.get()
    assert (made.email, made.invitation, made.group) == (invitation.email, invitation, "guests")
    assert answer["Location"] == page_of(made)
    assert page_of(made) in client.get(address_of(invitation)).content.decode()


def test_an_invited_member_registers_with_one_click_by_the_link():
    member = MemberFactory()
    invitation = InvitationFactory(user=member.user, email=member.user.email)

    Client().post(address_of(invitation))

    made = Registration.objects.get()
    assert (made.user, made.group) == (member.user, "members")


def test_an_invitation_is_declined():
    invitation = InvitationFactory()
    client = Client()

    answer = client.post(address_of(invitation), {"decline": "1"}, follow=True)

    invitation.refresh_from_db()
    assert invitation.declined_at == NOON
    assert "Ви відхилили запрошення" in text_of(answer)
    assert client.post(address_of(invitation), {"name": "Гість"}).status_code == 422
    assert not Registration.objects.exists()


@pytest.mark.parametrize("change", [{"revoked_at": NOON}, {"event__public_from": NOON + DAY}])
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_invitation_taken_back_or_not_announced_opens_nothing(change, method):
    invitation = InvitationFactory(**change)

    answer = getattr(Client(), method)(address_of(invitation), {"name": "Гість"})

    assert answer.status_code == 404
    assert invitation.event.title not in text_of(answer)


# -- One's own -----------------------------------------------------------------------------


def test_my_events_come_in_three_parts_and_say_who_comes():
    delegate = DelegateFactory(member__user__surname="Мерова")
    user, member = delegate.user, delegate.member
    past = EventFactory(starts_at=NOON - DAY, title_uk="Минула")
    titles = {
        "Прийду": RegistrationFactory(user=user),
        "Чекаю": RegistrationFactory(user=user, standing="waiting"),
        "Минула": RegistrationFactory(user=user, event=past),
        "За неї": RegistrationFactory(user=member.user, member=member),
        "Замість": RegistrationFactory(user=user, member=member),
        "За адресою": RegistrationFactory(user=None, email=user.email),
    }
    for title, row in titles.items():
        row.event.title_uk = title
        row.event.save()
    RegistrationFactory(user=member.user, event__title_uk="Приватна")
    RegistrationFactory(user=user, standing="cancelled", event__title_uk="Скасована мною")
    RegistrationFactory(event__title_uk="Чужа")

    page = client_of(user).get("/me/events/")

    shown = {
        name: {row.event.title for row in page.context[name]}
        for name in ("coming", "waiting", "past")
    }
    assert shown == {
        "coming": {"Прийду", "За неї", "Замість", "За адресою"},
        "waiting": {"Чекаю"},
        "past": {"Минула"},
    }
    said = text_of(page)
    assert f"Прийде {member.user}" in said
    assert f"Ви прийдете замість: {member.user}" in said


def test_who_may_not_register_for_the_member_sees_nothing_of_it():
    delegate = DelegateFactory(may_register=False)
    member = delegate.member
    RegistrationFactory(user=member.user, member=member, event__title_uk="За неї")

    assert "За неї" not in text_of(client_of(delegate.user).get("/me/events/"))


def test_whoever_was_there_finds_the_certificate_and_the_way_to_say_how_it_was():
    user = UserFactory()
    past = {"starts_at": NOON - DAY, "gives_certificates": True}
    came = RegistrationFactory(
        user=user, event=EventFactory(**past), checked_in_at=NOON - DAY, nonce="came"
    )
    RegistrationFactory(user=user, event=EventFactory(**past))

    page = client_of(user).get("/me/events/").content.decode()

    secret = token(Purpose.REGISTRATION, came.nonce)
    assert f'href="/events/certificate/{secret}/"' in page
    assert f'href="/events/feedback/{secret}/"' in page
    assert page.count('href="/events/certificate/') == page.count('href="/events/feedback/') == 1


def test_whoever_keeps_events_sees_no_closed_one_here_without_the_second_factor():
    event = EventFactory(audience=Audience.MEMBERS)
    secretary, with_factor = SecretariatFactory(), Client()
    sign_in(with_factor, secretary, strong=True)

    for address in (f"/events/{event.slug}/register/", f"/events/{event.slug}/register/sent/"):
        assert client_of(secretary).get(address).status_code == 404
        assert with_factor.get(address).status_code == 200


def test_without_events_the_page_is_friendly():
    page = client_of(UserFactory()).get("/me/events/")

    assert "Ви ще не зареєстровані на жодну подію" in text_of(page)
    assert Client().get("/me/events/").status_code == 302


@pytest.mark.parametrize("size", [1, 10])
def test_my_events_cost_the_same_however_many(size, django_assert_max_num_queries):
    delegate = DelegateFactory()
    member, user = delegate.member, delegate.user
    for _ in range(size):
        RegistrationFactory(user=user)
        RegistrationFactory(user=member.user, member=member)
        RegistrationFactory(user=user, standing="waiting")
        RegistrationFactory(user=user, event=EventFactory(starts_at=NOON - DAY))
    client = client_of(user)
    client.get("/me/events/")

    with django_assert_max_num_queries(12):
        client.get("/me/events/")


def test_the_first_page_tells_of_a_free_place_and_of_tomorrow():
    user = UserFactory()
    until = NOON + timedelta(hours=3)
    offered = RegistrationFactory(user=user, standing="offered", offered_until=until)
    soon = {
        "Сьогодні": EventFactory(starts_at=NOON + timedelta(hours=2)),
        "Завтра": EventFactory(starts_at=NOON + DAY),
        "": EventFactory(starts_at=NOON + 2 * DAY),
    }
    for event in soon.values():
        RegistrationFactory(user=user, event=event)
    RegistrationFactory(user=user, standing="offered", offered_until=NOON)
    RegistrationFactory(user=user, event=EventFactory(state=State.CANCELLED, starts_at=NOON + DAY))

    found = items_for(user, NOON)

    assert [(str(item.title), item.is_urgent) for item in found] == [
        (f"Сьогодні: {soon['Сьогодні'].title}", True),
        (f"Для Вас звільнилося місце: {offered.event.title}", True),
        (f"Завтра: {soon['Завтра'].title}", False),
    ]
    assert found[1].url == page_of(offered)


# -- The box on the event's page -----------------------------------------------------------


def box(event, user, rf) -> str:
    request = rf.get("/")
    request.user = user
    context = {"event": event, "offer": registering.offer(event, user, NOON)}
    return unescape(render_to_string("events/parts/registration.html", context, request))


@pytest.mark.parametrize(
    ("seats", "said"),
    [(None, "Реєстрацію відкрито"), (0, "Стати до списку очікування"), (2, "Залишилося 2 місця")],
)
def test_the_box_offers_what_there_is(rf, seats, said):
    event = EventFactory(seats=seats and seats + 1)
    if seats == 0:
        event.seats = 1
        event.save()
    RegistrationFactory(event=event)

    assert said in box(event, AnonymousUser(), rf)
    assert "<form" not in box(event, AnonymousUser(), rf)
    assert 'method="post"' in box(event, UserFactory(), rf)


def test_with_questions_or_members_to_register_the_button_leads_to_the_form(rf):
    event = EventFactory()
    delegate = DelegateFactory()
    assert "<form" not in box(event, delegate.user, rf)

    Question.objects.create(event=event, kind="text", label_uk="Що?")
    assert "<form" not in box(event, UserFactory(), rf)


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        ("registered", "Ви зареєстровані"),
        ("waiting", "Ви у списку очікування"),
        ("offered", "Для Вас звільнилося місце"),
    ],
)
def test_the_box_says_how_the_own_registration_stands(rf, standing, said):
    row = RegistrationFactory(standing=standing, offered_until=NOON + DAY)
    shown = box(row.event, row.user, rf)

    assert said in shown
    assert page_of(row) in shown


def test_the_box_says_why_nothing_can_be_done(rf):
    event = EventFactory(registration_until=NOON)

    assert RegistrationRefused("closed").message in box(event, AnonymousUser(), rf)


def test_whoever_sees_a_closed_event_without_being_asked_to_it_is_offered_nothing(rf):
    event = EventFactory(audience=Audience.MEMBERS)
    invited = InvitationFactory(declined_at=NOON, user=UserFactory())

    offered = registering.offer(event, SecretariatFactory(), NOON)
    assert (offered.can, offered.why) == ("nothing", RegistrationRefused("not_allowed").message)
    offered = registering.offer(invited.event, invited.user, NOON)
    assert (offered.can, offered.why) == ("nothing", RegistrationRefused("declined").message)


def test_what_one_can_do_costs_a_handful_of_queries(django_assert_max_num_queries):
    delegate, event = DelegateFactory(), EventFactory(seats=5)

    with django_assert_max_num_queries(8):
        registering.offer(event, delegate.user, NOON)
    with django_assert_max_num_queries(2):
        registering.offer(event, AnonymousUser(), NOON)
