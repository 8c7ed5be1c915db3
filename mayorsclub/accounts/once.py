"""What a page asks of a person more than once is read once.

Rights and entries are asked by many parts of one page: its rule, its menu, its rows. While a
request only reads, nothing changes in between. Requests that change something, the worker and
commands ask each time.
"""

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponseBase

from mayorsclub.accounts.models import User

P = ParamSpec("P")
T = TypeVar("T")

_answers: ContextVar[dict[tuple[Any, ...], Any] | None] = ContextVar("answers", default=None)


def once_a_request(
    ask: Callable[Concatenate[User, P], T],
) -> Callable[Concatenate[User, P], T]:
    """For a function of a person that reads the database: in a request that only reads, its
    answer is kept until the request ends. It must not be changed by whoever gets it."""

    @wraps(ask)
    def asked(user: User, *args: P.args, **kwargs: P.kwargs) -> T:
        answers = _answers.get()
        if answers is None or kwargs:
            return ask(user, *args, **kwargs)
        key = (ask, user.pk, *args)
        if key not in answers:
            answers[key] = ask(user, *args, **kwargs)
        return answers[key]

    return asked


class OnceMiddleware:
    """Keeps the answers of `once_a_request` for the length of a request that only reads."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        token = _answers.set({})
        try:
            return self.get_response(request)
        finally:
            _answers.reset(token)
