"""The pages of a partner's representatives."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mayorsclub.accounts.requests import PersonRequest
from mayorsclub.certificates.queries import in_force
from mayorsclub.partners import queries, rules
from mayorsclub.partners.choices import ProjectKind, Sector
from mayorsclub.partners.domain import partners
from mayorsclub.partners.domain.refusals import PartnerRefused
from mayorsclub.partners.domain.representatives import name_for
from mayorsclub.partners.fields import country_name
from mayorsclub.partners.forms import InterestsForm
from mayorsclub.partners.models import Partner, Status


def own(request: PersonRequest) -> HttpResponse:
    """Leads to the partner's page; a list for who represents several."""
    found = queries.entries_of(request.user)
    if not found:
        raise Http404
    if len(found) == 1:
        return redirect("partners:entry", found[0].pk)
    rows = [(partner, name_for(partner, _language())) for partner in found]
    return render(request, "partners/several.html", {"partners": rows})


def entry(request: PersonRequest, pk: int) -> HttpResponse:
    """The entry in the register: names, number, status, interests, representatives."""
    partner = _visible(request, pk)
    context = _context(partner) | {
        "country": country_name(partner.country),
        "sectors": [Sector(value).label for value in partner.sectors],
        "project_kinds": [ProjectKind(value).label for value in partner.project_kinds],
        "oblasts": [oblast.title(_language()) for oblast in partner.oblasts.all()],
    }
    return render(request, "partners/entry.html", context)


def interests(request: PersonRequest, pk: int) -> HttpResponse:
    """What the partner looks for and offers, changed by its representative."""
    partner = _visible(request, pk)
    if partner.status != Status.ACTIVE:
        raise Http404
    initial = {
        "sectors": partner.sectors,
        "project_kinds": partner.project_kinds,
        "oblasts": partner.oblasts.all(),
        "offer": partner.offer,
    }
    form = InterestsForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            partners.change_interests(
                pk, **form.cleaned_data, actor=request.user, at=timezone.now()
            )
        except PartnerRefused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Saved."))
            return redirect("partners:entry", pk)
    return render(request, "partners/interests.html", _context(partner) | {"form": form})


def certificate(request: PersonRequest, pk: int) -> HttpResponse:
    """The certificate: download, the public page that confirms it, a new one."""
    partner = _visible(request, pk)
    if request.method == "POST":
        try:
            partners.renew_certificate(pk, actor=request.user, at=timezone.now())
        except PartnerRefused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, _("A new certificate was issued; the old one is replaced."))
        return redirect("partners:certificate", pk)
    context = _context(partner) | {"certificate": in_force(partner)}
    return render(request, "partners/certificate.html", context)


def _visible(request: PersonRequest, pk: int) -> Partner:
    """The entry, where this person represents the partner; otherwise it does not exist."""
    partner = Partner.objects.prefetch_related(queries.SPEAKERS, "oblasts").filter(pk=pk).first()
    if partner is None or not rules.represents(request.user, partner):
        raise Http404
    return partner


def _context(partner: Partner) -> dict[str, Any]:
    return {
        "partner": partner,
        "name": name_for(partner, _language()),
        "is_active": partner.status == Status.ACTIVE,
    }


def _language() -> str:
    return (get_language() or "uk")[:2]
