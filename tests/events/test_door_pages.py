"""The door over HTTP: the secret link is the whole authority, and opens one event only."""

import json
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from freezegun import freeze_time

from mayorsclub.events.domain import door, tickets
from mayorsclub.events.models import DoorPass, Registration, Scan
from tests.factories.events import DoorPassFactory, EventFactory, RegistrationFactory


@pytest.fixture
def door_pass(db) -> DoorPass:
    """A phone at a door that is open now."""
    now = timezone.now()
    return DoorPassFactory(
        event=EventFactory(starts_at=now + timedelta(hours=1)),
        made_at=now - timedelta(days=1),
        expires_at=now + timedelta(days=1),
    )


def address(name: str, door_pass: DoorPass) -> str:
    return reverse(f"events:{name}", args=[door.secret_of(door_pass)])


def sent(client: Client, door_pass: DoorPass, *readings: object, **more: object):
    body = json.dumps({"readings": readings})
    return client.post(address("door_scan", door_pass), body, content_type="application/json")


def reading(ticket: str, **facts: object) -> dict:
    known = {"key": str(uuid.uuid4()), "ticket": ticket, "at": timezone.now().isoformat()}
    return known | facts


def test_the_page_needs_no_account_and_names_neither_its_secret_nor_a_guest(client, door_pass):
    registration = RegistrationFactory(event=door_pass.event, name="Зразок Ольга")
    answer = client.get(address("door", door_pass))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert door_pass.event.title in text
    for hidden in (door.secret_of(door_pass), registration.name, registration.ticket_hash):
        assert hidden not in text
    assert answer["Cache-Control"] == "no-store, private"
    assert "worker-src 'self'" in answer["Content-Security-Policy"]


def test_no_other_page_may_have_a_worker_and_the_worker_reaches_only_doors(client, db):
    answer = client.get("/door/worker.js")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/javascript")
    assert "Service-Worker-Allowed" not in answer
    assert "worker-src" not in client.get("/sign-in/")["Content-Security-Policy"]


@pytest.mark.parametrize("end", ["revoked", "expired", "unknown", "other_purpose"])
def test_a_dead_link_is_absent_for_everybody_and_everywhere(client, door_pass, end):
    secret = door.secret_of(door_pass)
    if end == "revoked":
        DoorPass.objects.update(revoked_at=timezone.now())
    elif end == "expired":
        DoorPass.objects.update(expires_at=timezone.now() - timedelta(days=3))
    elif end == "unknown":
        secret = "A" * 43
    else:
        secret = tickets.ticket_of(RegistrationFactory(event=door_pass.event))
    page = client.get(reverse("events:door", args=[secret]))
    assert page.status_code == 404
    assert door_pass.event.title not in page.content.decode()
    assert client.get(reverse("events:door_list", args=[secret])).status_code == 404
    assert client.post(reverse("events:door_scan", args=[secret])).status_code == 404
    assert client.post(reverse("events:door", args=[secret]), {"act": "scan"}).status_code == 404


def test_the_list_is_of_this_event_and_without_contacts(client, door_pass):
    coming = RegistrationFactory(event=door_pass.event, name="Зразок Ольга", phone="+380671112233")
    gone = RegistrationFactory(event=door_pass.event, name="Пішов Звідси", standing="cancelled")
    foreign = RegistrationFactory(name="Чужий Гість")
    RegistrationFactory(event=door_pass.event, name="Забутий", erased_at=timezone.now())
    answer = client.get(address("door_list", door_pass))
    listed = answer.json()
    assert (listed["inside"], listed["expected"]) == (0, 1)
    digests = {row["digest"]: row for row in listed["guests"]}
    assert set(digests) == {coming.ticket_hash, gone.ticket_hash}
    assert digests[coming.ticket_hash]["name"] == "Зразок Ольга"
    assert digests[coming.ticket_hash]["code"] == tickets.short_code(coming)
    assert "name" not in digests[gone.ticket_hash]
    text = answer.content.decode()
    for hidden in (coming.email, coming.phone, foreign.ticket_hash, coming.nonce):
        assert hidden not in text
    assert answer["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("count", [3, 30])
def test_the_list_costs_the_same_whatever_its_length(
    client, door_pass, count, django_assert_num_queries
):
    RegistrationFactory.create_batch(count, event=door_pass.event)
    with django_assert_num_queries(2):
        assert len(client.get(address("door_list", door_pass)).json()["guests"]) == count


def test_each_reading_is_answered_by_its_key(client, door_pass):
    registration = RegistrationFactory(event=door_pass.event, name="Зразок Ольга")
    ticket = tickets.ticket_of(registration)
    good, same, bad = reading(ticket, offline=True), reading(ticket), reading("nothing")
    broken = {"key": str(uuid.uuid4()), "ticket": 5, "at": "tomorrow"}
    answer = sent(client, door_pass, good, same, bad, broken)
    found = {each["key"]: each for each in answer.json()["answers"]}
    assert answer.status_code == 200
    assert [found[each["key"]]["outcome"] for each in (good, same, bad, broken)] == [
        "admitted",
        "already",
        "unknown",
        "refused",
    ]
    assert found[good["key"]]["name"] == "Зразок Ольга"
    assert found[good["key"]]["digest"] == registration.ticket_hash
    again = sent(client, door_pass, good).json()["answers"]
    assert [each["outcome"] for each in again] == ["admitted"]
    assert Scan.objects.count() == 3


def test_a_guest_comes_by_the_queue_too(client, door_pass):
    came = reading("", walk_in={"name": "Новий Гість", "organisation": "", "email": ""})
    wrong = reading("", walk_in={"name": "", "email": "not an address"})
    answers = sent(client, door_pass, came, came, wrong).json()["answers"]
    outcomes = {each["key"]: each["outcome"] for each in answers}
    assert outcomes == {came["key"]: "admitted", wrong["key"]: "refused"}
    assert Registration.objects.get(event=door_pass.event).name == "Новий Гість"


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{}",
        "null",
        '{"readings": 5}',
        '{"readings": [5]}',
        "[" * 50_000,
        "\xff\x00",
        json.dumps({"readings": [{}] * 201}),
    ],
)
def test_what_is_no_queue_is_refused_and_changes_nothing(client, door_pass, body):
    answer = client.post(address("door_scan", door_pass), body, content_type="application/json")
    assert answer.status_code == 400
    assert not Scan.objects.exists()


