"""What must hold on every address: headers, hostile input, forged hosts, closed things."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mayorsclub import settings as settings_of_a_server
from mayorsclub.accounts.domain import groups
from mayorsclub.applications.domain import drafting
from mayorsclub.logs import MaskSecrets
from mayorsclub.mail.models import Letter
from mayorsclub.mailings.news import address_to_stop
from tests.factories.accounts import SecretariatFactory, UserFactory
from tests.sign_in import sign_in

PUBLIC = ["/sign-in/", "/join/start/", "/partners/start/", "/join/resume/", "/verify/"]
HUGE = "ї" * 1_000_000
HOSTILE = [
    "\x00",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "{{7*7}}{a.__class__}",
    "\u202e\u0000\ud7ff",
    "../../etc/passwd",
    HUGE,
]


@pytest.fixture
def office(client: Client, db: None) -> Client:
    secretary = SecretariatFactory()
    groups.ensure()
    groups.sync(secretary)
    sign_in(client, secretary, strong=True)
    return client


def test_headers_of_the_site(client, db):
    response = client.get("/sign-in/")

    policy = response["Content-Security-Policy"]
    for part in ("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"):
        assert part in policy
    assert "unsafe" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


def test_headers_of_the_office(office):
    policy = office.get("/office/")["Content-Security-Policy"]

    assert "script-src 'self'" in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
    assert "default-src 'none'" in policy


@pytest.mark.parametrize("address", PUBLIC)
@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_input_is_no_fault(client, db, address, value):
    fields = {"email": value, "code": value, "next": value, "token": value, "q": value}

    assert client.post(address, fields).status_code < 500
    if len(value) < 10_000:
        assert client.get(address, fields).status_code < 500


@pytest.mark.parametrize("name", ["applications", "members", "partners", "letters", "people"])
@pytest.mark.parametrize("value", [value for value in HOSTILE if value != HUGE])
def test_hostile_search_order_and_filters_are_no_fault(office, name, value):
    query = {"q": value, "ordering": value, "state": value, "kind": value, "p": value}

    assert office.get(reverse(f"office:{name}"), query).status_code == 200


@pytest.mark.parametrize("field", ["user__password", "-user__email", "pk); DROP TABLE", "?"])
def test_only_known_columns_order_a_list(office, field):
    plain = office.get(reverse("office:members")).content
    ordered = office.get(reverse("office:members"), {"ordering": field})

    assert ordered.status_code == 200
    assert len(ordered.content) == pytest.approx(len(plain), abs=400)


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example", "javascript:alert(1)"]
)
def test_sign_in_leads_to_our_own_host_only(client, db, target):
    sign_in(client, UserFactory())
    response = client.get("/sign-in/", {"next": target})

    assert response.status_code in {200, 302}
    assert "evil.example" not in response.get("Location", "")
    assert not response.get("Location", "").startswith("javascript")


def test_a_forged_host_changes_no_link(client, db):
    for headers in ({"host": "evil.example"}, {"x-forwarded-host": "evil.example"}):
        client.post("/join/start/", {"email": "pryklad@example.org"}, headers=headers)

    assert "evil.example" not in "".join(Letter.objects.values_list("body_text", flat=True))
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_the_log_keeps_no_secret_address(client, db, caplog):
    drafting.start("membership", email="pryklad@example.org", language="uk", at=timezone.now())
    body = Letter.objects.get(kind="applications.resume").body_text
    token = body.split("/resume/")[1].split("/")[0]
    handler = settings_of_a_server.LOGGING["handlers"]["console"]
    assert handler["filters"] == ["mask"]
    caplog.handler.addFilter(MaskSecrets())

    stop = "/letters/stop/" + address_to_stop("pryklad@example.org").rsplit("/", 2)[-2]
    for address in (
        f"/join/resume/{token}x/",
        f"/join/confirm/{token}/",
        f"/files/{token}/",
        f"/contact/reply/{token}/",
        f"{stop}x/",
    ):
        assert client.get(address).status_code == 404

    assert "/files/…" in caplog.text
    assert token not in caplog.text
    assert "/letters/stop/…/" in caplog.text
    assert stop[-60:] not in caplog.text


def test_two_people_and_a_stranger_get_pages_of_their_own(db):
    one, two, stranger = Client(), Client(), Client()
    for client, name in ((one, "Оксана"), (two, "Левко")):
        sign_in(client, UserFactory(given_name=name, surname="Зразок"))

    assert "Оксана" in one.get("/me/profile/").content.decode()
    assert "Оксана" not in two.get("/me/profile/").content.decode()
    assert stranger.get("/me/").status_code == 302
    assert (
        "private" in one.get("/me/")["Cache-Control"]
        or "no-store" in one.get("/me/")["Cache-Control"]
    )


def test_a_fault_shows_a_number_and_no_trace(client, db, monkeypatch):
    def fail(*args: object, **kwargs: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("mayorsclub.certificates.views.CodeForm", fail)
    client.raise_request_exception = False
    response = client.get("/verify/")

    assert response.status_code == 500
    assert "secret detail" not in response.content.decode()
    assert "ZeroDivision" not in response.content.decode()


def test_a_full_cache_does_not_throw_out_the_counts_of_attempts():
    """Django's own limit of 300 entries would let anybody push them out."""
    kept = settings_of_a_server.CACHES["default"]
    assert kept["BACKEND"].endswith("DatabaseCache")
    assert kept["OPTIONS"]["MAX_ENTRIES"] >= 50_000
