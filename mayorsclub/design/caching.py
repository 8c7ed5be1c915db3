"""Pages that are the same for every reader, so that any cache may keep them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, set_response_etag
from django.views.decorators.http import require_safe


def answer(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """An anonymous reader's copy may be kept by any cache, which asks again by its ETag; a
    signed-in person's copy, whose masthead is theirs, by none."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        response.headers["Cache-Control"] = "private, no-store"
        return response
    if hasattr(response, "render"):
        response = response.render()
    if response.status_code != 200 or response.streaming:
        return response
    return kept(request, response)


def kept(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The same for every reader: any cache may keep it and asks again by the ETag."""
    response.headers.setdefault("Cache-Control", "public, no-cache")
    set_response_etag(response)
    return get_conditional_response(request, response.headers["ETag"], None, response) or response


def public_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view for everyone, read only, kept by caches as `answer` says."""

    @login_not_required
    @require_safe
    @wraps(view)
    def cached(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return answer(request, view(request, *args, **kwargs))

    return cached
