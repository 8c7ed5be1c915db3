"""Reads of the register of members, for the office and the people's own pages."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, TextField
from django.db.models.functions import Cast

from mayorsclub.accounts.models import User
from mayorsclub.accounts.once import once_a_request
from mayorsclub.audit.models import Entry
from mayorsclub.audit.queries import history as audit_history
from mayorsclub.membership.models import (
    ELECTED,
    Delegate,
    Member,
    Post,
    Status,
    StatusChange,
)
from mayorsclub.membership.rules import delegations
from mayorsclub.territories.models import Territory
from mayorsclub.ukrainian.alphabet import sort_key

POSTS = Prefetch("posts", Post.objects.select_related("territory__oblast"))


def register(
    *,
    search: str = "",
    status: str = "",
    oblast: Territory | None = None,
    in_office: bool | None = None,
    today: date,
) -> QuerySet[Member]:
    """The register in alphabetical order, with people and posts, in two queries.

    search: part of a name in either language, e-mail or register number; every word
    must be found. in_office: True for current heads, False for former ones, None for all.
    """
    members = Member.objects.filter(merged_into=None)
    members = members.select_related("user").prefetch_related(POSTS)
    for word in search.split():
        key = sort_key(word)
        by_name = Q(user__sort_key__contains=key) if key else Q()
        members = members.filter(
            by_name
            | Q(user__name_en__icontains=word)
            | Q(user__email__icontains=word)
            | Q(register_number__icontains=word)
        )
    if status:
        members = members.filter(status=status)
    if oblast is not None:
        members = members.filter(Exists(posts_in([oblast])))
    if in_office is not None:
        heads = Exists(_heads(today).filter(member=OuterRef("pk")))
        members = members.filter(heads if in_office else ~heads)
    return members.order_by("user__sort_key", "pk")


def posts_in(oblasts: Iterable[Territory]) -> QuerySet[Post]:
    """Posts, now or before, in one of these oblasts or cities with special status; of the
    member of an outer query."""
    chosen = list(oblasts)
    return Post.objects.filter(
        Q(territory__oblast__in=chosen) | Q(territory__in=chosen), member=OuterRef("pk")
    )


def with_interests(interests: Iterable[str]) -> QuerySet[Member]:
    """Members who wish to take part in any of these ways."""
    # As text, because SQLite has no `contains` for JSON; codes are plain letters.
    found = Q()
    for interest in interests:
        found |= Q(interests_text__contains=f'"{interest}"')
    return Member.objects.alias(interests_text=Cast("interests", TextField())).filter(found)


def _heads(today: date) -> QuerySet[Post]:
    """Elected posts held today; mandates.in_office says why no term is computed."""
    return Post.objects.filter(Q(ended_on=None) | Q(ended_on__gt=today), kind__in=ELECTED)


def current_heads_of(territory: Territory, *, today: date) -> QuerySet[Member]:
    """Active members who head this community now; for the flag on a second application."""
    posts = _heads(today).filter(territory=territory, member=OuterRef("pk"))
    return Member.objects.filter(Exists(posts), status=Status.ACTIVE).select_related("user")


def is_of_community(user: User, territory: Territory) -> bool:
    """Whether the person is a member with a post, now or before, in this community:
    they do not vote on an application from it."""
    return Post.objects.filter(member__user_id=user.pk, territory=territory).exists()


def with_name(surname: str, given_name: str, *, patronymic: str = "") -> QuerySet[Member]:
    """Members of the same name, whatever the case, apostrophes and hyphens."""
    wanted = " ".join(filter(None, [surname, given_name, patronymic]))
    return Member.objects.filter(user__sort_key__startswith=sort_key(wanted)).select_related("user")


def with_address(email: str) -> QuerySet[Member]:
    """Members with this e-mail, in any case of letters."""
    return Member.objects.filter(user__email__iexact=email)


@once_a_request
def entry_of(user: User) -> Member | None:
    """The person's own entry, whatever its status."""
    return Member.objects.filter(user_id=user.pk).first()


@once_a_request
def delegations_of(user: User) -> list[Delegate]:
    """In whose name the person acts now: accepted, not removed, of active members."""
    return list(
        delegations()
        .filter(user_id=user.pk)
        .select_related("member__user")
        .order_by("member__user__sort_key", "pk")
    )


def delegates_of(member: Member) -> QuerySet[Delegate]:
    """A member's standing delegates and open invitations, oldest first."""
    return member.delegates.filter(removed_at=None).select_related("user")


def history(member: Member) -> tuple[QuerySet[StatusChange], QuerySet[Entry]]:
    """The changes of status with their reasons, and what the audit log has on the entry."""
    return member.status_changes.select_related("changed_by"), audit_history(member)
