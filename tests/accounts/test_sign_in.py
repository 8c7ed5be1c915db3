import re

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth import SESSION_KEY
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from freezegun import freeze_time

from mayorsclub.mail.models import Letter
from tests.factories.accounts import UserFactory

ADDRESS = "olha@example.org"


def ask(client: Client, email: str = ADDRESS, **headers):
    return client.post("/sign-in/", {"email": email}, **headers)


def mailed_code() -> str:
    letter = Letter.objects.filter(kind="accounts.sign_in_code").order_by("pk").last()
    return re.search(r"\d{4}-\d{4}", letter.subject)[0]


def enter(client: Client, code: str):
    return client.post("/sign-in/code/", {"code": code})


def signed_in(client: Client) -> bool:
    return SESSION_KEY in client.session


def app_code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


@pytest.fixture
def person(db):
    return UserFactory(email=ADDRESS)


def test_a_code_signs_in(client, person):
    response = ask(client)
    assert response["Location"] == "/sign-in/code/"
    letter = Letter.objects.get()
    assert (letter.to_user, letter.is_secret) == (person, True)
    assert client.get("/sign-in/code/").status_code == 200

    response = enter(client, mailed_code().replace("-", " "))

    assert response["Location"] == "/me/"
    assert client.get("/me/").status_code == 200


def test_english_stays_english(client, person):
    client.post("/en/sign-in/", {"email": ADDRESS})
    response = client.post("/en/sign-in/code/", {"code": mailed_code()})
    assert response["Location"] == "/en/me/"


def test_a_code_works_once(client, person):
    ask(client)
    code = mailed_code()
    enter(client, code)
    client.post("/sign-out/")
    assert not signed_in(client)

    assert enter(client, code)["Location"] == "/sign-in/"
    assert not signed_in(client)


def test_the_fourth_try_is_too_late(client, person):
    ask(client)
    code = mailed_code()
    for _number in range(3):
        enter(client, "0000-0000")
    enter(client, code)
    assert not signed_in(client)


def test_a_code_is_for_the_browser_that_asked(client, person):
    ask(client)
    other = Client()
    enter(other, mailed_code())
    assert not signed_in(other)

    ask(other)
    fresh = mailed_code()
    assert enter(client, fresh).status_code == 200
    assert not signed_in(client)


def test_a_code_lives_three_minutes(client, person):
    with freeze_time("2026-11-23 12:00:00"):
        ask(client)
    with freeze_time("2026-11-23 12:03:01"):
        enter(client, mailed_code())
        assert not signed_in(client)


def test_a_late_code_in_time_works(client, person):
    with freeze_time("2026-11-23 12:00:00"):
        ask(client)
    with freeze_time("2026-11-23 12:02:59"):
        enter(client, mailed_code())
        assert signed_in(client)


VARIANTS = [ADDRESS, ADDRESS.upper(), f" {ADDRESS} ", "OLHA@example.ORG"]


def test_spellings_of_an_address_share_one_limit(client, person):
    for number in range(4):
        assert ask(Client(), VARIANTS[number]).status_code == 302
    response = ask(Client(), ADDRESS)
    assert response.status_code == 200
    assert "Забагато спроб" in response.content.decode()
    assert Letter.objects.count() == 4


def test_look_alike_letters_share_the_limit_of_the_plain_ones(client, db):
    UserFactory(email="kost@example.org")
    for written in (
        "kost@example.org",
        "\u212aost@example.org",
        "ko\u017ft@example.org",
        "KOST@example.org",
    ):
        assert ask(Client(), written).status_code == 302
    assert ask(Client(), "\u212ao\u017ft@example.org").status_code == 200
    # «ı» is a letter of its own: another address, which nobody has.
    UserFactory(email="ivan@example.org")
    ask(Client(), "\u0131van@example.org")
    assert set(Letter.objects.values_list("to_address", flat=True)) == {"kost@example.org"}


def test_one_computer_has_a_limit_over_all_addresses(client, db):
    for number in range(30):
        assert ask(Client(), f"nobody{number}@example.org").status_code == 302
    assert ask(Client(), "nobody@example.org").status_code == 200


