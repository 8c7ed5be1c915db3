"""The security page: passkeys, the app, recovery codes, sessions, the address."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import BaseReauthenticateView
from allauth.core import ratelimit
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mayorsclub.accounts.domain.sessions import end_session, end_sessions
from mayorsclub.accounts.forms import CodeField
from mayorsclub.accounts.queries import second_factors
from mayorsclub.accounts.roles import signed_in
from mayorsclub.accounts.strong import is_strong, needs_strong
from mayorsclub.mail.domain.outbox import queue_letter

STATE = "accounts_confirm_code"


def security(request: HttpRequest) -> HttpResponse:
    """What protects the account, and the ways to more."""
    user = signed_in(request)
    factors = list(second_factors(user))
    codes = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    context = {
        "passkeys": [each for each in factors if each.type == Authenticator.Type.WEBAUTHN],
        "app": next((each for each in factors if each.type == Authenticator.Type.TOTP), None),
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else None,
        "sessions": UserSession.objects.filter(user=user).count(),
        "needs_strong": needs_strong(user),
        "is_strong": is_strong(request),
    }
    return render(request, "accounts/security.html", context)


class AddPasskeyView(AddWebAuthnView):
    """Adds a passkey that signs in by itself; always asks for finger, face or PIN."""

    def get_context_data(self, **kwargs: Any) -> dict:
        context = super().get_context_data(**kwargs)
        options = webauthn.begin_registration(self.request.user, passwordless=True)
        return context | {"form": kwargs.get("form", self.get_form()), "options": options}


class RemovePasskeyView(RemoveWebAuthnView):
    """Removes a passkey, unless the person's work needs it and there is no other factor."""

    def form_valid(self, form: forms.Form) -> HttpResponse:
        from allauth.mfa.adapter import get_adapter as get_mfa_adapter

        adapter = get_mfa_adapter()
        if not adapter.can_delete_authenticator(self.get_object()):
            form.add_error(None, adapter.validation_error("cannot_delete_authenticator"))
            return self.form_invalid(form)
        return super().form_valid(form)


class CodeAgainForm(forms.Form):
    """The code of the letter."""

    code = CodeField()

    def __init__(self, *args: Any, expected: str, **kwargs: Any) -> None:
        self.expected = expected
        super().__init__(*args, **kwargs)

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        if not compare_user_code(actual=code, expected=self.expected):
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeAgainView(BaseReauthenticateView):
    """Asks again who it is, by a mailed code: for those without a second factor.

    The rest are led to their factor (see AccountAdapter.get_reauthentication_methods).
    """

    form_class = CodeAgainForm
    template_name = "accounts/code_again.html"

    @property
    def state(self) -> dict[str, Any]:
        """The code that was sent in this session, while it is valid; else nothing."""
        state = self.request.session.get(STATE) or {}
        fresh = time.time() - state.get("at", 0) <= app_settings.LOGIN_BY_CODE_TIMEOUT
        return state if fresh else {}

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"expected": self.state.get("code", "")}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "send" in request.POST:
            return self._send()
        return super().post(request, *args, **kwargs)

    def _send(self) -> HttpResponse:
        user = self.request.user
        limited = ratelimit.consume_or_429(
            self.request, action="request_login_code", key=user.email
        )
        if limited:
            return limited
        code = get_adapter().generate_login_code()
        values = {"code": code, "minutes": str(app_settings.LOGIN_BY_CODE_TIMEOUT // 60)}
        at = timezone.now()
        with transaction.atomic():
            queue_letter("accounts.confirm_code", to=user, about=None, at=at, context=values)
        self.request.session[STATE] = {"code": code, "at": time.time(), "tries": 0}
        return redirect(self.request.get_full_path())

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        state = self.state
        if state:
            state["tries"] += 1
            used_up = state["tries"] >= app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS
            self.request.session[STATE] = None if used_up else state
        return super().form_invalid(form)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        user = self.request.user
        del self.request.session[STATE]
        record_authentication(
            self.request, user, method="code", email=user.email, reauthenticated=True
        )
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict:
        return super().get_context_data(**kwargs) | {"was_sent": bool(self.state)}


def sessions(request: HttpRequest) -> HttpResponse:
    """Where the account is open."""
    own = UserSession.objects.purge_and_list(request.user)
    own.sort(key=lambda session: (not session.is_current(), -session.last_seen_at.timestamp()))
    return render(request, "accounts/sessions.html", {"sessions": own})


@require_POST
def close_session(request: HttpRequest, pk: int) -> HttpResponse:
    """End one other session."""
    if not end_session(signed_in(request), pk):
        raise Http404
    messages.success(request, _("The session has ended."))
    return redirect("usersessions_list")


@require_POST
def close_sessions(request: HttpRequest) -> HttpResponse:
    """End all sessions but this one."""
    end_sessions(signed_in(request), but=request.session.session_key)
    messages.success(request, _("All other sessions have ended."))
    return redirect("usersessions_list")
