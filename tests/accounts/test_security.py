import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.test import Client

from mayorsclub.accounts import vault
from mayorsclub.accounts.models import User
from mayorsclub.mail.models import Letter
from tests.accounts.test_sign_in import app_code, ask, enter, mailed_code
from tests.factories.accounts import EditorFactory, UserFactory
from tests.sign_in import sign_in

OLD = 16 * 60


def test_an_app_is_set_up_and_its_secrets_are_unreadable_at_rest(client, db):
    user = UserFactory()
    sign_in(client, user)
    page = client.get("/me/security/app/").content.decode()
    secret = re.search(r'<code class="totp-key">(\w+)</code>', page)[1]

    response = client.post("/me/security/app/", {"code": app_code(secret)})

    assert response["Location"] == "/me/security/recovery-codes/"
    app = Authenticator.objects.get(type="totp")
    codes = Authenticator.objects.get(type="recovery_codes")
    assert secret not in str(app.data)
    assert vault.decrypt(app.data["secret"]) == secret
    assert vault.decrypt(codes.data["seed"]) not in str(codes.data)
    page = client.get("/me/security/recovery-codes/").content.decode()
    assert all(code in page for code in codes.wrap().get_unused_codes())
    assert client.get("/me/security/recovery-codes/download/").status_code == 200


def test_a_wrong_code_does_not_set_an_app_up(client, db):
    sign_in(client, UserFactory())
    client.get("/me/security/app/")
    response = client.post("/me/security/app/", {"code": "000000"})
    assert response.status_code == 200
    assert not Authenticator.objects.exists()


def test_a_recovery_code_signs_in_once(db):
    user = UserFactory(email="olha@example.org")
    TOTP.activate(user, generate_totp_secret())
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    for expected in ("/me/", None):
        browser = Client()
        ask(browser)
        enter(browser, mailed_code())
        response = browser.post("/sign-in/second-factor/", {"code": code})
        assert response.headers.get("Location") == expected


SENSITIVE = ["address/", "app/", "passkeys/add/"]


@pytest.mark.parametrize("page", SENSITIVE)
def test_an_old_session_is_asked_again(client, db, page):
    sign_in(client, UserFactory(), age=OLD)
    response = client.get(f"/me/security/{page}")
    assert (
        response["Location"]
        == f"/me/security/again/?next=%2Fme%2Fsecurity%2F{page.replace('/', '%2F')}"
    )


@pytest.mark.parametrize("page", SENSITIVE)
def test_a_fresh_session_is_not_asked(client, db, page):
    sign_in(client, UserFactory())
    assert client.get(f"/me/security/{page}").status_code == 200


def test_with_a_second_factor_it_is_the_factor_that_is_asked(client, db):
    user = UserFactory()
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    sign_in(client, user, strong=True, age=OLD)

    response = client.get("/me/security/address/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/me/security/again/app/")
    response = client.post(response.redirect_chain[-1][0], {"code": app_code(secret)})
    assert response["Location"] == "/me/security/address/"
    assert client.get("/me/security/address/").status_code == 200


def test_what_was_posted_is_done_after_the_answer(client, db):
    user = UserFactory()
    sign_in(client, user, age=OLD)
    posted = {"email": "new@example.org", "action_add": "1"}
    response = client.post("/me/security/address/", posted)
    again = response["Location"]
    assert again.startswith("/me/security/again/")
    client.post(again, {"send": "1"})
    letter = Letter.objects.get(kind="accounts.confirm_code")
    code = re.search(r"\d{4}-\d{4}", letter.subject)[0]

    assert client.post(again, {"code": "00000000"}).status_code == 200
    response = client.post(again, {"code": code, "next": "/me/security/address/"})

    assert response["Location"] == "/me/security/address/code/"
    assert Letter.objects.get(kind="accounts.address_code").to_address == "new@example.org"


