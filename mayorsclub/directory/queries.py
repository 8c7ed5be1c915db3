"""Reads of what is shown. Each asks for a viewer: nothing leaves here that they may not see."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, TextField
from django.db.models.functions import Cast, Coalesce

from mayorsclub.committees.models import Body, Seat
from mayorsclub.committees.rules import seated_on
from mayorsclub.design.languages import in_language
from mayorsclub.directory.models import PartnerProfile, Profile
from mayorsclub.directory.rules import AGREEMENT, SEES, Viewer
from mayorsclub.membership import queries as members
from mayorsclub.membership.models import Member, Post
from mayorsclub.membership.models import Status as MemberStatus
from mayorsclub.partners.models import Partner
from mayorsclub.partners.models import Status as PartnerStatus
from mayorsclub.territories.models import Category, Territory
from mayorsclub.territories.queries import by_alphabet
from mayorsclub.ukrainian.alphabet import latin_key, search_key
from mayorsclub.ukrainian.spelling import is_cyrillic, other_layout

POSTS = Prefetch(
    "member__posts",
    Post.objects.select_related("territory__oblast", "territory__raion", "territory__hromada"),
)


def _shown(viewer: Viewer) -> Q:
    """rules.is_shown and the entry's audience, as a condition; the holder's part is apart."""
    return Q(agreed_version=AGREEMENT, hidden_at=None, entry_for__in=SEES[viewer])


def members_shown_to(viewer: Viewer) -> QuerySet[Profile]:
    """Profiles of active members whose entry this viewer sees, in the order of the active
    language's alphabet; with person, picture and posts, in two queries."""
    return (
        Profile.objects.filter(
            _shown(viewer), member__status=MemberStatus.ACTIVE, member__user__is_active=True
        )
        .select_related("member__user", "picture")
        .prefetch_related(POSTS)
        .order_by(_by_name("member__user__sort_key"), "pk")
    )


def partners_shown_to(viewer: Viewer) -> QuerySet[PartnerProfile]:
    """Profiles of active partners whose entry this viewer sees, in the order of the active
    language's alphabet; with the partner, its logo and its oblasts, in two queries."""
    return (
        PartnerProfile.objects.filter(_shown(viewer), partner__status=PartnerStatus.ACTIVE)
        .select_related("partner", "picture")
        .prefetch_related("partner__oblasts")
        .order_by(_by_name("partner__sort_key"), "pk")
    )


def _by_name(ukrainian: str) -> str:
    return in_language(ukrainian, "order_en")


def named(found: QuerySet, text: str) -> QuerySet:
    """Those of whose name each word of the text begins a word, in either alphabet, with the
    usual slips, on either keyboard layout."""
    for word in text.split():
        keys = {search_key(word), latin_key(word)}
        if not is_cyrillic(word):
            keys.add(search_key(other_layout(word)))
        condition = Q()
        for key in filter(None, keys):
            condition |= Q(name_key__contains=f" {key}")
        found = found.filter(condition) if condition else found
    return found


def _listing(
    found: QuerySet[Profile], fields: tuple[str, ...], value: str, viewer: Viewer
) -> QuerySet[Profile]:
    """Those with this value in any of these lists that the viewer sees: what is hidden is
    not found either."""
    condition = Q()
    for field in fields:
        # As text, because SQLite has no `contains` for JSON; codes are plain letters.
        found = found.alias(**{f"{field}_text": Cast(field, TextField())})
        holds = {f"{field}_text__contains": f'"{value}"', f"{field}_for__in": SEES[viewer]}
        condition |= Q(**holds)
    return found.filter(condition)


