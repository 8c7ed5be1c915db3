"""The doors. allauth's own list of addresses is not included: it would bring sign-up and
passwords. What is not named here does not exist (tests/accounts/test_doors.py)."""

from functools import wraps

from allauth.account import views as account
from allauth.account.internal.decorators import login_not_required
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, URLResolver, include, path

from mayorsclub.accounts.freshness import View, fresh_sign_in
from mayorsclub.accounts.views import home, own_data, security, sign_in


def whole(view: View) -> View:
    """allauth's changes, our log and our letters commit together or not at all."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with transaction.atomic():
            return view(request, *args, **kwargs)

    return wrapped


def guarded(view: View) -> View:
    """For changes of what protects the account: asked again who it is, and whole."""
    return fresh_sign_in(whole(view))


own = [
    path("me/", home.home, name="home"),
    path("me/profile/", home.profile, name="profile"),
    path("me/data/", fresh_sign_in(own_data.own_data), name="own_data"),
    path("me/letters/", home.letters, name="letters"),
    path("me/letters/<int:pk>/", home.letter, name="letter"),
    path("me/security/sessions/close-others/", security.close_sessions, name="close_sessions"),
    path("me/security/sessions/<int:pk>/close/", security.close_session, name="close_session"),
]
entrance = [
    path("sign-in/", sign_in.sign_in, name="account_login"),
    # allauth leads back by either name.
    path("sign-in/", sign_in.sign_in, name="account_request_login_code"),
    path("sign-in/code/", whole(account.confirm_login_code), name="account_confirm_login_code"),
    path("sign-in/passkey/", whole(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("sign-in/second-factor/", whole(mfa.authenticate), name="mfa_authenticate"),
    path("sign-in/disabled/", account.account_inactive, name="account_inactive"),
    path("sign-out/", account.logout, name="account_logout"),
]
protection = [
    path("", security.security, name="mfa_index"),
    path("again/", security.CodeAgainView.as_view(), name="account_reauthenticate"),
    path("again/app/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("again/passkey/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("sessions/", security.sessions, name="usersessions_list"),
    path("address/", guarded(account.email), name="account_email"),
    path(
        "address/code/",
        login_not_required(whole(account.email_verification_sent)),
        name="account_email_verification_sent",
    ),
    path("app/", guarded(totp.activate_totp), name="mfa_activate_totp"),
    path("app/remove/", guarded(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "recovery-codes/",
        guarded(recovery_codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "recovery-codes/new/",
        guarded(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "recovery-codes/download/",
        guarded(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("passkeys/", security.security, name="mfa_list_webauthn"),
    path("passkeys/add/", guarded(security.AddPasskeyView.as_view()), name="mfa_add_webauthn"),
    path(
        "passkeys/<int:pk>/remove/",
        guarded(security.RemovePasskeyView.as_view()),
        name="mfa_remove_webauthn",
    ),
    path("passkeys/<int:pk>/name/", guarded(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((own, "accounts"))),
    path("", include(entrance)),
    path("me/security/", include(protection)),
]
