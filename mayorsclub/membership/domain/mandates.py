"""What mandate dates mean: who is a head now, who was one, how a post is worded. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import translation

from mayorsclub.membership.domain.refusals import MembershipRefused
from mayorsclub.membership.models import ELECTED, Post, PostKind
from mayorsclub.territories.models import Territory
from mayorsclub.ukrainian.romanise import romanise

# The first elections under the law on local councils of people's deputies were held in 1990.
FIRST_POSSIBLE = date(1990, 1, 1)


@dataclass(frozen=True)
class PostFacts:
    """What is known of one post, before it stands in the register."""

    kind: str
    began_on: date
    territory: Territory | None = None
    former_community: str = ""
    ended_on: date | None = None
    how_ended: str = ""
    title: str = ""
    title_en: str = ""


def check(facts: PostFacts, *, today: date) -> None:
    """Refuse a post that cannot be.

    Raises MembershipRefused: "place", "title", "future_start", "too_early", "order".
    """
    if facts.kind == PostKind.OTHER and not facts.title:
        raise MembershipRefused("title")
    if facts.kind != PostKind.OTHER and facts.territory is None and not facts.former_community:
        raise MembershipRefused("place")
    if facts.began_on > today:
        raise MembershipRefused("future_start")
    if facts.began_on < FIRST_POSSIBLE:
        raise MembershipRefused("too_early")
    if facts.ended_on is not None and facts.ended_on < facts.began_on:
        raise MembershipRefused("order")


def in_office(post: Post | PostFacts, *, today: date) -> bool:
    """Whether the post is held today: no end is known, or it lies ahead.

    No term is computed: powers last until the next elected head takes office
    (Constitution, art. 141; law 280/97-VR, art. 42).
    """
    return post.ended_on is None or post.ended_on > today


def is_elected(post: Post | PostFacts) -> bool:
    """Whether the post makes its holder eligible: an elected head, not an appointed one."""
    return post.kind in ELECTED


def present_post(posts: Iterable[Post], *, today: date) -> Post | None:
    """The post that a member is presented by: elected and held now, else held now,
    else the elected one that ended last, else any; the latest to begin first."""
    ranked = sorted(
        posts,
        key=lambda post: (
            in_office(post, today=today),
            is_elected(post),
            post.ended_on or date.max,
            post.began_on,
        ),
    )
    return ranked[-1] if ranked else None


def is_current_head(posts: Iterable[Post], *, today: date) -> bool:
    """Whether any elected post is held today; a former head otherwise."""
    return any(is_elected(post) and in_office(post, today=today) for post in posts)


def title_of(post: Post | PostFacts, language: str) -> str:
    """The post's own title, or its kind's: 'міський голова', 'mayor of a city'."""
    own = post.title
    if own and language == "en":
        return post.title_en or romanise(own)
    with translation.override(language):
        return own or str(PostKind(post.kind).label)


def place_of(post: Post | PostFacts, language: str) -> str:
    """'Тростянецька територіальна громада, Сумська область'; a community that was
    merged away as the person names it, with today's oblast."""
    territory = post.territory
    oblast = territory.oblast if territory else None
    if post.former_community:
        former = post.former_community
        parts = [romanise(former) if language == "en" else former]
        parts += [oblast.title(language)] if oblast else []
        return ", ".join(parts)
    units = filter(None, [territory, oblast])
    return ", ".join(unit.title(language) for unit in units)


def years_of(post: Post | PostFacts, *, today: date) -> str:
    """'2010–2015' of a post that has ended, '' of one held now. It tells the past
    without «колишній» or «колишня», so that nobody's sex is guessed."""
    if in_office(post, today=today) or post.ended_on is None:
        return ""
    began, ended = post.began_on.year, post.ended_on.year
    return str(began) if began == ended else f"{began}–{ended}"


def position_text(post: Post | PostFacts, language: str, *, today: date) -> str:
    """One line for lists and certificates: 'міський голова, Тростянецька територіальна
    громада, Сумська область', with the years in brackets when it has ended."""
    years = years_of(post, today=today)
    title = title_of(post, language)
    titled = f"{title} ({years})" if years else title
    return ", ".join(filter(None, [titled, place_of(post, language)]))
