"""allauth's doors into our mail, rules and secrets."""

from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mayorsclub.accounts import vault
from mayorsclub.accounts.freshness import is_fresh
from mayorsclub.accounts.models import User
from mayorsclub.accounts.queries import person_to_sign_in, second_factors
from mayorsclub.accounts.strong import needs_strong
from mayorsclub.mail.domain.outbox import Address, queue_letter


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in without sign-up and without passwords; letters go through the outbox."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is disabled."),
        "duplicate_email": _("This is your address already."),
        "incorrect_code": _(
            "This code does not fit. Check the latest letter; the code has eight digits."
        ),
        "too_many_login_attempts": _("Too many attempts. Please wait a quarter of an hour."),
        "rate_limited": _("Too many attempts. Please wait a few minutes."),
        "same_as_current": _("The new address must differ from the present one."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come from applications, invitations and the office only."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """Whoever signed in a few minutes ago is not asked again."""
        return not is_fresh(self.request)

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict]:
        """The second factor where there is one; else a mailed code."""
        methods = super().get_reauthentication_methods(user)
        if methods or not user.is_authenticated:
            return [method | {"description": _name_of(method["id"])} for method in methods]
        return [
            {
                "id": "code",
                "description": _("A code by e-mail"),
                "url": reverse("account_reauthenticate"),
            }
        ]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue the letter that stands for allauth's template; there are two with codes."""
        at = timezone.now()
        with transaction.atomic():
            if template_prefix == "account/email/login_code":
                user = person_to_sign_in(email)
                minutes = app_settings.LOGIN_BY_CODE_TIMEOUT // 60
                values = {"code": context["code"], "minutes": str(minutes)}
                if user is None:
                    raise LookupError("a code for an address that nobody has")
                queue_letter("accounts.sign_in_code", to=user, about=None, at=at, context=values)
            elif template_prefix.startswith("account/email/email_confirmation"):
                user = context["user"]
                minutes = app_settings.EMAIL_VERIFICATION_BY_CODE_TIMEOUT // 60
                values = {"code": context["code"], "minutes": str(minutes)}
                to = Address(email=email, name="", language=user.language)
                queue_letter("accounts.address_code", to=to, about=None, at=at, context=values)
            else:
                raise ValueError(f"no letter stands for {template_prefix}")

    def send_notification_mail(self, *args: object, **kwargs: object) -> None:
        """Nothing: signals.py writes these letters in the transaction of the change."""


class MFAAdapter(DefaultMFAAdapter):
    """The second factor: its secrets encrypted, its host fixed, the last one kept by staff."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code does not fit. Please try the next one that the app shows."),
        "cannot_delete_authenticator": _(
            "This is your only second factor, and your work here needs one. Add another first."
        ),
        "unverified_email": _("Confirm your e-mail address first."),
    }

    def encrypt(self, text: str) -> str:
        return vault.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return vault.decrypt(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whoever must sign in strongly keeps one factor: without it, whoever reads their
        mail could set up one of their own."""
        user = authenticator.user
        others = second_factors(user).exclude(pk=authenticator.pk)
        return not needs_strong(user) or others.exists()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002
        count = Authenticator.objects.filter(user=user, type=type).count()
        return gettext("Passkey {number}").format(number=count + 1)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys belong to the host of BASE_URL, whatever Host the browser sent."""
        return {"id": settings.HOST.split(":")[0], "name": gettext("Mayors’ Club")}


def _name_of(method: str) -> str:
    names = {
        "mfa_reauthenticate": gettext("A code of the authenticator app"),
        "mfa_reauthenticate:webauthn": gettext("A passkey"),
    }
    return names[method]
