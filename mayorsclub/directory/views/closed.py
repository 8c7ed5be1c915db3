"""The directory for members and partners: lists, pages, cards."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mayorsclub.accounts.requests import PersonRequest
from mayorsclub.directory import queries, rules, showing, vcards
from mayorsclub.directory.domain import visits
from mayorsclub.directory.forms import FindMembersForm, FindPartnersForm
from mayorsclub.directory.models import PartnerProfile, Profile
from mayorsclub.directory.rules import Viewer
from mayorsclub.directory.showing import ShownMember, ShownPartner
from mayorsclub.territories.oblasts import by_slug

# Small, so that the register is never taken in a few requests.
ON_A_PAGE = 20
View = Callable[..., HttpResponse]


def counted(what: str) -> Callable[[View], View]:
    """For members, delegates and partners; for others the page does not exist. Whoever opens
    more pages than anybody reads in an hour waits."""

    def decorate(view: View) -> View:
        @require_safe
        @never_cache
        @wraps(view)
        def guarded(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            viewer = rules.viewer_of(request.user)
            if viewer is Viewer.EVERYONE:
                raise Http404
            if not visits.count(request.user, what, at=timezone.now()):
                return render(request, "directory/too_many.html", status=429)
            return view(request, viewer, *args, **kwargs)

        return guarded

    return decorate


@counted("list")
def members(request: PersonRequest, viewer: Viewer) -> HttpResponse:
    """The members whom this person may see, found by name, oblast, sector, language, topic."""
    form = FindMembersForm(request.GET)
    wanted = form.wanted()
    today = timezone.localdate()
    who = wanted.get("who")
    found = queries.find_members(
        viewer,
        today=today,
        text=wanted.get("q", ""),
        oblast=by_slug(wanted.get("oblast", "")),
        sector=wanted.get("sector", ""),
        language=wanted.get("language", ""),
        topic=wanted.get("topic", ""),
        in_office=who == "current" if who else None,
    )
    page = _page(request, found)
    context = {
        "form": form,
        "is_filtered": bool(wanted),
        "page": page,
        "people": showing.members(page.object_list, viewer, today=today),
    }
    return render(request, "directory/closed_members.html", context)


@counted("list")
def partners(request: PersonRequest, viewer: Viewer) -> HttpResponse:
    """The partners whom this person may see, found by name, oblast, sector, kind."""
    form = FindPartnersForm(request.GET)
    wanted = form.wanted()
    found = queries.find_partners(
        viewer,
        text=wanted.get("q", ""),
        oblast=by_slug(wanted.get("oblast", "")),
        sector=wanted.get("sector", ""),
        kind=wanted.get("kind", ""),
    )
    page = _page(request, found)
    context = {
        "form": form,
        "is_filtered": bool(wanted),
        "page": page,
        "organisations": showing.partners(page.object_list, viewer),
    }
    return render(request, "directory/closed_partners.html", context)


@counted("one")
def member(request: PersonRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """One member, as far as they let this person see."""
    shown, _profile = _member(viewer, pk)
    return render(request, "directory/closed_member.html", {"shown": shown})


@counted("one")
def partner(request: PersonRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """One partner, as far as it lets this person see."""
    shown, _profile = _partner(viewer, pk)
    return render(request, "directory/closed_partner.html", {"shown": shown})


@counted("one")
def member_card(request: PersonRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """The member's vCard, with what this person sees and nothing else."""
    shown, profile = _member(viewer, pk)
    visits.note_card(profile.member, user=request.user, at=timezone.now())
    return _card(vcards.of_member(shown, organisation=_("Mayors’ Club")), shown)


@counted("one")
def partner_card(request: PersonRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """The partner's vCard, likewise."""
    shown, profile = _partner(viewer, pk)
    visits.note_card(profile.partner, user=request.user, at=timezone.now())
    return _card(vcards.of_partner(shown, organisation=_("Mayors’ Club")), shown)


def _page(request: PersonRequest, found: QuerySet) -> Any:
    return Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))


def _member(viewer: Viewer, pk: int) -> tuple[ShownMember, Profile]:
    profile = queries.members_shown_to(viewer).filter(member=pk).first()
    if profile is None:
        raise Http404
    shown = showing.member(profile, viewer, today=timezone.localdate())
    if shown is None:
        raise Http404
    return shown, profile


def _partner(viewer: Viewer, pk: int) -> tuple[ShownPartner, PartnerProfile]:
    profile = queries.partners_shown_to(viewer).filter(partner=pk).first()
    if profile is None:
        raise Http404
    shown = showing.partner(profile, viewer)
    if shown is None:
        raise Http404
    return shown, profile


def _card(text: str, shown: ShownMember | ShownPartner) -> HttpResponse:
    response = HttpResponse(text, content_type="text/vcard; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{shown.slug}.vcf")
    response["X-Content-Type-Options"] = "nosniff"
    return response
