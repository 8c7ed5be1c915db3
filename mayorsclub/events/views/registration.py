"""The secret page of a registration: where it stands, and what can be done about it."""

from datetime import timedelta

from django.contrib import messages as notices
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mayorsclub.design.secret import secret_address
from mayorsclub.events import ical, queries, rules, showing
from mayorsclub.events.domain import registering
from mayorsclub.events.domain.answering import may_change_answers
from mayorsclub.events.domain.answers import questions_of
from mayorsclub.events.models import ACTIVE, Registration, Standing, State
from mayorsclub.events.showing_answers import answered
from mayorsclub.events.views.paths import by_whose_hand, in_whose_place, name_of, who_comes
from mayorsclub.refusals import Refused

# The look of a standing's word (design/components/status.html).
LOOKS = {
    Standing.REGISTERED: "approved",
    Standing.WAITING: "review",
    Standing.OFFERED: "asked",
}


@login_not_required
@secret_address
@require_http_methods(["GET", "HEAD", "POST"])
def registration(request: HttpRequest, token: str) -> HttpResponse:
    """The registration of a letter's link. POST: accept the offered place, or give up."""
    found = registering.find_by_link(token)
    if found is None:
        return render(request, "events/dead_link.html", status=404)
    if request.method == "POST":
        return _act(request, found)
    at = timezone.now()
    event = found.event
    is_ahead = event.starts_at > at and event.state == State.ANNOUNCED
    is_active = found.standing in ACTIVE
    has_place = found.standing == Standing.REGISTERED
    may_give_up = is_active and (is_ahead or event.state == State.POSTPONED)
    context = {
        "registration": found,
        "event": event,
        "token": token,
        "who": who_comes(found),
        "for_whom": in_whose_place(found),
        "look": LOOKS.get(Standing(found.standing), ""),
        "is_active": is_active,
        "has_place": has_place,
        "is_offered": found.standing == Standing.OFFERED and is_ahead and not _is_over(found),
        "may_give_up": may_give_up,
        "asks_to_give_up": may_give_up and "give-up" in request.GET,
        "shows_link": has_place and rules.link_is_open(event, at),
        "link_from": event.starts_at - timedelta(minutes=event.link_minutes),
        "has_ended": rules.is_over(event, at),
        "ticket": token if has_place else "",
        "is_visible": queries.is_visible(event, request.user, at),
        "programme": showing.programme(event),
        "papers": queries.papers_of(found),
        "answers": answered(found),
        "answers_by": name_of(found.answers_changed_by) if found.answers_changed_by else "",
        "may_change_answers": may_change_answers(found, at) and bool(questions_of(event)),
    }
    return render(request, "events/registration.html", context)


def _is_over(found: Registration) -> bool:
    return found.offered_until is not None and found.offered_until <= timezone.now()


def _act(request: HttpRequest, found: Registration) -> HttpResponse:
    by = by_whose_hand(request, found)
    at = timezone.now()
    try:
        if "accept" in request.POST:
            registering.accept(found.pk, by=by, at=at)
            notices.success(request, _("The place is yours. A letter with the ticket is coming."))
        elif "give-up" in request.POST:
            registering.cancel(found.pk, by=by, at=at)
            notices.success(request, _("Your registration is cancelled. Thank you for saying so."))
    except Refused as refused:
        notices.error(request, refused.message)
    return redirect(request.path)


@login_not_required
@secret_address
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The event as a file for a calendar, for whoever has the link of a registration."""
    found = registering.find_by_link(token)
    if found is None:
        raise Http404
    language = (get_language() or "uk")[:2]
    response = HttpResponse(
        ical.file(found.event, language=language), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{found.event.slug}.ics"'
    return response
