"""A member's own pages, shared with delegates as far as the member lets them."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mayorsclub.accounts import strong
from mayorsclub.accounts.requests import PersonRequest
from mayorsclub.certificates.queries import in_force
from mayorsclub.membership import queries, rules
from mayorsclub.membership.domain import mandates, members
from mayorsclub.membership.domain.refusals import MembershipRefused
from mayorsclub.membership.forms import InterestsForm
from mayorsclub.membership.models import Interest, Member, Post
from mayorsclub.ukrainian.dates import in_kyiv


def visible(
    view: Callable[[PersonRequest, Member], HttpResponse],
) -> Callable[[PersonRequest, int], HttpResponse]:
    """Give the view the entry of this id; it does not exist for whoever may not see it.

    Whoever sees it by office, not as the member or a delegate, needs a second factor.
    """

    @wraps(view)
    def guarded(request: PersonRequest, pk: int) -> HttpResponse:
        found = Member.objects.select_related("user").prefetch_related(queries.POSTS)
        member = found.filter(pk=pk).first()
        if member is None or not rules.may_see_entry(request.user, member):
            raise Http404
        is_near = rules.is_own_entry(request.user, member) or rules.delegation(request.user, member)
        if not is_near and not strong.is_strong(request):
            return strong.refuse(request)
        return view(request, member)

    return guarded


def own(request: PersonRequest) -> HttpResponse:
    """The address that letters and people remember: leads to the person's own entry."""
    member = queries.entry_of(request.user)
    if member is None:
        raise Http404
    return redirect("membership:entry", member.pk)


@visible
def entry(request: PersonRequest, member: Member) -> HttpResponse:
    """The entry in the register: number, status, posts, wishes."""
    today = in_kyiv(timezone.now()).date()
    language = get_language()
    context = _context(request, member) | {
        "posts": [_line(post, language, today) for post in member.posts.all()],
        "interests": [Interest(value).label for value in member.interests],
        "may_edit": rules.acts_for(request.user, member, "may_edit_profile"),
        "may_download": rules.may_download_certificate(request.user, member),
        "held": rules.delegation(request.user, member),
    }
    return render(request, "membership/entry.html", context)


@visible
def wishes(request: PersonRequest, member: Member) -> HttpResponse:
    """How the member wishes to take part, changed by the member or a delegate who may."""
    if not rules.acts_for(request.user, member, "may_edit_profile"):
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = InterestsForm(data, initial={"interests": member.interests})
    if request.method == "POST" and form.is_valid():
        try:
            members.choose_interests(
                member.pk,
                interests=form.cleaned_data["interests"],
                actor=request.user,
                at=timezone.now(),
            )
        except MembershipRefused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Saved."))
            return redirect("membership:entry", member.pk)
    return render(request, "membership/wishes.html", _context(request, member) | {"form": form})


@visible
def certificate(request: PersonRequest, member: Member) -> HttpResponse:
    """The certificate: download, the public page that confirms it, a new one."""
    if not rules.may_download_certificate(request.user, member):
        raise Http404
    if request.method == "POST":
        try:
            members.renew_certificate(member.pk, actor=request.user, at=timezone.now())
        except MembershipRefused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, _("A new certificate was issued; the old one is replaced."))
        return redirect("membership:certificate", member.pk)
    context = _context(request, member) | {
        "certificate": in_force(member),
        "may_renew": rules.may_renew_certificate(request.user, member),
    }
    return render(request, "membership/certificate.html", context)


def _context(request: PersonRequest, member: Member) -> dict[str, Any]:
    return {"member": member, "is_own": rules.is_own_entry(request.user, member)}


def _line(post: Post, language: str | None, today: date) -> dict[str, Any]:
    shown = (language or "uk")[:2]
    return {
        "title": mandates.title_of(post, shown),
        "place": mandates.place_of(post, shown),
        "began_on": post.began_on,
        "ended_on": post.ended_on,
        "is_held": mandates.in_office(post, today=today),
    }
