"""A person's ticket and certificate, under the secret of their registration."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from mayorsclub.certificates.queries import in_force
from mayorsclub.design.secret import secret_address
from mayorsclub.events import qr
from mayorsclub.events.domain import attendance, tickets
from mayorsclub.events.domain.rows import find_by_link
from mayorsclub.events.models import Registration, Standing, State
from mayorsclub.events.rules import is_over


def registration_by(token: str) -> Registration:
    """The registration with this secret. Raises Http404 where there is none."""
    found = find_by_link(token)
    if found is None:
        raise Http404
    return found


def is_good(registration: Registration) -> bool:
    """Whether this ticket lets in."""
    return (
        registration.standing == Standing.REGISTERED and registration.event.state != State.CANCELLED
    )


@login_not_required
@secret_address
@require_safe
def ticket(request: HttpRequest, token: str) -> HttpResponse:
    """The ticket with its code, for the screen and for paper."""
    registration = registration_by(token)
    good = is_good(registration)
    context = {
        "registration": registration,
        "event": registration.event,
        "is_good": good,
        "is_over": is_over(registration.event, timezone.now()),
        "qr": qr.address(tickets.ticket_of(registration)) if good else "",
        "code": tickets.shown_code(registration) if good else "",
        "token": token,
    }
    return render(request, "events/ticket.html", context)


@login_not_required
@secret_address
@require_safe
def ticket_pdf(request: HttpRequest, token: str) -> HttpResponse:
    """The ticket on paper; 404 where it does not let in."""
    registration = registration_by(token)
    if not is_good(registration):
        raise Http404
    content = attendance.ticket(registration, get_language() or "uk")
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="ticket-{registration.event.slug}.pdf"'
    return response


@login_not_required
@secret_address
@require_safe
def certificate(request: HttpRequest, token: str) -> HttpResponse:
    """The certificate of attendance; a page that asks for patience while it is being made."""
    registration = registration_by(token)
    found = in_force(registration)
    if found is None or registration.checked_in_at is None:
        raise Http404
    if found.file is None:
        context = {"event": registration.event, "certificate": found}
        return render(request, "events/certificate.html", context)
    with found.file.content.open("rb") as file:
        response = HttpResponse(file.read(), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{found.file.original_name}"'
    return response
