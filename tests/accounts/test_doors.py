"""No second door: the list of addresses is frozen, passwords and sign-up have none."""

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse

from mayorsclub.accounts import urls

DOORS = {
    "me/",
    "me/letters/",
    "me/letters/<int:pk>/",
    "me/profile/",
    "me/security/",
    "me/security/address/",
    "me/security/address/code/",
    "me/security/again/",
    "me/security/again/app/",
    "me/security/again/passkey/",
    "me/security/app/",
    "me/security/app/remove/",
    "me/security/passkeys/",
    "me/security/passkeys/<int:pk>/name/",
    "me/security/passkeys/<int:pk>/remove/",
    "me/security/passkeys/add/",
    "me/data/",
    "me/security/recovery-codes/",
    "me/security/recovery-codes/download/",
    "me/security/recovery-codes/new/",
    "me/security/sessions/",
    "me/security/sessions/<int:pk>/close/",
    "me/security/sessions/close-others/",
    "sign-in/",
    "sign-in/code/",
    "sign-in/disabled/",
    "sign-in/passkey/",
    "sign-in/second-factor/",
    "sign-out/",
}
PUBLIC = [door for door in DOORS if door.startswith("sign-")]


def _all(patterns, prefix=""):
    for each in patterns:
        route = prefix + str(each.pattern)
        if hasattr(each, "url_patterns"):
            yield from _all(each.url_patterns, route)
        else:
            yield route


def test_the_list_of_doors_is_frozen():
    assert set(_all(urls.urlpatterns)) == DOORS


@pytest.mark.parametrize(
    "name",
    [
        "account_signup",
        "account_change_password",
        "account_set_password",
        "account_reset_password",
        "account_confirm_email",
        "mfa_signup_webauthn",
        "mfa_trust",
        "admin:index",
    ],
)
def test_what_we_do_not_have_has_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_only_the_entrance_is_open_to_everybody():
    for resolver in get_resolver().url_patterns:
        for pattern in getattr(resolver, "url_patterns", []):
            route = str(pattern.pattern)
            callback = getattr(pattern, "callback", None)
            if callback and callback.__module__.startswith("mayorsclub.accounts"):
                is_open = not getattr(callback, "login_required", True)
                assert is_open == (route in PUBLIC), route


@pytest.mark.parametrize("door", sorted(DOORS - set(PUBLIC) - {"me/security/address/code/"}))
def test_what_is_mine_needs_sign_in(client, db, door):
    response = client.get("/" + door.replace("<int:pk>", "1"))
    assert response.status_code in {302, 405}
    if response.status_code == 302:
        assert response["Location"].startswith("/sign-in/")
