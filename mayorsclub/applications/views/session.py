"""Which application this browser is working on. An id in an address opens none."""

from allauth.core import ratelimit
from django.http import HttpRequest

from mayorsclub.accounts.models import User
from mayorsclub.applications import queries
from mayorsclub.applications.kinds import Kind
from mayorsclub.applications.models import Application, State

KEY = "applications"


def remember(request: HttpRequest, application: Application) -> None:
    """Keep it in the session: the first moment at which a browser gets a lasting cookie."""
    request.session[KEY] = {**request.session.get(KEY, {}), application.kind: application.pk}


def current(request: HttpRequest, kind: Kind) -> Application | None:
    """The application of this kind that this browser began or opened by a mailed link."""
    pk = request.session.get(KEY, {}).get(kind.slug)
    return Application.objects.filter(pk=pk, kind=kind.slug).first() if pk else None


def current_draft(request: HttpRequest, kind: Kind) -> Application | None:
    """The draft to go on with: this browser's, or the newest of whoever is signed in."""
    application = current(request, kind)
    if application and application.state == State.DRAFT:
        return application
    user = request.user
    if isinstance(user, User):
        return queries.drafts_of(user).filter(kind=kind.slug).first()
    return None


def signed_in(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def may_write_to(request: HttpRequest, email: str) -> bool:
    """Whether one more letter may be sent to this address from here (ACCOUNT_RATE_LIMITS)."""
    return bool(ratelimit.consume(request, action="application_letter", key=email.casefold()))
