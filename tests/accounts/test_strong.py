import time

import pytest
from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.test import RequestFactory
from freezegun import freeze_time

from mayorsclub.accounts import strong
from mayorsclub.accounts.middleware import BEGAN, SEEN, OfficeGateMiddleware
from tests.factories.accounts import EditorFactory, UserFactory
from tests.sign_in import sign_in


def at_the_gate(client, user, path="/office/"):
    """What the gate says to this browser: None lets it through."""
    request = RequestFactory().get(path)
    request.session = client.session
    request.user = user
    request.LANGUAGE_CODE = "uk"
    gate = OfficeGateMiddleware(lambda _request: HttpResponse())
    return gate.process_view(request, None, (), {})


def test_staff_with_a_second_factor_pass(client, db):
    user = EditorFactory()
    sign_in(client, user, strong=True)
    assert at_the_gate(client, user) is None


def test_staff_with_a_code_alone_do_not(client, db):
    user = EditorFactory()
    sign_in(client, user)
    response = at_the_gate(client, user)
    assert response.status_code == 403
    assert "/me/security/passkeys/add/" in response.content.decode()


def test_a_removed_factor_counts_no_longer(client, db):
    user = EditorFactory()
    sign_in(client, user, strong=True)
    Authenticator.objects.filter(user=user).delete()
    assert at_the_gate(client, user).status_code == 403


def test_for_others_the_office_is_not_there(client, db):
    sign_in(client, UserFactory(), strong=True)
    assert client.get("/office/").status_code == 404


@pytest.mark.parametrize("path", ["/office/", "/office/login/", "/office/password_reset/"])
def test_the_office_has_no_door_of_its_own(client, db, path):
    from django.contrib.auth.models import AnonymousUser

    response = at_the_gate(client, AnonymousUser(), path)
    assert response["Location"] == f"/sign-in/?next={path}"


def test_require_strong_guards_a_view(client, db, rf):
    user = UserFactory()
    page = strong.require_strong(lambda _request: HttpResponse("votes"))
    for is_strong, status in ((False, 403), (True, 200)):
        sign_in(client, user, strong=is_strong)
        request = rf.get("/committee/")
        request.session, request.user = client.session, user
        assert page(request).status_code == status


def test_predicates_of_other_apps_count(db, monkeypatch):
    user = UserFactory()
    assert not strong.needs_strong(user)
    monkeypatch.setattr(strong, "_predicates", [lambda each: each == user])
    assert strong.needs_strong(user)


@pytest.mark.parametrize(
    ("factory", "pause", "status"),
    [
        (UserFactory, 11 * 3600, 200),
        (UserFactory, 12 * 3600 + 60, 302),
        (EditorFactory, 29 * 60, 200),
        (EditorFactory, 31 * 60, 302),
    ],
)
def test_an_idle_session_ends(client, db, factory, pause, status):
    with freeze_time("2026-11-23 08:00:00") as clock:
        sign_in(client, factory())
        assert client.get("/me/").status_code == 200
        clock.tick(pause)
        assert client.get("/me/").status_code == status


def test_a_session_ends_after_two_weeks_however_busy(client, db):
    sign_in(client, UserFactory())
    session = client.session
    now = int(time.time())
    session[BEGAN], session[SEEN] = now - 14 * 24 * 3600 - 60, now
    session.save()
    assert client.get("/me/").status_code == 302


def test_reading_pages_writes_the_session_once_a_minute(client, db, django_assert_num_queries):
    sign_in(client, UserFactory())
    client.get("/me/profile/")
    before = client.session[SEEN]
    client.get("/me/profile/")
    assert client.session[SEEN] == before
