"""Check the answers, send the application, confirm the e-mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mayorsclub.applications import drafts, queries
from mayorsclub.applications.domain import links, submission
from mayorsclub.applications.domain.states import MoveRefused
from mayorsclub.applications.forms import ConsentForm
from mayorsclub.applications.kinds import Kind
from mayorsclub.applications.models import Application, Link, State
from mayorsclub.applications.showing import look, shown_sections
from mayorsclub.applications.views.applying import no_draft
from mayorsclub.applications.views.beginning import too_many
from mayorsclub.applications.views.session import (
    current,
    current_draft,
    may_write_to,
    remember,
    signed_in,
)
from mayorsclub.design.secret import secret_address

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@never_cache
@get_or_post
def check(request: HttpRequest, kind: Kind) -> HttpResponse:
    """«Check your answers», and the button that sends them."""
    application = current_draft(request, kind)
    if application is None:
        return no_draft(request, kind)
    path = drafts.path(application)
    if path.unfinished is not None:
        return redirect("applications:step", kind, path.unfinished.slug)
    form = ConsentForm(request.POST if request.method == "POST" else None, label=kind.consent)
    if request.method == "POST" and form.is_valid():
        try:
            application = submission.submit(
                application.pk,
                has_consented=form.cleaned_data["consent"],
                language=get_language() or "uk",
                by=signed_in(request),
                at=timezone.now(),
            )
        except MoveRefused as refused:
            if refused.code == "incomplete":
                url = reverse("applications:step", args=[kind, refused.step])
                return redirect(f"{url}?check=1&change=1")
            if refused.code == "sent":
                # The other of two clicks sent it.
                remember(request, application)
                return redirect("applications:sent", kind)
            form.add_error(None, refused.message)
        else:
            remember(request, application)
            return redirect("applications:sent", kind)
    return render(
        request,
        "applications/check.html",
        {
            "kind": kind,
            "application": application,
            "sections": shown_sections(application),
            "form": form,
            "total": path.total,
        },
    )


@login_not_required
@never_cache
@get_or_post
def sent(request: HttpRequest, kind: Kind) -> HttpResponse:
    """After sending: the number, what happens next and when. POST: the letter once more."""
    application = current(request, kind)
    if application is None or application.state == State.DRAFT:
        return redirect("applications:start", kind)
    if request.method == "POST":
        return _send_again(request, application, kind)
    matter = queries.matter_of(application) if application.state != State.SUBMITTED else None
    return render(
        request,
        "applications/sent.html",
        {
            "kind": kind,
            "application": application,
            "matter": matter,
            "look": look(application),
            "is_unconfirmed": application.state == State.SUBMITTED,
        },
    )


def _send_again(request: HttpRequest, application: Application, kind: Kind) -> HttpResponse:
    if not may_write_to(request, application.email):
        messages.error(request, too_many())
        return redirect("applications:sent", kind)
    try:
        submission.mail_confirmation(application.pk, at=timezone.now())
    except MoveRefused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("The letter has been sent once more."))
    return redirect("applications:sent", kind)


@login_not_required
@secret_address
@get_or_post
def confirm(request: HttpRequest, kind: Kind, token: str) -> HttpResponse:
    """The mailed link: a page with a button, since mail scanners open links."""
    application = links.find(Link.Purpose.CONFIRM, kind.slug, token)
    if application is None:
        context = {"kind": kind, "is_confirmation": True}
        return render(request, "applications/dead_link.html", context, status=404)
    problem = ""
    if request.method == "POST":
        try:
            application = submission.confirm_email(
                application.pk, email=application.email, at=timezone.now()
            )
        except MoveRefused as refused:
            problem = refused.message
        else:
            remember(request, application)
            return redirect("applications:sent", kind)
    return render(
        request,
        "applications/confirm.html",
        {"kind": kind, "application": application, "problem": problem},
    )
