"""Topics that members propose and support."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mayorsclub.accounts.models import User
from mayorsclub.accounts.roles import signed_in
from mayorsclub.sessions import queries, rules
from mayorsclub.sessions.domain import proposing
from mayorsclub.sessions.forms import ProposalForm
from mayorsclub.sessions.models import Proposal
from mayorsclub.sessions.refusals import SessionRefused

ON_A_PAGE = 30


def _member(request: HttpRequest) -> User:
    """The member who asks; for others the proposals do not exist."""
    user = signed_in(request)
    if not rules.is_member(user):
        raise Http404
    return user


@require_http_methods(["GET", "HEAD", "POST"])
def proposals(request: HttpRequest) -> HttpResponse:
    """The proposals by support. POST: propose one; what is not taken stays typed."""
    user = _member(request)
    form = ProposalForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound:
        if form.is_valid():
            try:
                made = proposing.propose(**form.cleaned_data, by=user, at=timezone.now())
            except SessionRefused as refused:
                form.add_error(None, refused.message)
            else:
                messages.success(request, _("Thank you! Other members can support it now."))
                return redirect(f"{reverse('expert_sessions:proposals')}#proposal-{made.pk}")
        status = 422
    found = Paginator(queries.proposals_for(user), ON_A_PAGE)
    context = {"form": form, "page": found.get_page(request.GET.get("page")), "person": user}
    return render(request, "expert_sessions/proposals.html", context, status=status)


@require_POST
def support(request: HttpRequest, pk: int) -> HttpResponse:
    """Support it, or with `back` no longer."""
    deed = proposing.take_support_back if "back" in request.POST else proposing.support
    return _do(request, pk, deed, "")


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own proposal back."""
    return _do(request, pk, proposing.withdraw, _("Your proposal is taken back."))


def _do(request: HttpRequest, pk: int, deed: Callable[..., object], done: str) -> HttpResponse:
    user = _member(request)
    proposal: Proposal = get_object_or_404(queries.proposals_for(user), pk=pk)
    try:
        deed(proposal.pk, by=user, at=timezone.now())
    except SessionRefused as refused:
        messages.error(request, refused.message)
    else:
        if done:
            messages.success(request, done)
    return redirect(f"{reverse('expert_sessions:proposals')}#proposal-{proposal.pk}")
