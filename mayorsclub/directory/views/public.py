"""What everyone sees: members and partners who agree, bodies, communities by oblast."""

from itertools import groupby
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, translate_url
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mayorsclub.committees.models import Seat
from mayorsclub.content import tiles
from mayorsclub.content.views import page as content_page
from mayorsclub.design import caching
from mayorsclub.design.caching import public_page
from mayorsclub.directory import queries, showing
from mayorsclub.directory.forms import OblastForm
from mayorsclub.directory.rules import Viewer
from mayorsclub.membership.holder import names_on_paper
from mayorsclub.partners.models import PartnerKind
from mayorsclub.publicity import pictures, structured
from mayorsclub.territories.models import Territory
from mayorsclub.territories.oblasts import by_slug
from mayorsclub.ukrainian.names import initials

ON_A_PAGE = 48
Trail = list[tuple[str, str]]


@public_page
def members(request: HttpRequest) -> HttpResponse:
    """The members who agree to be shown to everyone, all or of one oblast."""
    form = OblastForm(request.GET)
    today = timezone.localdate()
    oblast = by_slug(form.cleaned_data["oblast"]) if form.is_valid() else None
    found = queries.find_members(Viewer.EVERYONE, today=today, oblast=oblast)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "oblast": oblast,
        "page": page,
        "people": showing.members(page.object_list, Viewer.EVERYONE, today=today),
    }
    return _page(
        request,
        "directory/members.html",
        context,
        title=_("Members of the Club"),
        description=_(
            "Mayors and heads of communities, members of the Mayors’ Club, who agreed to be "
            "named here"
        ),
    )


@public_page
def member(request: HttpRequest, slug: str) -> HttpResponse:
    """The public page of one member."""
    everybody = queries.members_shown_to(Viewer.EVERYONE)
    profile = everybody.filter(slug=slug).first()
    merged = everybody.filter(member__merged_entries__profile__slug=slug)
    if profile is None and (kept := merged.first()):
        return redirect("directory:member", kept.slug, permanent=True)
    today = timezone.localdate()
    shown = showing.member(profile, Viewer.EVERYONE, today=today) if profile else None
    if shown is None:
        raise Http404
    return _page(
        request,
        "directory/member.html",
        {"shown": shown},
        title=shown.name,
        description=", ".join(filter(None, [shown.name, shown.post, shown.place])),
        trail=[(_("Members of the Club"), reverse("directory:members"))],
    )


@public_page
def partners(request: HttpRequest) -> HttpResponse:
    """The partners who agree to be shown to everyone, by kind."""
    found = queries.partners_shown_to(Viewer.EVERYONE)
    shown = showing.partners(found, Viewer.EVERYONE)
    order = list(PartnerKind.values)
    by_kind = groupby(sorted(shown, key=lambda one: order.index(one.kind)), lambda one: one.kind)
    kinds = [(PartnerKind(kind).label, list(group)) for kind, group in by_kind]
    return _page(
        request,
        "directory/partners.html",
        {"kinds": kinds},
        title=_("Partners of the Club"),
        description=_(
            "Enterprises, international companies, funds and investors, partners of the Mayors’ "
            "Club"
        ),
    )


@login_not_required
@require_safe
def partner(request: HttpRequest, slug: str) -> HttpResponse:
    """The public page of one partner. An editor's page under /partners/ keeps its address."""
    profile = queries.partners_shown_to(Viewer.EVERYONE).filter(slug=slug).first()
    shown = showing.partner(profile, Viewer.EVERYONE) if profile else None
    if shown is None:
        return content_page(request, f"partners/{slug}/")
    answer = _page(
        request,
        "directory/partner.html",
        {"shown": shown},
        title=shown.name,
        description=", ".join([shown.name, shown.kind_label, shown.country]),
        trail=[(_("Partners of the Club"), reverse("directory:partners"))],
    )
    return caching.answer(request, answer)


