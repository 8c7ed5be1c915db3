from collections.abc import Callable, Iterable

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """What every page of ours needs: the fixed base address, whether it is a
    demonstration, and who is signed in.

    `is_signed_in` and `notices` look at the session only when the browser sent
    one: a page for an anonymous reader stays without cookie and without
    `Vary: Cookie`, so it can be cached.
    """
    return {
        "base_url": settings.BASE_URL,
        "is_demonstration": settings.DEMONSTRATION,
        "is_signed_in": _signed_in(request),
        "notices": _notices(request),
    }


def _signed_in(request: HttpRequest) -> Callable[[], bool]:
    def answer() -> bool:
        # A request refused before it came to sign-in (a forged host) has no user.
        user = getattr(request, "user", None)
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        return has_session and user is not None and user.is_authenticated

    return answer


def _notices(request: HttpRequest) -> Callable[[], Iterable]:
    def answer() -> Iterable:
        storage = getattr(request, "_messages", None)
        sent = {settings.SESSION_COOKIE_NAME, "messages"} & request.COOKIES.keys()
        if storage is None or not (sent or storage.added_new):
            return []
        return get_messages(request)

    return answer
