"""As whom somebody reads about events."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from mayorsclub.accounts import strong
from mayorsclub.accounts.models import User
from mayorsclub.events.rules import may_keep_events


def reader_of(request: HttpRequest) -> User | AnonymousUser:
    """Who asks. Whoever keeps events and came without the second factor is a stranger: what
    one sees by office is seen with the factor, as everywhere.

    Without a session's cookie nothing is read of it, so the answer may be kept by any cache.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return AnonymousUser()
    user = request.user
    if may_keep_events(user) and not strong.is_strong(request):
        return AnonymousUser()
    return user
