"""The pages of a body's members: what waits, read, vote, done. For others they do not exist."""

from collections.abc import Callable
from functools import wraps

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mayorsclub.accounts.models import User
from mayorsclub.accounts.strong import require_strong
from mayorsclub.committees import page, queries
from mayorsclub.committees.domain import discussion, matters, votes
from mayorsclub.committees.forms import QuestionForm, RecusalForm, RemarkForm, VoteForm
from mayorsclub.committees.lines import line
from mayorsclub.committees.models import Matter
from mayorsclub.committees.refusals import MatterRefused, VoteRefused
from mayorsclub.committees.rules import sits_today
from mayorsclub.refusals import Refused

DECIDED_ON_A_PAGE = 20


class MemberRequest(HttpRequest):
    user: User


def members_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """404 without a seat; with one, a second factor is required."""
    strong = never_cache(require_strong(view))

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not sits_today(request.user):
            raise Http404
        return strong(request, *args, **kwargs)

    return guarded


@members_only
@require_safe
def home(request: MemberRequest) -> HttpResponse:
    """What waits for my vote, what else is open, what is decided."""
    now = timezone.now()
    decided = Paginator(queries.decided(request.user, now), DECIDED_ON_A_PAGE)
    context = {
        "waiting": [line(matter, now) for matter in queries.awaiting_vote(request.user, now)],
        "also_open": [line(matter, now) for matter in queries.also_open(request.user, now)],
        "decided": decided.get_page(request.GET.get("page")),
        "bodies": queries.bodies_of(request.user, now),
        "sittings": queries.coming_sittings(request.user, now),
    }
    return render(request, "committees/home.html", context)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def matter(request: MemberRequest, pk: int) -> HttpResponse:
    """One matter: read it, discuss it, vote. POST casts the vote."""
    shown = _matter(request, pk)
    form = VoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            votes.cast_vote(
                shown.pk,
                voter=request.user,
                choice=form.cleaned_data["choice"],
                reason=form.cleaned_data["reason"],
                at=timezone.now(),
            )
        except VoteRefused as refused:
            # A second press of the button, or another tab: nothing is wrong, the vote counts.
            if refused.code == "already_cast":
                messages.info(request, refused.message)
                return redirect(shown)
            form.add_error(None, refused.message)
            shown = _matter(request, pk)
        else:
            messages.success(request, _("Your vote is counted. Thank you."))
            return redirect(shown)
    return _page(request, shown, vote_form=form)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def remark(request: MemberRequest, pk: int) -> HttpResponse:
    """Add a remark to the discussion. Opened as a page, it leads to the matter."""
    shown = _matter(request, pk)
    if request.method != "POST":
        return redirect(shown)
    form = RemarkForm(request.POST)
    if form.is_valid():
        try:
            discussion.add_remark(
                shown, author=request.user, text=form.cleaned_data["text"], at=timezone.now()
            )
        except MatterRefused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Your remark is added."))
            return redirect(f"{shown.get_absolute_url()}#discussion")
    return _page(request, shown, remark_form=form)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def recuse(request: MemberRequest, pk: int) -> HttpResponse:
    """Step out of a matter because of a conflict of interest."""
    shown = _matter(request, pk)
    if not page.may_recuse(shown, request.user, timezone.now()):
        return redirect(shown)
    form = RecusalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            votes.recuse(
                shown.pk,
                voter=request.user,
                reason=form.cleaned_data["reason"],
                at=timezone.now(),
            )
        except VoteRefused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("You have stepped out of this matter."))
            return redirect(shown)
    return _form_page(request, "committees/recuse.html", shown, form)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask whom the matter concerns; the clock stops until the answer."""
    shown = _matter(request, pk)
    if not page.may_ask(shown, request.user, timezone.now()):
        return redirect(shown)
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            matters.ask(shown, form.cleaned_data["text"], by=request.user, at=timezone.now())
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Your question is sent."))
            return redirect(shown)
    return _form_page(request, "committees/ask.html", shown, form)


def _matter(request: MemberRequest, pk: int) -> Matter:
    return get_object_or_404(queries.visible_to(request.user, timezone.now()), pk=pk)


def _page(request: MemberRequest, shown: Matter, **bound: forms.Form) -> HttpResponse:
    context: dict[str, object] = page.context(request, shown, request.user, timezone.now())
    context |= {"vote_form": VoteForm(), "remark_form": RemarkForm(), **bound}
    is_faulty = any(form.is_bound and form.errors for form in bound.values())
    return render(request, "committees/matter.html", context, status=422 if is_faulty else 200)


def _form_page(
    request: MemberRequest, template: str, shown: Matter, form: forms.Form
) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"matter": shown, "form": form}, status=status)