def test_a_forged_header_does_not_change_the_limit(client, person):
    for number in range(4):
        ask(Client(), HTTP_X_FORWARDED_FOR=f"203.0.113.{number}")
    assert ask(Client(), HTTP_X_FORWARDED_FOR="203.0.113.9").status_code == 200


def _page(client: Client, response) -> str:
    text = client.get(response["Location"]).content.decode()
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
    return text.replace("nobody@example.org", "X").replace(ADDRESS, "X")


def told(response: HttpResponse) -> dict[str, str]:
    """The headers but for the second of the clock in them."""
    return {name: value for name, value in response.headers.items() if name != "Expires"}


def test_an_unknown_address_looks_like_a_known_one(person):
    one, two = Client(), Client()
    known, unknown = ask(one), ask(two, "nobody@example.org")

    assert known.status_code == unknown.status_code
    assert known.content == unknown.content
    assert told(known) == told(unknown)
    assert sorted(known.cookies) == sorted(unknown.cookies)
    assert _page(one, known) == _page(two, unknown)
    wrong = [enter(each, "0000-0000").status_code for each in (one, two, one, two)]
    assert wrong == [200, 200, 200, 200]
    assert enter(one, "0000-0000")["Location"] == enter(two, "0000-0000")["Location"]
    assert Letter.objects.count() == 1


def test_an_unknown_address_costs_the_same_work(person):
    """Counted in queries, which are the work; clocks are for bench/."""
    counts = []
    for email in (ADDRESS, "nobody@example.org"):
        with CaptureQueriesContext(connection) as queries:
            ask(Client(), email)
        counts.append(len(queries))
    assert counts[0] == pytest.approx(counts[1], abs=2)


def test_a_disabled_person_gets_no_code_and_the_page_is_the_same(db):
    UserFactory(email=ADDRESS, is_active=False)
    assert ask(Client())["Location"] == "/sign-in/code/"
    assert not Letter.objects.exists()


def test_a_disabled_person_is_out_at_once(client, person):
    ask(client)
    enter(client, mailed_code())
    person.is_active = False
    person.save()
    assert client.get("/me/")["Location"].startswith("/sign-in/")


def test_with_an_app_the_code_is_only_the_first_half(client, person):
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    ask(client)
    assert enter(client, mailed_code())["Location"] == "/sign-in/second-factor/"
    assert not signed_in(client)
    assert client.get("/me/").status_code == 302

    assert client.get("/sign-in/second-factor/").status_code == 200
    assert client.post("/sign-in/second-factor/", {"code": "000000"}).status_code == 200
    response = client.post("/sign-in/second-factor/", {"code": app_code(secret)})
    assert response["Location"] == "/me/"
    assert signed_in(client)


def test_a_code_of_the_app_works_once(client, person):
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    with freeze_time("2026-11-23 12:00:00"):
        for browser, expected in ((client, True), (Client(), False)):
            ask(browser)
            enter(browser, mailed_code())
            browser.post("/sign-in/second-factor/", {"code": app_code(secret)})
            assert signed_in(browser) is expected


@pytest.mark.parametrize(
    "target", ["//evil.example/", "https://evil.example/", "javascript:alert(1)"]
)
def test_sign_in_leads_to_our_own_pages_only(client, person, target):
    client.post("/sign-in/", {"email": ADDRESS, "next": target})
    response = client.post("/sign-in/code/", {"code": mailed_code(), "next": target})
    assert response["Location"] == "/me/"


def test_sign_in_leads_back(client, person):
    response = client.get(reverse("accounts:profile"))
    assert response["Location"] == "/sign-in/?next=/me/profile/"
    response = client.post("/sign-in/", {"email": ADDRESS, "next": "/me/profile/"})
    response = client.post(response["Location"], {"code": mailed_code()})
    assert response["Location"] == "/me/profile/"


def test_reading_the_sign_in_page_leaves_no_session(client, db):
    response = client.get("/sign-in/")
    assert response.status_code == 200
    assert "session" not in response.cookies
