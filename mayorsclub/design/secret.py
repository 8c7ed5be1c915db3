"""Pages whose address is a secret."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse


def secret_address(
    view: Callable[..., HttpResponse],
) -> Callable[..., HttpResponse]:
    """For pages whose address is a secret: it goes into no cache and to no other site.

    Not `no-referrer`: browsers then send `Origin: null` with the page's own form, and
    the check against forged requests refuses it.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["Referrer-Policy"] = "same-origin"
        return response

    return guarded
