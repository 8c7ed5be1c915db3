"""The way into a draft: begin one, or come back to it by a mailed link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mayorsclub.applications import tasks
from mayorsclub.applications.domain import address, drafting, links
from mayorsclub.applications.domain.states import Actor, Move, MoveRefused, is_allowed
from mayorsclub.applications.forms import AddressForm
from mayorsclub.applications.kinds import Kind
from mayorsclub.applications.models import Link, State
from mayorsclub.applications.views.session import (
    current,
    current_draft,
    may_write_to,
    remember,
    signed_in,
)
from mayorsclub.design.secret import secret_address

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def too_many() -> str:
    return _("Too many letters have gone to this address or from here. Try again in an hour.")


@login_not_required
@never_cache
@get_or_post
def start(request: HttpRequest, kind: Kind) -> HttpResponse:
    """Ask for the e-mail, make the draft, mail its link."""
    user = signed_in(request)
    form = AddressForm(request.POST or None, initial={"email": user.email if user else ""})
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if may_write_to(request, email):
            application = drafting.start(
                kind.slug,
                email=email,
                language=get_language() or "uk",
                by=user,
                at=timezone.now(),
            )
            remember(request, application)
            return redirect("applications:apply", kind)
        form.add_error(None, too_many())
    return render(
        request,
        "applications/start.html",
        {"kind": kind, "form": form, "draft": current_draft(request, kind)},
    )


@login_not_required
@never_cache
@get_or_post
def ask_for_link(request: HttpRequest, kind: Kind) -> HttpResponse:
    """A new link to a draft, by e-mail. The answer is the same for every address."""
    form = AddressForm(request.POST or None)
    is_sent = False
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if may_write_to(request, email):
            tasks.mail_resume_link.enqueue(kind.slug, email)
            is_sent = True
        else:
            form.add_error(None, too_many())
    return render(
        request,
        "applications/ask_for_link.html",
        {"kind": kind, "form": form, "is_sent": is_sent},
    )


@login_not_required
@secret_address
@get_or_post
def resume(request: HttpRequest, kind: Kind, token: str) -> HttpResponse:
    """The mailed link. It opens the draft by a button: mail scanners follow links, and
    nobody should be led into a draft of somebody else without seeing whose it is."""
    application = links.find(Link.Purpose.RESUME, kind.slug, token)
    if application is None:
        return render(request, "applications/dead_link.html", {"kind": kind}, status=404)
    if request.method == "POST":
        remember(request, application)
        return redirect("applications:apply", kind)
    return render(request, "applications/resume.html", {"kind": kind, "application": application})


@login_not_required
@never_cache
@get_or_post
def change_email(request: HttpRequest, kind: Kind) -> HttpResponse:
    """Another address, such as after a slip of the pen; until the first one is confirmed."""
    application = current_draft(request, kind) or current(request, kind)
    if application is None:
        return redirect("applications:start", kind)
    if not is_allowed(Move.CHANGE_EMAIL, application, Actor.APPLICANT):
        return redirect("applications:sent", kind)
    back = "applications:check" if application.state == State.DRAFT else "applications:sent"
    form = AddressForm(request.POST or None, initial={"email": application.email})
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if may_write_to(request, email):
            try:
                address.change_email(application.pk, email=email, at=timezone.now())
            except MoveRefused:
                return redirect("applications:sent", kind)
            remember(request, application)
            messages.success(request, _("The address is changed. A letter is on its way to it."))
            return redirect(back, kind)
        form.add_error(None, too_many())
    return render(
        request, "applications/change_email.html", {"kind": kind, "form": form, "back": back}
    )
