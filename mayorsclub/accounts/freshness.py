"""How this session was signed in: how long ago, and with which factors.

allauth keeps a record of each step in the session; this module only reads them.
"""

import time
from collections.abc import Callable
from functools import wraps

from allauth.account import app_settings
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import suspend_request
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from mayorsclub.accounts.models import User
from mayorsclub.accounts.queries import second_factors

View = Callable[..., HttpResponseBase]


def second_factor_records(request: HttpRequest) -> list[dict]:
    """The steps of this session that used a factor which the person still has."""
    if not isinstance(request.user, User):
        return []
    if not hasattr(request, "_second_factor_records"):
        records = get_authentication_records(request, request.user)
        used = [record for record in records if record.get("method") == "mfa"]
        kept: set[int] = set()
        if used:
            # A passkey that was removed in another browser counts no longer.
            ids = [record.get("id") for record in used]
            own = Authenticator.objects.filter(user=request.user, pk__in=ids)
            kept = set(own.values_list("pk", flat=True))
        request._second_factor_records = [  # type: ignore[attr-defined]
            record for record in used if record.get("id") in kept
        ]
    return request._second_factor_records  # type: ignore[attr-defined]


def forget_records(request: HttpRequest) -> None:
    """Read the steps of this session again."""
    request.__dict__.pop("_second_factor_records", None)


def is_fresh(request: HttpRequest) -> bool:
    """Whether the person proved within ACCOUNT_REAUTHENTICATION_TIMEOUT who they are,
    with the second factor if they have one."""
    if not isinstance(request.user, User):
        return False
    if second_factors(request.user).exists():
        records = second_factor_records(request)
    else:
        records = get_authentication_records(request, request.user)
    since = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
    return any(record["at"] > since for record in records)


def fresh_sign_in(view: View) -> View:
    """Ask who it is before the view, unless that was proved a few minutes ago.

    For what an open session alone must not do: address, second factor, roles, exports.
    What was posted is kept and done after the answer.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.is_authenticated or is_fresh(request):
            return view(request, *args, **kwargs)
        return ask_again(request)

    return guarded


def ask_again(request: HttpRequest) -> HttpResponse:
    """Lead to the page that asks who it is, and back here afterwards."""
    return suspend_request(request, reverse("account_reauthenticate"))
