"""A person's own events: those to come, those they wait for, those that are past."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Case, Q, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mayorsclub.accounts.models import User
from mayorsclub.accounts.roles import signed_in
from mayorsclub.events import queries
from mayorsclub.events.domain.answering import may_change_answers
from mayorsclub.events.domain.feedback import OPEN_FOR
from mayorsclub.events.domain.tokens import Purpose, token
from mayorsclub.events.models import ACTIVE, Event, Registration, Standing, State
from mayorsclub.events.views.paths import in_whose_place, page_of, who_comes
from mayorsclub.events.views.registration import LOOKS

PAST_ON_A_PAGE = 20


@dataclass(frozen=True)
class Row:
    """One registration with what its line says. url: of its page; answers: of the one on which
    its answers are changed, '' where they cannot be. who: somebody else who
    comes; for_whom: in whose place. certificate, feedback: addresses of what comes after the
    event, for whoever was there; '' where there is nothing."""

    registration: Registration
    url: str
    answers: str
    look: str
    who: str
    for_whom: str
    certificate: str = ""
    feedback: str = ""

    @property
    def event(self) -> Event:
        return self.registration.event


@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Registrations of this person, and those in the name of members who let them."""
    user = signed_in(request)
    at = timezone.now()
    rows = queries.registrations_of(user)
    # What is postponed has no day: it is to come, and stands last, as in the calendar.
    no_date = Q(event__state=State.POSTPONED)
    ahead = rows.filter(no_date | Q(event__ends_at__gt=at), standing__in=ACTIVE)
    order = Case(When(no_date, then=1), default=0)
    ahead = queries.with_questions(ahead).order_by(order, "event__starts_at", "pk")
    found = [_coming_row(each, user, at) for each in ahead]
    past = rows.filter(~no_date, event__ends_at__lte=at, standing=Standing.REGISTERED)
    page = Paginator(past.order_by("-event__starts_at", "pk"), PAST_ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "coming": [row for row in found if row.registration.standing == Standing.REGISTERED],
        "waiting": [row for row in found if row.registration.standing != Standing.REGISTERED],
        "past": [_past_row(each, user, at) for each in page],
        "page": page,
    }
    return render(request, "events/mine.html", context)


def _row(registration: Registration, user: User) -> Row:
    is_other = registration.user_id is not None and registration.user_id != user.pk
    return Row(
        registration=registration,
        url=page_of(registration),
        answers="",
        look=LOOKS.get(Standing(registration.standing), ""),
        who=who_comes(registration) if is_other else "",
        for_whom=in_whose_place(registration),
    )


def _coming_row(registration: Any, user: User, at: datetime) -> Row:
    row = _row(registration, user)
    if not (registration.is_asked and may_change_answers(registration, at)):
        return row
    secret = token(Purpose.REGISTRATION, registration.nonce)
    return replace(row, answers=reverse("events:answers", args=[secret]))


def _past_row(registration: Registration, user: User, at: datetime) -> Row:
    row, event = _row(registration, user), registration.event
    if registration.checked_in_at is None:
        return row
    secret = token(Purpose.REGISTRATION, registration.nonce)
    asks = event.asks_feedback and at < event.ends_at + OPEN_FOR
    return replace(
        row,
        certificate=reverse("events:certificate", args=[secret])
        if event.gives_certificates
        else "",
        feedback=reverse("events:feedback", args=[secret]) if asks else "",
    )