@pytest.mark.parametrize(
    "facts",
    [
        {"key": "x"},
        {"key": None},
        {"key": ["a"]},
        {"at": "9999-12-31T23:59:59+00:00"},
        {"at": "2026-11-23T12:00:00"},
        {"at": "2026-99-99T00:00:00Z"},
        {"at": 5},
        {"ticket": None},
        {"ticket": {"a": 1}},
        {"walk_in": {"name": {"a": 1}, "email": [1]}, "at": "x"},
        {"walk_in": {"name": "\0"}},
    ],
)
def test_a_reading_that_cannot_be_understood_is_answered_and_stops_no_other(
    client, door_pass, facts
):
    registration = RegistrationFactory(event=door_pass.event)
    good = reading(tickets.ticket_of(registration))
    answer = sent(client, door_pass, reading("x") | facts, good)
    outcomes = [each["outcome"] for each in answer.json()["answers"]]
    assert sorted(outcomes) == ["admitted", "refused"]
    assert Scan.objects.get().registration == registration


def test_the_page_of_one_door_lets_nobody_into_another_event(client, door_pass):
    foreign = RegistrationFactory(event=EventFactory(starts_at=door_pass.event.starts_at))
    answer = sent(client, door_pass, reading(tickets.ticket_of(foreign))).json()["answers"]
    assert answer[0]["outcome"] == "unknown"
    assert answer[0]["name"] == ""
    scan = Scan.objects.get()
    other = DoorPassFactory(
        event=foreign.event, made_at=door_pass.made_at, expires_at=door_pass.expires_at
    )
    shown = client.get(f"{address('door', other)}?scan={scan.key}")
    assert "door__headline" not in shown.content.decode().split("door__form")[0]


def test_too_many_requests_of_one_phone_are_told_to_wait(client, door_pass):
    # Another phone of the same event is not held up.
    other = DoorPassFactory(
        event=door_pass.event, made_at=door_pass.made_at, expires_at=door_pass.expires_at
    )
    with freeze_time(timezone.now()):
        listed = [client.get(address("door_list", door_pass)).status_code for _n in range(61)]
        assert client.get(address("door_list", other)).status_code == 200
    assert listed == [200] * 60 + [429]
    handed = [sent(client, door_pass).status_code for _n in range(121)]
    assert handed == [200] * 120 + [429]


# -- Without a script


def test_a_code_is_read_by_the_form_once(client, door_pass):
    registration = RegistrationFactory(event=door_pass.event, name="Зразок Ольга")
    here = address("door", door_pass)
    typed = {"act": "scan", "key": str(uuid.uuid4()), "ticket": tickets.shown_code(registration)}
    for _n in range(2):
        answer = client.post(here, typed, follow=True)
        assert "Вітаємо" in answer.content.decode()
        assert "Зразок Ольга" in answer.content.decode()
    assert Scan.objects.count() == 1


def test_a_name_is_found_by_the_form_and_checked_in(client, door_pass):
    RegistrationFactory(event=door_pass.event, name="Зразок Ольга", organisation="Ґрунт")
    RegistrationFactory(event=door_pass.event, name="Приклад Іван")
    here = address("door", door_pass)
    found = client.post(here, {"act": "scan", "key": str(uuid.uuid4()), "ticket": "ОЛЬГА грунт"})
    assert found.status_code == 302
    text = client.get(found["Location"]).content.decode()
    assert "Зразок Ольга" in text
    assert "Приклад Іван" not in text


@pytest.mark.parametrize("typed", ["", "x" * 201, "\0"])
def test_the_form_without_a_ticket_says_what_to_type(client, door_pass, typed):
    data = {"act": "scan", "key": str(uuid.uuid4()), "ticket": typed}
    assert client.post(address("door", door_pass), data).status_code == 422
    assert not Scan.objects.exists()


def test_the_forms_of_the_page_need_their_token_against_forged_requests(door_pass):
    client = Client(enforce_csrf_checks=True)
    answer = client.post(address("door", door_pass), {"act": "scan", "ticket": "x"})
    assert answer.status_code == 403


def test_a_guest_is_let_in_by_the_form(client, door_pass):
    data = {"act": "walk_in", "guest-key": str(uuid.uuid4()), "guest-name": "<b>Гість</b>"}
    text = client.post(address("door", door_pass), data, follow=True).content.decode()
    assert "&lt;b&gt;Гість&lt;/b&gt;" in text
    assert Registration.objects.get(event=door_pass.event).is_walk_in
