"""What allauth does, written into the log and told to the owner, in its transaction."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.account.signals import email_changed, user_logged_in
from allauth.core import context
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mayorsclub.accounts.domain.people import tell_of_new_address
from mayorsclub.accounts.freshness import forget_records
from mayorsclub.accounts.models import User
from mayorsclub.accounts.queries import SECOND_FACTORS
from mayorsclub.audit.domain.log import record
from mayorsclub.mail.domain.outbox import queue_letter

ADDED: dict[str, str | Promise] = {
    Authenticator.Type.WEBAUTHN: _("a passkey was added"),
    Authenticator.Type.TOTP: _("an authenticator app was added"),
    Authenticator.Type.RECOVERY_CODES: _("recovery codes were made"),
}
REMOVED: dict[str, str | Promise] = {
    Authenticator.Type.WEBAUTHN: _("a passkey was removed"),
    Authenticator.Type.TOTP: _("the authenticator app was removed"),
}


def connect() -> None:
    """Listen. For `ready()`."""
    user_logged_in.connect(on_sign_in, dispatch_uid="accounts.on_sign_in")
    email_changed.connect(on_new_address, dispatch_uid="accounts.on_new_address")
    post_save.connect(on_factor_saved, Authenticator, dispatch_uid="accounts.on_factor_saved")
    post_delete.connect(on_factor_deleted, Authenticator, dispatch_uid="accounts.on_factor_deleted")


def on_sign_in(request: HttpRequest, user: User, **_kwargs: object) -> None:
    """One line for each sign-in."""
    with transaction.atomic():
        record("account.signed_in", actor=user, about=user, at=timezone.now())


def on_new_address(
    user: User,
    from_email_address: EmailAddress | None,
    to_email_address: EmailAddress,
    **_kwargs: object,
) -> None:
    """The former address hears that it no longer opens the account."""
    if from_email_address is None or from_email_address.email == to_email_address.email:
        return
    at = timezone.now()
    with transaction.atomic():
        record("account.address_changed", actor=user, about=user, at=at)
        tell_of_new_address(user, former=from_email_address.email, at=at)


def on_factor_saved(instance: Authenticator, created: bool, **_kwargs: object) -> None:
    """A factor came in by the security page; its later use is not news."""
    if not created or not _is_own(instance):
        return
    _tell(instance, "account.factor_added", ADDED)
    if instance.type in SECOND_FACTORS:
        # Setting it up proved it: the code of the app, the finger on the passkey.
        record_authentication(
            context.request, instance.user, "mfa", id=instance.pk, type=str(instance.type)
        )
        forget_records(context.request)


def on_factor_deleted(instance: Authenticator, **_kwargs: object) -> None:
    """A factor was removed on the security page."""
    if _is_own(instance):
        _tell(instance, "account.factor_removed", REMOVED)


def _is_own(factor: Authenticator) -> bool:
    """Only what a person does on a page: the office's reset and commands tell themselves."""
    return context.request is not None and context.request.user.pk == factor.user_id


def _tell(factor: Authenticator, action: str, words: dict[str, str | Promise]) -> None:
    user = get_user_model().objects.get(pk=factor.user_id)
    at = timezone.now()
    with transaction.atomic():
        record(action, actor=user, about=user, at=at, factor=str(factor.type))
        if _is_news(factor, action):
            change = {"change": words[factor.type]}
            queue_letter("accounts.security_changed", to=user, about=user, at=at, context=change)


def _is_news(factor: Authenticator, action: str) -> bool:
    """Recovery codes come and go with the first and last factor; only new ones are news."""
    request = context.request
    if factor.type in SECOND_FACTORS:
        request._factor_told = True
        return True
    return action == "account.factor_added" and not hasattr(request, "_factor_told")
