"""The steps of a draft, one screen each."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import translate_url
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mayorsclub.applications import drafts, kinds
from mayorsclub.applications.domain import drafting
from mayorsclub.applications.domain.states import DRAFT_LIVES, MoveRefused
from mayorsclub.applications.forms import StepForm
from mayorsclub.applications.kinds import Kind, Step
from mayorsclub.applications.models import Application
from mayorsclub.applications.views.session import current, current_draft, may_write_to, remember
from mayorsclub.files.models import PrivateFile


def no_draft(request: HttpRequest, kind: Kind) -> HttpResponse:
    """Where somebody goes who has no draft here: to what was sent, or to the beginning."""
    return redirect("applications:sent" if current(request, kind) else "applications:start", kind)


@login_not_required
@never_cache
@require_safe
def apply(request: HttpRequest, kind: Kind) -> HttpResponse:
    """To the first step that is not finished, or to the check."""
    application = current_draft(request, kind)
    if application is None:
        return no_draft(request, kind)
    unfinished = drafts.path(application).unfinished
    if unfinished is None:
        return redirect("applications:check", kind)
    return redirect("applications:step", kind, unfinished.slug)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, kind: Kind, slug: str) -> HttpResponse:
    """One step: shown as it was left, saved whatever is typed."""
    application = current_draft(request, kind)
    is_autosave = "X-Autosave" in request.headers
    if application is None:
        return JsonResponse({}, status=409) if is_autosave else no_draft(request, kind)
    asked = kind.step(slug)
    path = drafts.path(application)
    if asked is None or not path.may_open(slug):
        return redirect("applications:apply", kind)
    if request.method != "POST":
        form = drafts.bound_form(application, asked, path.answers)
        if "check" not in request.GET:
            form.hide_errors()
        return _page(request, application, asked, form)
    try:
        form = _save(request, application, asked, with_files=not is_autosave)
    except MoveRefused as refused:
        if is_autosave:
            # A late one is no fault: a newer text is kept already.
            return JsonResponse({}, status=200 if refused.code == "stale" else 409)
        # Another tab has sent it meanwhile.
        return redirect("applications:sent", kind)
    if is_autosave:
        return JsonResponse({"saved": _saved_at(timezone.now())})
    application.refresh_from_db()
    remember(request, application)
    if "later" in request.POST:
        return _later(request, application, kind)
    if "back" in request.POST:
        return _back(application, kind, slug)
    if (language := request.POST.get("language")) in dict(settings.LANGUAGES):
        return redirect(translate_url(request.get_full_path(), str(language)))
    if form.errors:
        return _page(request, application, asked, form)
    return _onward(application, kind, slug, is_change="change" in request.POST)


def _save(
    request: HttpRequest, application: Application, step: Step, *, with_files: bool
) -> StepForm:
    """Keep what was sent: first the files, then every word, valid or not. Raises MoveRefused
    when the draft is no draft any more; a refused file becomes an error of its field."""
    at = timezone.now()
    removed = {
        int(pk)
        for pk in request.POST.getlist("remove")
        if with_files and pk.isdecimal() and len(pk) < 19
    }
    kept = {
        name: [file for file in files if file.pk not in removed]
        for name, files in drafts.kept_files(application, step.slug).items()
    }
    form = step.form(
        request.POST,
        request.FILES if with_files else None,
        application=application,
        answers=drafts.path(application).answers,
        kept=kept,
    )
    form.is_valid()
    for name in form.file_fields():
        if upload := form.cleaned_data.get(name):
            _keep(application, step, form, name, upload, at)
    drafting.save_step(
        application.pk,
        step.slug,
        raw=form.as_typed(request.POST),
        answers=None if form.errors else form.to_answers(),
        removed=removed,
        on_the_way=None if with_files else _typed_when(request),
        language=get_language() or "uk",
        at=at,
    )
    return form


def _typed_when(request: HttpRequest) -> tuple[int, int]:
    """The revision of the page on which it was typed, and the moment, as autosave.js tells."""
    told = (request.POST.get("revision", ""), request.headers["X-Autosave"])
    # 15 digits are more than any clock tells, and less than int() refuses.
    revision, moment = (int(text[:15]) if text.isdecimal() else 0 for text in told)
    return revision, moment


def _keep(
    application: Application, step: Step, form: StepForm, name: str, upload: Any, at: datetime
) -> None:
    try:
        file = drafting.keep_file(application.pk, step.slug, name, upload, at=at)
    except MoveRefused as refused:
        if refused.code != "too_many_files":
            raise
        form.add_error(name, refused.message)
    else:
        form.kept.setdefault(name, []).append(file)


def _onward(application: Application, kind: Kind, slug: str, *, is_change: bool) -> HttpResponse:
    """To the next step; after a change from the check page, back to it if all is well."""
    path = drafts.path(application)
    place = path.place(slug)
    if path.unfinished is None and (is_change or place is None or place == len(path.steps)):
        return redirect("applications:check", kind)
    if is_change and path.unfinished is not None:
        return redirect("applications:step", kind, path.unfinished.slug)
    if place is None or place == len(path.steps):
        return redirect("applications:apply", kind)
    return redirect("applications:step", kind, path.steps[place].slug)


def _back(application: Application, kind: Kind, slug: str) -> HttpResponse:
    path = drafts.path(application)
    place = path.place(slug) or 1
    if place == 1:
        return redirect("applications:start", kind)
    return redirect("applications:step", kind, path.steps[place - 2].slug)


def _later(request: HttpRequest, application: Application, kind: Kind) -> HttpResponse:
    """Mail the link that continues this draft. When too many went out, the last one still
    works: every letter's link does."""
    if may_write_to(request, application.email):
        drafting.mail_link(application.pk, at=timezone.now())
    return redirect("applications:later", kind)


@login_not_required
@never_cache
@require_safe
def later(request: HttpRequest, kind: Kind) -> HttpResponse:
    """What «continue later» did, and until when the draft waits."""
    application = current_draft(request, kind)
    if application is None:
        return no_draft(request, kind)
    return render(
        request,
        "applications/later.html",
        {"kind": kind, "application": application, "days": DRAFT_LIVES.days},
    )


def _saved_at(at: datetime) -> str:
    return _("Draft saved at %(time)s") % {"time": f"{timezone.localtime(at):%H:%M}"}


def _page(
    request: HttpRequest, application: Application, step: Step, form: StepForm
) -> HttpResponse:
    path = drafts.path(application)
    fields: list[tuple[Any, list[PrivateFile]]] = [
        (field, form.kept.get(field.name, [])) for field in form.visible_fields()
    ]
    context = {
        "application": application,
        "kind": kinds.get(application.kind),
        "step": step,
        "form": form,
        "fields": fields,
        "place": path.place(step.slug),
        "total": path.total,
        "saves_form": "step",
        "revision": drafts.saved(application, step.slug)["revision"],
        "is_change": "change" in request.GET or "change" in request.POST,
    }
    return render(request, "applications/step.html", context)