def test_the_code_to_confirm_is_refused_after_three_tries(client, db):
    sign_in(client, UserFactory(), age=OLD)
    again = "/me/security/again/?next=/me/security/app/"
    client.post(again, {"send": "1"})
    code = re.search(r"\d{4}-\d{4}", Letter.objects.get().subject)[0]
    for _number in range(3):
        client.post(again, {"code": "00000000"})
    client.post(again, {"code": code})
    assert client.get("/me/security/app/").status_code == 302


def test_the_address_changes_after_its_code_and_the_old_one_hears(client, db):
    user = UserFactory(email="old@example.org")
    sign_in(client, user)
    client.post("/me/security/address/", {"email": "New@example.org", "action_add": "1"})
    assert User.objects.get(pk=user.pk).email == "old@example.org"
    code = re.search(r"\d{4}-\d{4}", Letter.objects.get().subject)[0]

    client.post("/me/security/address/code/", {"code": code})

    user.refresh_from_db()
    assert user.email == "new@example.org"
    assert list(user.emailaddress_set.values_list("email", flat=True)) == ["new@example.org"]
    letter = Letter.objects.get(kind="accounts.address_changed")
    assert letter.to_address == "old@example.org"
    assert client.get("/me/").status_code == 200


def test_an_address_of_another_account_is_not_revealed(client, db):
    UserFactory(email="taken@example.org")
    sign_in(client, UserFactory())
    posted = {"email": "taken@example.org", "action_add": "1"}
    response = client.post("/me/security/address/", posted)
    assert response["Location"] == "/me/security/address/code/"


def test_sessions_are_seen_and_ended(db):
    user = UserFactory(email="olha@example.org")
    one, two, three = Client(), Client(), Client()
    for browser in (one, two, three):
        ask(browser, HTTP_USER_AGENT="Browser")
        enter(browser, mailed_code())
    page = one.get("/me/security/sessions/").content.decode()
    assert page.count("/close/") == 2
    second = UserSession.objects.get(session_key=two.session.session_key)

    assert one.post(f"/me/security/sessions/{second.pk}/close/").status_code == 302
    assert two.get("/me/").status_code == 302
    assert three.get("/me/").status_code == 200
    one.post("/me/security/sessions/close-others/")
    assert three.get("/me/").status_code == 302
    assert one.get("/me/").status_code == 200
    assert UserSession.objects.filter(user=user).count() == 1


def test_a_foreign_session_does_not_exist(client, db):
    stranger = Client()
    UserFactory(email="olha@example.org")
    ask(stranger)
    enter(stranger, mailed_code())
    sign_in(client, UserFactory())
    foreign = UserSession.objects.get(session_key=stranger.session.session_key)
    assert client.post(f"/me/security/sessions/{foreign.pk}/close/").status_code == 404
    assert stranger.get("/me/").status_code == 200


def test_staff_keep_their_app_when_it_is_the_only_factor(client, db):
    user = EditorFactory()
    sign_in(client, user, strong=True)
    response = client.post("/me/security/app/remove/")
    assert response.status_code == 200
    assert "єдиний другий чинник" in response.content.decode()
    assert Authenticator.objects.filter(user=user, type="totp").exists()


def test_others_may_remove_theirs(client, db):
    user = UserFactory()
    sign_in(client, user, strong=True)
    assert client.post("/me/security/app/remove/").status_code == 302
    assert not Authenticator.objects.filter(user=user).exists()


def test_new_recovery_codes_replace_the_old_ones_and_their_owner_hears(client, db):
    user = UserFactory()
    old = RecoveryCodes.activate(user).get_unused_codes()
    sign_in(client, user, strong=True)

    client.post("/me/security/recovery-codes/new/")

    fresh = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    assert not set(old) & set(fresh)
    assert "створено резервні коди" in Letter.objects.get().body_text


def test_pages_of_a_person_are_kept_nowhere(client, db):
    sign_in(client, UserFactory())
    assert client.get("/me/")["Cache-Control"] == "private, no-store"
