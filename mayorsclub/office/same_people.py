"""People who may be the same: by name, phone, or an address spelled a little otherwise."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

from django.db.models import Count, QuerySet

from mayorsclub.accounts.models import User

MOST = 100
# Shared by more, it is a name or phone that says nothing.
MOST_ALIKE = 4


class Pair(NamedTuple):
    """Two accounts and by what they are alike: some of "name", "phone", "address"."""

    one: User
    other: User
    why: tuple[str, ...]


def _people() -> QuerySet[User]:
    return User.objects.filter(merged_into=None).exclude(email__endswith=".invalid")


def pairs(of: User | None = None) -> list[Pair]:
    """Pairs that look like one person, those alike in most ways first; of one person where
    given. A fixed number of queries."""
    found: dict[tuple[int, int], set[str]] = defaultdict(set)
    for field, why in (("sort_key", "name"), ("phone", "phone")):
        _take(_groups(field), why, found)
    _take(_addresses(), "address", found)
    if of is not None:
        found = defaultdict(set, {ids: why for ids, why in found.items() if of.pk in ids})
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))[:MOST]
    people = User.objects.in_bulk({pk for ids, _why in ranked for pk in ids})
    return [Pair(people[one], people[other], tuple(sorted(why))) for (one, other), why in ranked]


def _groups(field: str) -> Iterable[list[int]]:
    """Accounts with the same value."""
    same = _people().exclude(**{field: ""}).order_by().values(field).annotate(count=Count("pk"))
    values = same.filter(count__gt=1, count__lte=MOST_ALIKE).values(field)
    groups: dict[str, list[int]] = defaultdict(list)
    for pk, value in _people().filter(**{f"{field}__in": values}).values_list("pk", field):
        groups[value].append(pk)
    return groups.values()


def _addresses() -> Iterable[list[int]]:
    """Accounts whose addresses differ in dots, a part after + or the domain's ending only."""
    groups: dict[str, list[int]] = defaultdict(list)
    for pk, email in _people().values_list("pk", "email"):
        groups[spelling(email)].append(pk)
    return [group for group in groups.values() if 1 < len(group) <= MOST_ALIKE]


def spelling(email: str) -> str:
    """An address without what people leave out or mistype: 'ivan.p+x@gmail.com' as 'ivanp@gmail'."""
    name, _sign, domain = email.lower().partition("@")
    plain = name.split("+")[0].replace(".", "").replace("-", "").replace("_", "")
    return f"{plain}@{domain.replace('googlemail', 'gmail').split('.')[0]}"


def _take(groups: Iterable[list[int]], why: str, found: dict[tuple[int, int], set[str]]) -> None:
    for group in groups:
        for pair in combinations(sorted(group), 2):
            found[pair].add(why)
