"""Forms that a stranger sends without a cookie."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from mayorsclub.design.views import csrf_failure

ELSEWHERE = {"cross-site", "same-site"}


def token_when_signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A form for everybody: whoever is signed in sends the token against forged requests;
    a stranger, in whose name nothing can be forged, needs none and so gets no cookie.

    The template prints the token for the signed-in only. What a stranger's browser says was
    sent from another site's page is refused.
    """
    guarded = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def guard(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return guarded(request, *args, **kwargs)
        if request.method == "POST" and request.headers.get("Sec-Fetch-Site") in ELSEWHERE:
            return csrf_failure(request)
        return view(request, *args, **kwargs)

    return guard
