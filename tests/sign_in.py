"""Sessions as sign-in makes them, without its pages."""

import time

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from mayorsclub.accounts.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def sign_in(client: Client, user: User, *, strong: bool = False, age: float = 0) -> None:
    """Sign `user` in by a mailed code, `age` seconds ago; `strong`: with a second factor too.

    With `strong` a person who has no authenticator app gets one.
    """
    client.force_login(user, backend=BACKEND)
    at = time.time() - age
    records: list[dict] = [{"method": "code", "at": at, "email": user.email}]
    if strong:
        app = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
        app = app or TOTP.activate(user, generate_totp_secret()).instance
        records.append({"method": "mfa", "at": at, "type": "totp", "id": app.pk})
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = records
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    session.save()
