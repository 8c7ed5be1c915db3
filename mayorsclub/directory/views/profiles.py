"""One's own profile: edited, and seen as others see it."""

from typing import Any, TypeVar

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mayorsclub.accounts.requests import PersonRequest
from mayorsclub.directory import queries, rules, showing
from mayorsclub.directory.domain import profiles
from mayorsclub.directory.domain.refusals import ProfileRefused
from mayorsclub.directory.forms import MemberProfileForm, PartnerProfileForm, ProfileForm
from mayorsclub.directory.models import PartnerProfile, Profile
from mayorsclub.directory.rules import AGREEMENT, Viewer
from mayorsclub.membership.models import Member
from mayorsclub.partners.models import Partner

Holder = TypeVar("Holder", Member, Partner)
VIEWERS = {viewer.value: viewer for viewer in Viewer}


@never_cache
def member(request: PersonRequest, pk: int) -> HttpResponse:
    """A member's profile, edited by the member or a delegate who may."""
    holder = _own(request, Member.objects.select_related("user").filter(pk=pk).first())
    profile = queries.profile_of(holder) or Profile(member=holder)
    if profile.pk is None and rules.may_decide(request.user, holder):
        # A proposal for the member alone: a delegate need not know these.
        profile.email, profile.phone = holder.user.email, holder.user.phone
    return _edit(request, holder, profile, MemberProfileForm)


@never_cache
def partner(request: PersonRequest, pk: int) -> HttpResponse:
    """A partner's profile, edited by its representative."""
    holder = _own(request, Partner.objects.filter(pk=pk).first())
    profile = queries.profile_of(holder) or PartnerProfile(partner=holder, website=holder.website)
    return _edit(request, holder, profile, PartnerProfileForm)


@require_safe
@never_cache
def member_seen(request: PersonRequest, pk: int, by: str) -> HttpResponse:
    """The member's page as everyone, a partner or a member sees it."""
    holder = _own(request, Member.objects.select_related("user").filter(pk=pk).first())
    profile = _preview(queries.profile_of(holder), by)
    shown = showing.member(profile, VIEWERS[by], today=timezone.localdate())
    return _seen(request, holder, by, shown, "directory/parts/member.html")


@require_safe
@never_cache
def partner_seen(request: PersonRequest, pk: int, by: str) -> HttpResponse:
    """The partner's page as everyone, a partner or a member sees it."""
    holder = _own(request, Partner.objects.filter(pk=pk).first())
    profile = _preview(queries.profile_of(holder), by)
    shown = showing.partner(profile, VIEWERS[by])
    return _seen(request, holder, by, shown, "directory/parts/partner.html")


def _own(request: PersonRequest, holder: Holder | None) -> Holder:
    """The holder, where this person may edit its profile; otherwise it does not exist."""
    if holder is None or not rules.may_edit(request.user, holder):
        raise Http404
    return holder


def _edit(
    request: PersonRequest,
    holder: Member | Partner,
    profile: Profile | PartnerProfile,
    form_class: type[ProfileForm],
) -> HttpResponse:
    decides = rules.may_decide(request.user, holder)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = form_class(*given, profile=profile, decides=decides)
    if request.method == "POST" and form.is_valid():
        try:
            profiles.save(holder, form.change(), actor=request.user, at=timezone.now())
        except ProfileRefused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Saved."))
            return redirect(request.path)
    context = _context(holder, profile) | {"form": form, "decides": decides}
    return render(request, "directory/edit.html", context)


def _preview(profile: Profile | PartnerProfile | None, by: str) -> Any:
    """The profile as it will be seen once it is agreed to and nothing hides it."""
    if profile is None or by not in VIEWERS:
        raise Http404
    profile.agreed_version, profile.hidden_at = AGREEMENT, None
    return profile


def _seen(
    request: PersonRequest, holder: Member | Partner, by: str, shown: Any, template: str
) -> HttpResponse:
    context = _context(holder, queries.profile_of(holder)) | {
        "by": by,
        "shown": shown,
        "part": template,
        "is_preview": True,
    }
    return render(request, "directory/seen.html", context)


def _context(holder: Member | Partner, profile: Profile | PartnerProfile | None) -> dict[str, Any]:
    kind = "member" if isinstance(holder, Member) else "partner"
    uk, en = profiles.names_of(holder)
    exists = profile is not None and profile.pk is not None
    public_url = None
    if profile is not None and exists and rules.sees(Viewer.EVERYONE, profile, "entry"):
        public_url = reverse(f"directory:{kind}", args=[profile.slug])
    return {
        "public_url": public_url,
        "holder": holder,
        "title": en if get_language() == "en" else uk,
        "preview": showing.picture_of(profile) if profile else None,
        "picture_look": "portrait" if kind == "member" else "logo",
        "profile": profile,
        "exists": exists,
        "is_shown": profile is not None and rules.is_shown(profile),
        "edit_name": f"directory:{kind}_profile",
        "seen_name": f"directory:{kind}_seen",
    }