@public_page
def people(request: HttpRequest) -> HttpResponse:
    """The bodies whose members are named, with terms; portraits of those who agree."""
    today = timezone.localdate()
    bodies = queries.bodies_shown(today)
    seats = [seat for _body, sitting in bodies for seat in sitting]
    profiles = queries.public_profiles_of(seat.user_id for seat in seats)
    shown = {
        user: showing.member(profile, Viewer.EVERYONE, today=today)
        for user, profile in profiles.items()
    }
    rows = [
        (body, [_sitting(seat, shown.get(seat.user_id)) for seat in sitting])
        for body, sitting in bodies
    ]
    return _page(
        request,
        "directory/people.html",
        {"bodies": rows},
        title=_("People of the Club"),
        description=_("Who sits in the bodies of the Mayors’ Club"),
    )


def _sitting(seat: Seat, shown: showing.ShownMember | None) -> dict[str, Any]:
    """One line of a body: named because the body is, the rest as far as the person lets."""
    uk, en = names_on_paper(seat.user)
    name = en if get_language() == "en" else uk
    return {"seat": seat, "shown": shown, "name": name, "initials": initials(name)}


@public_page
def communities(request: HttpRequest) -> HttpResponse:
    """The oblasts, as the map and as a list, with numbers."""
    return _page(
        request,
        "directory/communities.html",
        {"tiles": tiles.tiles()},
        title=_("Communities"),
        description=_(
            "Territorial communities of Ukraine by oblast, and the members of the Mayors’ Club "
            "there"
        ),
    )


@public_page
def oblast(request: HttpRequest, slug: str) -> HttpResponse:
    """One oblast: its raions and communities, the members and partners who agree."""
    found = by_slug(slug)
    if found is None:
        raise Http404
    today, language = timezone.localdate(), (get_language() or "uk")[:2]
    profiles = queries.find_members(Viewer.EVERYONE, today=today, oblast=found)
    organisations = queries.find_partners(Viewer.EVERYONE, oblast=found)
    raions = queries.raions_of(found, language)
    people = showing.members(profiles, Viewer.EVERYONE, today=today)
    communities = sum(len(hromadas) for _raion, hromadas in raions) or 1
    everybody = queries.members_by_oblast().get(found.code, 0)
    title, counts = capfirst(found.title(language)), tiles.counts(communities, everybody)
    context = {
        "counts": counts,
        "raions": _with_people(raions, people, language),
        "people": people,
        "number_of_members": everybody,
        "number_of_others": everybody - len(people),
        "partners": showing.partners(organisations, Viewer.EVERYONE),
    }
    return _page(
        request,
        "directory/oblast.html",
        context,
        title=title,
        description=f"{title}: {counts}",
        trail=[(_("Communities"), reverse("directory:communities"))],
    )


def _page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    title: str,
    description: str,
    trail: Trail | None = None,
) -> HttpResponse:
    """The page with what search engines and other sites read of it."""
    language = (get_language() or "uk")[:2]
    way = [(_("Home"), "/" if language == "uk" else f"/{language}/"), *(trail or [])]
    way.append((title, request.path))
    # The picture for sharing carries no person's name: it would outlive their agreement.
    headline = trail[-1][0] if trail else title
    more = {
        "title": title,
        "description": description,
        "addresses": {
            code: translate_url(request.path, code) for code, _name in settings.LANGUAGES
        },
        "breadcrumbs": way,
        "structured_data": structured.breadcrumbs(way),
        "sharing_picture": pictures.address(headline, language=language),
    }
    return render(request, template, context | more)


def _with_people(
    raions: list[tuple[Territory, list[Territory]]],
    people: list[showing.ShownMember],
    language: str,
) -> list[tuple[str, list[tuple[str, list[showing.ShownMember]]]]]:
    """[(raion, [(community, members shown of it)])], each by its title."""
    heads: dict[int, list[showing.ShownMember]] = {}
    for each in people:
        if each.community is not None:
            heads.setdefault(each.community.pk, []).append(each)
    return [
        (
            raion.title(language),
            [(_short(hromada, language), heads.get(hromada.pk, [])) for hromada in hromadas],
        )
        for raion, hromadas in raions
    ]


def _short(hromada: Territory, language: str) -> str:
    """«Тростянецька», 'Trostianets': under its raion the kind says itself."""
    return hromada.name if language == "uk" else hromada.name_en.removesuffix(" hromada")
