"""What a public site adds: cookies bound to the host, HTTPS only; and what caches may keep."""

import json
import re

import pytest
from django.test import Client

from mayorsclub.content.models import StandardPage
from tests.factories.accounts import UserFactory
from tests.sign_in import sign_in
from tests.test_deploy import PUBLIC, run

NAMES = [
    "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE",
    "SESSION_COOKIE_PATH",
    "SESSION_COOKIE_DOMAIN",
    "CSRF_COOKIE_NAME",
    "CSRF_COOKIE_SECURE",
    "CSRF_COOKIE_SAMESITE",
    "CSRF_COOKIE_DOMAIN",
    "SECURE_HSTS_SECONDS",
    "SECURE_SSL_REDIRECT",
    "USE_X_FORWARDED_HOST",
    "ALLOWED_HOSTS",
]
READ = f"""
import json
from django.conf import settings
print(json.dumps({{name: getattr(settings, name) for name in {NAMES!r}}}))
"""


def test_cookies_of_a_public_site_are_bound_to_its_host(tmp_path):
    done = run("-c", READ, **PUBLIC, DATA_DIR=str(tmp_path))

    assert json.loads(done.stdout) == {
        # `__Host-`: browsers then insist on HTTPS, the whole path and no other host.
        "SESSION_COOKIE_NAME": "__Host-session",
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
        "SESSION_COOKIE_DOMAIN": None,
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_DOMAIN": None,
        "SECURE_HSTS_SECONDS": 365 * 24 * 3600,
        "SECURE_SSL_REDIRECT": True,
        "USE_X_FORWARDED_HOST": False,
        "ALLOWED_HOSTS": ["club.example"],
    }


def test_a_cookie_carries_these_flags(db, settings):
    settings.SESSION_COOKIE_NAME = "__Host-session"
    settings.SESSION_COOKIE_SECURE = True
    client = Client()
    client.post("/join/start/", {"email": "ivan@example.org"}, secure=True)

    cookie = client.cookies["__Host-session"]

    assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")
    assert (cookie["path"], cookie["domain"]) == ("/", "")


@pytest.mark.parametrize("address", ["/", "/en/", "/join/", "/partners/", "/privacy/"])
def test_a_page_for_all_brings_no_cookie_and_a_page_of_a_person_is_kept_nowhere(pages, address):
    """The same address: read by strangers, then by somebody signed in, then by a stranger."""
    stranger, member = Client(), Client()
    sign_in(member, UserFactory())
    before = stranger.get(address)
    own = member.get(address)
    after = stranger.get(address)

    assert before.status_code == own.status_code == 200
    assert not before.cookies
    assert "public" in before["Cache-Control"]
    assert own["Cache-Control"] == "private, no-store"
    assert "/me/" in own.content.decode()
    assert before.content == after.content
    # The copy of before signing in is not confirmed as the page of now.
    again = member.get(address, headers={"if-none-match": before["ETag"]})
    assert again.status_code == 200
    assert again.content == own.content


def test_a_page_taken_off_the_site_is_gone_for_holders_of_its_tag(client, pages):
    tag = client.get("/privacy/")["ETag"]
    assert client.get("/privacy/", headers={"if-none-match": tag}).status_code == 304

    StandardPage.objects.get(slug="privacy", locale__language_code="uk").unpublish()

    for given in (tag, "*"):
        assert client.get("/privacy/", headers={"if-none-match": given}).status_code == 404


def test_the_page_of_a_fault_shows_the_number_that_is_in_the_log(client, db, monkeypatch, caplog):
    def fail(*_args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("mayorsclub.certificates.views.by_code", fail)
    client.raise_request_exception = False
    page = client.get("/verify/ABCDEFGHJKLMNPQRSTUV/").content.decode()

    (incident,) = re.findall(r"incident (\w+) at", caplog.text)
    assert incident in page
