"""How long a session lives, and the gate of the office."""

import time
from collections.abc import Callable

from allauth.account.internal.flows.logout import logout
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from mayorsclub.accounts import strong
from mayorsclub.accounts.roles import is_staff

OFFICE = "/office/"
BEGAN, SEEN = "session_began", "session_seen"
# A write for each page would make readers wait for each other on SQLite.
NOTE_EVERY = 60

Answer = Callable[[HttpRequest], HttpResponseBase]


class SessionLifeMiddleware:
    """Ends a session that was idle or has lasted too long, and notes when it was last used.

    SESSION_IDLE and SESSION_IDLE_STRONG (those who must sign in strongly) in seconds;
    the whole life is SESSION_COOKIE_AGE. Stands after MessageMiddleware.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Without the cookie there is nothing to look at: pages stay cacheable.
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        if request.user.is_authenticated:
            self._check(request)
        response = self.get_response(request)
        if request.user.is_authenticated:
            # Nobody reads it with the Back button after the person has signed out.
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def _check(self, request: HttpRequest) -> None:
        now = int(time.time())
        began = request.session.get(BEGAN)
        seen = request.session.get(SEEN)
        if began is not None and seen is not None:
            idle = (
                settings.SESSION_IDLE_STRONG
                if strong.needs_strong(request.user)
                else settings.SESSION_IDLE
            )
            if now - seen > idle or now - began > settings.SESSION_COOKIE_AGE:
                logout(request, show_message=False)
                messages.info(request, _("For your safety we signed you out after a pause."))
                return
        if began is None:
            request.session[BEGAN] = now
        if seen is None or now - seen >= NOTE_EVERY:
            request.session[SEEN] = now
            UserSession.objects.filter(session_key=request.session.session_key).update(
                last_seen_at=timezone.now()
            )


class OfficeGateMiddleware:
    """The office is for staff with a second factor; for others it is not there.

    Whoever is not signed in is led to our sign-in from every address of it, so Wagtail's
    own forms for passwords are no second door.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponseBase | None:
        """None lets the request through."""
        if not request.path.startswith(OFFICE):
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not is_staff(request.user):
            raise Http404
        return None if strong.is_strong(request) else strong.refuse(request)
