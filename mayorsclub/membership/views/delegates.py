"""Delegates: invited, permitted and removed by the member; an invitation accepted."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from mayorsclub.accounts.requests import PersonRequest
from mayorsclub.membership import queries, rules
from mayorsclub.membership.domain import delegates as domain
from mayorsclub.membership.domain.refusals import MembershipRefused
from mayorsclub.membership.forms import (
    AcceptanceForm,
    InvitationForm,
    PermissionsForm,
    name_parts,
)
from mayorsclub.membership.models import Delegate, Member


def delegates(request: PersonRequest) -> HttpResponse:
    """The member's delegates and open invitations; a form to invite another."""
    member = _managed(request)
    form = InvitationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            domain.invite(
                member.pk,
                email=form.cleaned_data["email"],
                name=form.cleaned_data["name"],
                permissions=form.permissions(),
                actor=request.user,
                at=timezone.now(),
            )
        except MembershipRefused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("The invitation is on its way by e-mail."))
            return redirect("membership:delegates")
    context = {
        "delegates": queries.delegates_of(member),
        "form": form,
        "now": timezone.now(),
    }
    return render(request, "membership/delegates.html", context)


def delegate(request: PersonRequest, pk: int) -> HttpResponse:
    """What one delegate may do."""
    member = _managed(request)
    found = get_object_or_404(queries.delegates_of(member), pk=pk)
    initial = {name: getattr(found, name) for name in rules.PERMISSIONS}
    form = PermissionsForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            domain.permit(pk, permissions=form.permissions(), actor=request.user, at=timezone.now())
        except MembershipRefused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Saved. It holds from now on."))
            return redirect("membership:delegates")
    return render(request, "membership/delegate.html", {"delegate": found, "form": form})


def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """End a delegation, by the member or the delegate: asked once, then done at once."""
    found = get_object_or_404(
        Delegate.objects.select_related("member__user").filter(removed_at=None), pk=pk
    )
    is_member = found.member.user_id == request.user.pk
    if not is_member and found.user_id != request.user.pk:
        raise Http404
    if request.method == "POST":
        domain.remove(pk, actor=request.user, at=timezone.now())
        messages.success(request, _("The delegation has ended."))
        return redirect("membership:delegates" if is_member else "accounts:home")
    context = {
        "delegate": found,
        "is_member": is_member,
        "member_name": domain.name_of(found.member.user, _language()),
    }
    return render(request, "membership/remove.html", context)


@login_not_required
@never_cache
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """The page of an invitation's link. Opening changes nothing (mail scanners open links);
    the button makes the account and leads to sign-in."""
    try:
        found = domain.find_invitation(token, at=timezone.now())
    except MembershipRefused:
        raise Http404 from None
    form = AcceptanceForm(
        request.POST if request.method == "POST" else None, initial=name_parts(found.name)
    )
    if request.method == "POST" and form.is_valid():
        try:
            domain.accept(token, **form.cleaned_data, language=_language(), at=timezone.now())
        except MembershipRefused:
            raise Http404 from None
        messages.success(
            request, _("The invitation is accepted. Now sign in with the invited address.")
        )
        return redirect("account_login")
    context = {
        "form": form,
        "delegate": found,
        "member_name": domain.name_of(found.member.user, _language()),
    }
    response = render(request, "membership/accept.html", context)
    # The address itself is the secret: it must not travel to another site in a Referer.
    # Not `no-referrer`: browsers then send `Origin: null` with the form, which is refused.
    response["Referrer-Policy"] = "same-origin"
    return response


def _managed(request: PersonRequest) -> Member:
    """The person's own entry, where they may manage delegates; otherwise 404."""
    member = Member.objects.filter(user_id=request.user.pk).first()
    if member is None or not rules.may_manage_delegates(request.user, member):
        raise Http404
    return member


def _language() -> str:
    return (get_language() or "uk")[:2]
