"""What must not work."""

import pytest
from django.test import Client

from mayorsclub.applications.models import Application, State
from mayorsclub.applications.steps import LONGEST_VALUE
from mayorsclub.committees.models import Matter
from mayorsclub.mail.models import Letter
from tests.applications.lives import draft, path_in_letter, submitted, under_review
from tests.applications.test_pages import EMAIL, begin, text_of
from tests.applications.trial import PERSON
from tests.factories.accounts import UserFactory
from tests.sign_in import sign_in

pytestmark = pytest.mark.django_db


def test_a_draft_of_somebody_else_cannot_be_named(client):
    other = draft("olha@example.org")
    for address in ("/trial/apply/", "/trial/apply/person/", "/trial/apply/check/"):
        assert client.get(f"{address}?application={other.pk}").url == "/trial/start/"
    client.post("/trial/apply/person/", {**PERSON, "application": other.pk, "pk": other.pk})
    other.refresh_from_db()
    assert other.drafts["person"]["raw"] == PERSON
    sign_in(client, UserFactory())
    assert client.get("/trial/apply/person/").url == "/trial/start/"


def test_an_account_with_an_address_that_is_not_verified_opens_no_draft(client):
    draft()
    sign_in(client, UserFactory(email=EMAIL, verified_address=False))
    assert client.get("/trial/apply/person/").url == "/trial/start/"


def test_steps_cannot_be_skipped(client):
    begin(client)
    assert client.get("/trial/apply/more/").url == "/trial/apply/"
    assert client.post("/trial/apply/more/", {"why": "x"}).url == "/trial/apply/"
    assert client.get("/trial/apply/check/").url == "/trial/apply/person/"
    assert client.post("/trial/apply/check/", {"consent": "on"}).url == "/trial/apply/person/"
    assert client.get("/trial/apply/unknown/").url == "/trial/apply/"
    assert Application.objects.get().state == State.DRAFT


def test_null_bytes_and_huge_texts_are_kept_within_bounds(client):
    begin(client)
    page = client.post(
        "/trial/apply/person/",
        {**PERSON, "surname": "a\x00b", "given_name": "я" * 60_000, "stranger": "x"},
    )
    assert page.status_code == 200
    raw = Application.objects.get().drafts["person"]["raw"]
    assert raw["surname"] == ["ab"]
    assert len(raw["given_name"][0]) == LONGEST_VALUE
    assert "stranger" not in raw


def test_a_megabyte_too_much_is_refused_whole(client):
    begin(client)
    page = client.post("/trial/apply/person/", {**PERSON, "surname": "x" * 3_000_000})
    assert page.status_code == 400


def test_markup_stays_text(client):
    begin(client)
    client.post("/trial/apply/person/", {**PERSON, "surname": "<script>alert(1)</script>{{ 7 }}"})
    page = text_of(client.get("/trial/apply/check/"))
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_a_replayed_confirmation_changes_nothing(client):
    application = submitted()
    link = path_in_letter("applications.confirm")
    client.post(link)
    again = Client().post(link)
    assert again.status_code == 404
    assert Matter.objects.count() == 1
    application.refresh_from_db()
    assert application.state == State.UNDER_REVIEW


def test_looking_at_links_changes_nothing(client):
    application = submitted()
    before = Application.objects.values().get()
    link = path_in_letter("applications.confirm")
    for _ in range(3):
        client.get(link)
        client.head(link)
    assert Application.objects.values().get() == before
    assert application.state == State.SUBMITTED


@pytest.mark.parametrize("token", ["x", "a" * 500, "%00", "..%2f"])
def test_guessed_links_are_dead(client, token):
    draft()
    for purpose in ("resume", "confirm"):
        assert client.get(f"/trial/{purpose}/{token}/").status_code == 404
        assert client.post(f"/trial/{purpose}/{token}/").status_code == 404


def test_a_link_of_one_purpose_opens_no_other_door(client):
    draft()
    token = path_in_letter("applications.resume").split("/")[-2]
    assert client.post(f"/trial/confirm/{token}/").status_code == 404


def test_the_trap_for_robots(client):
    page = client.post("/trial/start/", {"email": EMAIL, "website": "http://spam.example"})
    assert page.status_code == 200
    assert not Application.objects.exists()
    assert not Letter.objects.exists()


def test_letters_to_one_address_are_limited(client):
    for _ in range(6):
        assert begin(Client()).status_code == 302
    page = begin(Client(), email="IVAN@example.org")
    assert page.status_code == 200
    assert Letter.objects.count() == 6


def test_state_changes_need_a_csrf_token():
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/trial/start/", {"email": EMAIL}).status_code == 403
    application = under_review()
    sign_in(strict, application.applicant)
    url = f"/me/applications/{application.number}/withdraw/"
    assert strict.post(url).status_code == 403


def test_a_kind_that_nobody_registered_has_no_pages(client):
    assert client.get("/nobody/start/").status_code == 404
