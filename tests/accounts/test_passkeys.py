import json
import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.test import Client

from mayorsclub.audit.models import Entry
from mayorsclub.mail.models import Letter
from tests.accounts.soft_passkey import SoftPasskey
from tests.factories.accounts import EditorFactory, UserFactory
from tests.sign_in import sign_in

ADD = "/me/security/passkeys/add/"
SIGN_IN = "/sign-in/passkey/"


def options_in(response) -> dict:
    text = response.content.decode()
    found = re.search(r'<script type="application/json">(.*?)</script>', text, re.DOTALL)
    return json.loads(found[1])


def add_passkey(client: Client, passkey: SoftPasskey, name: str = "Телефон"):
    options = options_in(client.get(ADD))
    return client.post(ADD, {"name": name, "credential": passkey.create(options)})


def use(client: Client, passkey: SoftPasskey, **data: str):
    options = client.get(SIGN_IN, HTTP_ACCEPT="application/json").json()["request_options"]
    return client.post(SIGN_IN, {"credential": passkey.get(options)} | data)


@pytest.fixture
def passkey(client, db) -> SoftPasskey:
    """A passkey of a person who has signed out again."""
    made = SoftPasskey()
    sign_in(client, UserFactory(email="olha@example.org"))
    add_passkey(client, made)
    client.post("/sign-out/")
    return made


def test_a_passkey_is_added_and_its_owner_hears(client, db):
    user = UserFactory()
    sign_in(client, user)

    response = add_passkey(client, SoftPasskey())

    assert response["Location"] == "/me/security/recovery-codes/"
    assert set(Authenticator.objects.values_list("type", flat=True)) == {
        "webauthn",
        "recovery_codes",
    }
    letters = Letter.objects.filter(kind="accounts.security_changed", to_user=user)
    assert letters.count() == 1
    assert "додано ключ доступу" in "".join(letters.values_list("body_text", flat=True))
    assert "Телефон" not in "".join(letters.values_list("body_text", flat=True))
    assert Entry.objects.filter(action="account.factor_added").count() == 2


def test_a_passkey_signs_in_by_itself_and_strongly(client, passkey):
    response = use(client, passkey)
    assert response["Location"] == "/me/"
    record = client.session["account_authentication_methods"][-1]
    assert (record["method"], record["type"]) == ("mfa", "webauthn")


def test_a_passkey_leads_back(client, passkey):
    assert use(client, passkey, next="/me/letters/")["Location"] == "/me/letters/"


def test_a_passkey_is_refused_without_finger_face_or_pin(client, passkey):
    passkey.flags = SoftPasskey(verifies=False).flags
    use(client, passkey)
    assert SESSION_KEY not in client.session


def test_a_passkey_of_another_host_is_refused(client, passkey):
    passkey.host = "evil.example"
    use(client, passkey)
    assert SESSION_KEY not in client.session


def test_options_name_the_fixed_host_whatever_host_was_asked(client, passkey):
    response = client.get(SIGN_IN, HTTP_ACCEPT="application/json", HTTP_HOST="127.0.0.1")
    assert response.json()["request_options"]["publicKey"]["rpId"] == "localhost"


def test_an_answer_works_once(client, passkey):
    options = client.get(SIGN_IN, HTTP_ACCEPT="application/json").json()["request_options"]
    answer = passkey.get(options)
    client.post(SIGN_IN, {"credential": answer})
    client.post("/sign-out/")
    client.get(SIGN_IN, HTTP_ACCEPT="application/json")
    client.post(SIGN_IN, {"credential": answer})
    assert SESSION_KEY not in client.session


@pytest.mark.parametrize("answer", ["", "{", "{}", "[]", '{"id": 1}'])
def test_a_broken_answer_is_refused(client, passkey, answer):
    client.get(SIGN_IN, HTTP_ACCEPT="application/json")
    assert client.post(SIGN_IN, {"credential": answer})["Location"] == "/sign-in/"
    assert SESSION_KEY not in client.session


def test_a_passkey_is_the_second_factor_of_a_mailed_code(client, passkey):
    client.post("/sign-in/", {"email": "olha@example.org"})
    letter = Letter.objects.filter(kind="accounts.sign_in_code").order_by("pk").last()
    code = re.search(r"\d{4}-\d{4}", letter.subject)[0]
    assert client.post("/sign-in/code/", {"code": code})["Location"] == "/sign-in/second-factor/"

    options = options_in(client.get("/sign-in/second-factor/"))
    response = client.post("/sign-in/second-factor/", {"credential": passkey.get(options)})
    assert response["Location"] == "/me/"


def test_a_passkey_is_renamed_and_removed(client, passkey):
    use(client, passkey)
    key = Authenticator.objects.get(type="webauthn")
    assert (
        client.post(f"/me/security/passkeys/{key.pk}/name/", {"name": "Ноутбук"}).status_code == 302
    )
    assert "Ноутбук" in client.get("/me/security/").content.decode()

    page = client.get(f"/me/security/passkeys/{key.pk}/remove/").content.decode()
    assert "«Ноутбук»" in page
    client.post(f"/me/security/passkeys/{key.pk}/remove/")
    assert not Authenticator.objects.exists()
    body = Letter.objects.filter(kind="accounts.security_changed").order_by("pk").last().body_text
    assert "вилучено" in body


def test_a_foreign_passkey_does_not_exist(client, passkey):
    use(client, passkey)
    other = UserFactory()
    foreign = Authenticator.objects.create(user=other, type="webauthn", data={"name": "x"})
    for page in ("name", "remove"):
        assert client.get(f"/me/security/passkeys/{foreign.pk}/{page}/").status_code == 404


def test_staff_keep_their_last_factor(client, db):
    passkey = SoftPasskey()
    sign_in(client, EditorFactory())
    add_passkey(client, passkey)
    client.post("/sign-out/")
    use(client, passkey)
    key = Authenticator.objects.get(type="webauthn")

    response = client.post(f"/me/security/passkeys/{key.pk}/remove/")

    assert response.status_code == 200
    assert "єдиний другий чинник" in response.content.decode()
    assert Authenticator.objects.filter(pk=key.pk).exists()