def find_members(
    viewer: Viewer,
    *,
    today: date,
    text: str = "",
    oblast: Territory | None = None,
    sector: str = "",
    language: str = "",
    topic: str = "",
    in_office: bool | None = None,
) -> QuerySet[Profile]:
    """The members this viewer sees and that fit all of it. topic: advised on or looked for.
    in_office: current heads, former ones, or None for both."""
    found = named(members_shown_to(viewer), text)
    if oblast is not None or in_office is not None:
        fitting = members.register(oblast=oblast, in_office=in_office, today=today)
        found = found.filter(member__in=fitting.order_by().values("pk"))
    if sector:
        found = _listing(found, ("sectors",), sector, viewer)
    if language:
        found = _listing(found, ("languages",), language, viewer)
    if topic:
        found = _listing(found, ("advises", "seeks"), topic, viewer)
    return found


def find_partners(
    viewer: Viewer,
    *,
    text: str = "",
    oblast: Territory | None = None,
    sector: str = "",
    kind: str = "",
) -> QuerySet[PartnerProfile]:
    """The partners this viewer sees and that fit all of it. A partner without regions of its
    own is interested in every oblast."""
    found = named(partners_shown_to(viewer), text)
    if kind:
        found = found.filter(partner__kind=kind)
    if sector or oblast is not None:
        found = found.filter(interests_for__in=SEES[viewer])
    if sector:
        as_text = Cast("partner__sectors", TextField())
        found = found.alias(sectors_text=as_text).filter(sectors_text__contains=f'"{sector}"')
    if oblast is not None:
        chosen = Partner.oblasts.through.objects.filter(partner=OuterRef("partner"))
        found = found.filter(Exists(chosen.filter(territory=oblast)) | ~Exists(chosen))
    return found


def members_by_oblast() -> dict[str, int]:
    """Code of an oblast -> how many active members head or headed a community there, shown
    or not: numbers only. Oblasts without any are left out."""
    rows = (
        Post.objects.filter(member__status=MemberStatus.ACTIVE, territory__isnull=False)
        .order_by()
        .values(oblast=Coalesce("territory__oblast__code", "territory__code"))
        .annotate(number=Count("member", distinct=True))
    )
    return {row["oblast"]: row["number"] for row in rows}


def raions_of(oblast: Territory, language: str) -> list[tuple[Territory, list[Territory]]]:
    """The oblast's raions with their communities, both in the order of the language's
    alphabet; two queries.
    None for the two special cities, which have neither."""
    communities = Territory.objects.present().filter(category=Category.HROMADA)
    raions = (
        Territory.objects.present()
        .filter(category=Category.RAION, oblast=oblast)
        .prefetch_related(Prefetch("children", communities))
    )
    return [
        (raion, by_alphabet(raion.children.all(), language))
        for raion in by_alphabet(raions, language)
    ]


def bodies_shown(today: date) -> list[tuple[Body, list[Seat]]]:
    """Bodies whose members are named on the site, with the seats whose term runs: the chair
    first, then by alphabet; two queries. A body in which nobody sits is left out."""
    seats = (
        Seat.objects.filter(seated_on(today))
        .select_related("user")
        .order_by("-is_chair", "user__sort_key", "pk")
    )
    bodies = Body.objects.filter(is_shown=True).prefetch_related(Prefetch("seats", seats))
    found = [(body, list(body.seats.all())) for body in bodies.order_by("pk")]
    return [(body, sitting) for body, sitting in found if sitting]


def public_profiles_of(users: Iterable[int]) -> dict[int, Profile]:
    """The person's id -> the profile that everyone sees, where there is one."""
    found = members_shown_to(Viewer.EVERYONE).filter(member__user__in=list(users))
    return {profile.member.user_id: profile for profile in found}


def profile_of(holder: Member | Partner) -> Profile | PartnerProfile | None:
    """The profile of a member or partner, shown or not; for its editors and the office."""
    if isinstance(holder, Member):
        return (
            Profile.objects.select_related("member__user", "picture")
            .prefetch_related(POSTS)
            .filter(member=holder)
            .first()
        )
    return (
        PartnerProfile.objects.select_related("partner", "picture")
        .prefetch_related("partner__oblasts")
        .filter(partner=holder)
        .first()
    )
