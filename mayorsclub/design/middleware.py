from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import Http404, HttpRequest, HttpResponseBase


class PublicPagesMiddleware(LoginRequiredMiddleware):
    """Django's closed-by-default middleware, which does not look at the session for a
    public view: its answer keeps no `Vary: Cookie` and can be cached. An address with a
    null byte leads nowhere."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., Any],
        view_args: tuple,
        view_kwargs: dict,
    ) -> HttpResponseBase | None:
        # No record has such a number or token, and PostgreSQL refuses to look for one.
        if "\x00" in request.path:
            raise Http404
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)
