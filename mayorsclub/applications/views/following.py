"""The applicant's own pages about what was sent."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mayorsclub.accounts.models import User
from mayorsclub.applications import kinds, queries
from mayorsclub.applications.domain import endings, review
from mayorsclub.applications.domain.states import Actor, Move, MoveRefused, is_allowed
from mayorsclub.applications.domain.submission import may_apply_from
from mayorsclub.applications.forms import AddFileForm, AnswerForm
from mayorsclub.applications.models import Application, State
from mayorsclub.applications.showing import asked, look, shown_sections, time_line
from mayorsclub.files.domain import FileRefused

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def _own(request: HttpRequest, number: str) -> Application:
    """The applicant's own application; for everybody else it does not exist."""
    return get_object_or_404(queries.of_applicant(_user(request)), number=number)


@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """All applications of this person."""
    rows = [
        {
            "application": application,
            "title": kinds.get(application.kind).title,
            "look": look(application),
        }
        for application in queries.of_applicant(_user(request))
    ]
    return render(request, "applications/mine.html", {"rows": rows})


@never_cache
@get_or_post
def status(request: HttpRequest, number: str) -> HttpResponse:
    """Where it stands: number, state, time line, questions. POST: the answer."""
    application = _own(request, number)
    form = AnswerForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            review.answer(
                application.pk,
                text=form.cleaned_data["text"],
                uploads=[upload] if upload else [],
                by=_user(request),
                at=timezone.now(),
            )
        except (MoveRefused, FileRefused) as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Your answer has been passed to the committee."))
            return redirect(application)
    return render(request, "applications/status.html", _status_context(application, form))


def _status_context(application: Application, form: AnswerForm) -> dict[str, object]:
    matter = queries.matter_of(application)
    is_refused = application.state == State.REJECTED
    return {
        "application": application,
        "kind": kinds.get(application.kind),
        "look": look(application),
        "entries": time_line(application),
        "sections": shown_sections(application),
        "questions": asked(application),
        "closes_at": matter.closes_at
        if matter and application.state == State.UNDER_REVIEW
        else None,
        "again_from": may_apply_from(application.kind, application.email) if is_refused else None,
        "may_add_file": is_allowed(Move.ADD_FILE, application, Actor.APPLICANT),
        "may_withdraw": is_allowed(Move.WITHDRAW, application, Actor.APPLICANT),
        "form": form,
    }


@never_cache
@get_or_post
def add_file(request: HttpRequest, number: str) -> HttpResponse:
    """One more file."""
    application = _own(request, number)
    form = AddFileForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
    )
    if request.method == "POST" and form.is_valid():
        try:
            review.add_file(
                application.pk,
                uploads=[form.cleaned_data["file"]],
                by=_user(request),
                at=timezone.now(),
            )
        except (MoveRefused, FileRefused) as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("The file has been added."))
            return redirect(application)
    return render(request, "applications/add_file.html", {"application": application, "form": form})


@never_cache
@get_or_post
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Its own page: taking an application back cannot be undone."""
    application = _own(request, number)
    problem = ""
    if request.method == "POST":
        try:
            endings.withdraw(application.pk, by=_user(request), at=timezone.now())
        except MoveRefused as refused:
            problem = refused.message
        else:
            messages.success(request, _("The application has been withdrawn."))
            return redirect(application)
    return render(
        request, "applications/withdraw.html", {"application": application, "problem": problem}
    )


def _user(request: HttpRequest) -> User:
    """Who is signed in: LoginRequiredMiddleware lets nobody else in here."""
    return cast("User", request.user)
