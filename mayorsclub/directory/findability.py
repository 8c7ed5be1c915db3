"""What search finds of members, partners and communities: what its reader may see, no more."""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from mayorsclub.directory import queries, showing
from mayorsclub.directory.models import Audience, PartnerProfile, Profile
from mayorsclub.directory.rules import Viewer, is_shown
from mayorsclub.search.domain.index import put, remove
from mayorsclub.search.models import PUBLIC
from mayorsclub.territories.models import Territory
from mayorsclub.territories.oblasts import slug_of
from mayorsclub.ukrainian.spelling import sentences

# Of an entry's audience: who finds it, and as whom its text is written.
FOUND_BY: dict[str, tuple[str, Viewer]] = {
    Audience.EVERYONE: (PUBLIC, Viewer.EVERYONE),
    Audience.PARTNERS: ("partners", Viewer.PARTNER),
    Audience.MEMBERS: ("members", Viewer.MEMBER),
}


def refresh(profile: Profile | PartnerProfile) -> None:
    """Write the profile's entries anew, or take them out; in the caller's transaction."""
    found_by = FOUND_BY.get(profile.entry_for)
    if found_by is None or not is_shown(profile):
        remove(profile)
        return
    for language, _name in settings.LANGUAGES:
        with override(language):
            if isinstance(profile, Profile):
                _put_member(profile, language, *found_by)
            else:
                _put_partner(profile, language, *found_by)


def _put_member(profile: Profile, language: str, audience: str, viewer: Viewer) -> None:
    shown = showing.member(profile, viewer, today=timezone.localdate())
    if shown is None:
        return
    tags = [*shown.advises, *shown.seeks, *shown.sectors]
    about = shown.about.text if shown.about else ""
    is_public = viewer is Viewer.EVERYONE
    put(
        kind="members",
        about=profile,
        language=language,
        title=shown.name,
        text=sentences(shown.post, shown.place, about, ", ".join(tags)),
        url=reverse("directory:member", args=[shown.slug])
        if is_public
        else reverse("directory:closed_member", args=[shown.pk]),
        audience=audience,
        at=profile.changed_at,
    )


def _put_partner(profile: PartnerProfile, language: str, audience: str, viewer: Viewer) -> None:
    shown = showing.partner(profile, viewer)
    if shown is None:
        return
    about = shown.about.text if shown.about else ""
    # Found in both languages, shown in its own.
    offer = shown.offer.text if shown.offer else ""
    is_foreign = bool(shown.offer and shown.offer.language)
    tags = ", ".join([*shown.sectors, *shown.project_kinds])
    is_public = viewer is Viewer.EVERYONE
    put(
        kind="partners",
        about=profile,
        language=language,
        title=shown.name,
        text=sentences(shown.kind_label, about, "" if is_foreign else offer, tags),
        keywords=offer if is_foreign else "",
        url=reverse("directory:partner", args=[shown.slug])
        if is_public
        else reverse("directory:closed_partner", args=[shown.pk]),
        audience=audience,
        at=profile.changed_at,
    )


def rebuild() -> Iterator[object]:
    """Every profile and every oblast and community anew; for search.sources."""
    for profile in Profile.objects.select_related("member__user").prefetch_related(queries.POSTS):
        refresh(profile)
        yield profile
    for partner in PartnerProfile.objects.select_related("partner"):
        refresh(partner)
        yield partner
    places = Territory.objects.with_place().filter(Q(oblast=None) | Q(category="H"))
    at = timezone.now()
    for place in places:
        if place.vanished_on is not None:
            remove(place)
            continue
        for language, _name in settings.LANGUAGES:
            with override(language):
                put(
                    kind="communities",
                    about=place,
                    language=language,
                    title=place.title(language),
                    text=place.place(language),
                    url=reverse("directory:oblast", args=[slug_of(place.oblast or place)]),
                    at=at,
                )
        yield place
