"""Portraits and logos, for those who may see them."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from mayorsclub.accounts import strong
from mayorsclub.directory import rules
from mayorsclub.directory.models import PartnerProfile, Profile, Rendition

TYPES = {"avif": "image/avif", "webp": "image/webp"}


@login_not_required  # A closed picture does not exist for strangers: 404, no sign-in page.
@require_safe
def picture(request: HttpRequest, token: str, width: int, form: str) -> HttpResponse:
    """One size of a picture. It is asked for anew each time, by its ETag, so that nobody sees
    it a moment longer than they may."""
    profile = _profile_of(token)
    if profile is None or form not in TYPES:
        raise Http404
    is_public = rules.sees(rules.Viewer.EVERYONE, profile, "picture")
    # Only a picture that is not public needs to know who asks.
    if not is_public and not _may_see(request, profile):
        raise Http404
    found = Rendition.objects.filter(picture__token=token, width=width, form=form).first()
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.content), content_type=TYPES[form])
    response["ETag"] = quote_etag(f"{token[:16]}-{width}-{form}")
    response["Cache-Control"] = "public, no-cache" if is_public else "private, no-cache"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return get_conditional_response(request, response["ETag"], None, response) or response


def _profile_of(token: str) -> Profile | PartnerProfile | None:
    of_member = Profile.objects.select_related("member__user").filter(picture__token=token)
    of_partner = PartnerProfile.objects.select_related("partner").filter(picture__token=token)
    return of_member.first() or of_partner.first()


def _may_see(request: HttpRequest, profile: Profile | PartnerProfile) -> bool:
    user = request.user
    holder = profile.member if isinstance(profile, Profile) else profile.partner
    if rules.sees(rules.viewer_of(user), profile, "picture") or rules.may_edit(user, holder):
        return True
    # Who sees it by office works with a second factor, as everywhere.
    return rules.may_moderate(user, holder) and strong.is_strong(request)
