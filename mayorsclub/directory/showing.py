"""What a viewer sees of a member or a partner. Every page, card and index is made of these:
a value that the viewer may not see is not in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language

from mayorsclub.directory.choices import Topic, language_name
from mayorsclub.directory.domain.pictures import WIDTHS
from mayorsclub.directory.models import PartnerProfile, Picture, Profile
from mayorsclub.directory.rules import Viewer, sees
from mayorsclub.membership.domain import mandates
from mayorsclub.membership.holder import names_on_paper
from mayorsclub.partners.choices import ProjectKind, Sector
from mayorsclub.partners.domain.representatives import name_for
from mayorsclub.partners.fields import country_name
from mayorsclub.territories.models import Territory
from mayorsclub.ukrainian import names
from mayorsclub.ukrainian.spelling import is_cyrillic


@dataclass(frozen=True)
class Words:
    """A text and the language it is in, where that is not the page's; else ''."""

    text: str
    language: str = ""


@dataclass(frozen=True)
class ShownPicture:
    """A picture's address parts and its size as it stands on a page."""

    token: str
    width: int
    height: int
    widths: tuple[int, ...] = WIDTHS


@dataclass(frozen=True)
class _Shown:
    pk: int
    slug: str
    name: str
    picture: ShownPicture | None
    about: Words | None
    email: str
    phone: str
    website: str

    @property
    def initials(self) -> str:
        """What stands where there is no picture."""
        return names.initials(self.name)


@dataclass(frozen=True)
class ShownMember(_Shown):
    """A member as one viewer sees them. post: the present one, or the last with its years."""

    # Surname, given name, patronymic: for lists and for the name of a vCard.
    parts: tuple[str, str, str]
    listed_name: str
    post: str
    place: str
    community: Territory | None
    oblast: Territory | None
    languages: list[str]
    sectors: list[str]
    advises: list[str]
    seeks: list[str]


@dataclass(frozen=True)
class ShownPartner(_Shown):
    """A partner as one viewer sees it."""

    kind: str
    kind_label: str
    country: str
    sectors: list[str]
    project_kinds: list[str]
    regions: list[str]
    offer: Words | None
    shows_interests: bool


def member(profile: Profile, viewer: Viewer, *, today: date) -> ShownMember | None:
    """The member as this viewer sees them, in the active language; None where not at all."""
    if not sees(viewer, profile, "entry"):
        return None
    language = _language()
    user = profile.member.user
    post = mandates.present_post(profile.member.posts.all(), today=today)
    years = mandates.years_of(post, today=today) if post else ""
    title = mandates.title_of(post, language) if post else ""
    community = post.territory if post else None
    uk, en = names_on_paper(user)
    return ShownMember(
        **_common(profile, viewer),
        name=uk if language == "uk" else en,
        listed_name=user.get_full_name() if language == "uk" else en,
        parts=(user.surname, user.given_name, user.patronymic),
        post=f"{title} ({years})" if years else title,
        place=mandates.place_of(post, language) if post else "",
        community=community,
        oblast=(community.oblast or community) if community else None,
        languages=_seen(profile, viewer, "languages", lambda code: language_name(code, language)),
        sectors=_seen(profile, viewer, "sectors", lambda code: Sector(code).label),
        advises=_seen(profile, viewer, "advises", lambda code: Topic(code).label),
        seeks=_seen(profile, viewer, "seeks", lambda code: Topic(code).label),
    )


def partner(profile: PartnerProfile, viewer: Viewer) -> ShownPartner | None:
    """The partner as this viewer sees it, in the active language; None where not at all."""
    if not sees(viewer, profile, "entry"):
        return None
    language = _language()
    entry = profile.partner
    interests = sees(viewer, profile, "interests")
    return ShownPartner(
        **_common(profile, viewer),
        name=name_for(entry, language),
        kind=entry.kind,
        kind_label=entry.get_kind_display(),
        country=country_name(entry.country, language),
        shows_interests=interests,
        sectors=[str(Sector(code).label) for code in entry.sectors] if interests else [],
        project_kinds=[str(ProjectKind(code).label) for code in entry.project_kinds]
        if interests
        else [],
        regions=[oblast.title(language) for oblast in entry.oblasts.all()] if interests else [],
        offer=_offer(entry.offer, language) if interests and entry.offer else None,
    )


def members(profiles: Iterable[Profile], viewer: Viewer, *, today: date) -> list[ShownMember]:
    """Each that the viewer sees, in the given order."""
    shown = (member(profile, viewer, today=today) for profile in profiles)
    return [each for each in shown if each is not None]


def partners(profiles: Iterable[PartnerProfile], viewer: Viewer) -> list[ShownPartner]:
    """Each that the viewer sees, in the given order."""
    shown = (partner(profile, viewer) for profile in profiles)
    return [each for each in shown if each is not None]


def picture_of(profile: Profile | PartnerProfile) -> ShownPicture | None:
    """The picture for those who edit the profile, whoever else sees it."""
    return _picture(profile.picture)


def _language() -> str:
    return (get_language() or "uk")[:2]


def _common(profile: Profile | PartnerProfile, viewer: Viewer) -> dict[str, Any]:
    def text(field: str) -> str:
        return getattr(profile, field) if sees(viewer, profile, field) else ""

    return {
        "pk": profile.member_id if isinstance(profile, Profile) else profile.partner_id,
        "slug": profile.slug,
        "picture": _picture(profile.picture) if sees(viewer, profile, "picture") else None,
        "about": _about(profile) if sees(viewer, profile, "about") else None,
        "email": text("email"),
        "phone": text("phone"),
        "website": text("website"),
    }


def _picture(picture: Picture | None) -> ShownPicture | None:
    return ShownPicture(picture.token, picture.width, picture.height) if picture else None


def _about(profile: Profile | PartnerProfile) -> Words | None:
    """The words in the active language, else in the other one, which is then named."""
    here = _language()
    texts = {"uk": profile.about_uk, "en": profile.about_en}
    if texts[here]:
        return Words(texts[here])
    other = "en" if here == "uk" else "uk"
    return Words(texts[other], other) if texts[other] else None


def _offer(text: str, language: str) -> Words:
    """The register keeps it once, in the language in which the partner wrote it."""
    written = "uk" if is_cyrillic(text) else "en"
    return Words(text, "" if written == language else written)


def _seen(profile: Profile, viewer: Viewer, field: str, label: Any) -> list[str]:
    if not sees(viewer, profile, field):
        return []
    return [str(label(code)) for code in getattr(profile, field)]
