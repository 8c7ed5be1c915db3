"""The strong gate: who works with other people's data signs in with a second factor."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from mayorsclub.accounts.freshness import View, second_factor_records
from mayorsclub.accounts.models import User
from mayorsclub.accounts.queries import second_factors
from mayorsclub.accounts.roles import is_staff

_predicates: list[Callable[[User], bool]] = []


def register(predicate: Callable[[User], bool]) -> Callable[[User], bool]:
    """People for whom this holds must sign in with a second factor. For `ready()`."""
    if predicate not in _predicates:
        _predicates.append(predicate)
    return predicate


def needs_strong(user: User | AnonymousUser) -> bool:
    """Whether this person may open their pages only with a second factor."""
    return isinstance(user, User) and any(predicate(user) for predicate in _predicates)


def is_strong(request: HttpRequest) -> bool:
    """Whether this session was signed in with a passkey, an authenticator app or a
    recovery code."""
    return bool(second_factor_records(request))


def require_strong(view: View) -> View:
    """For pages of staff and committee: without a second factor, a page that leads to it.

    Whether the person may see the page at all is asked before, by the view's own rule.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.is_authenticated or is_strong(request):
            return view(request, *args, **kwargs)
        return refuse(request)

    return guarded


def file_gate(request: HttpRequest) -> HttpResponseBase | None:
    """For files.readers: other people's papers are read with the second factor too."""
    if not needs_strong(request.user) or is_strong(request):
        return None
    return refuse(request)


def refuse(request: HttpRequest) -> HttpResponse:
    """403, and how to set a second factor up or to sign in with it."""
    has_factor = isinstance(request.user, User) and second_factors(request.user).exists()
    context = {"has_second_factor": has_factor, "next": request.get_full_path()}
    return render(request, "accounts/strong_needed.html", context, status=403)


register(is_staff)
