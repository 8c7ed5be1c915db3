"""Filters that several lists share."""

from collections.abc import Callable
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from mayorsclub.territories.models import Category, Territory

OBLASTS = (Category.OBLAST, Category.SPECIAL_CITY)

Method = Callable[[QuerySet, str, Territory | None], QuerySet]


def oblasts(request: HttpRequest | None) -> QuerySet[Territory]:
    """Oblasts and cities with special status, in alphabetical order."""
    return Territory.objects.filter(category__in=OBLASTS, vanished_on=None).order_by("sort_key")


def oblast_filter(method: Method) -> django_filters.ModelChoiceFilter:
    """A choice of an oblast; `method(queryset, name, oblast)` filters."""
    return django_filters.ModelChoiceFilter(
        label=gettext_lazy("Oblast"), queryset=oblasts, method=method
    )


def in_oblast(path: str) -> Method:
    """Records whose territory at `path` lies in the oblast, or is that city itself."""

    def method(queryset: QuerySet, _name: str, value: Any) -> QuerySet:
        if value is None:
            return queryset
        return queryset.filter(Q(**{f"{path}__oblast": value}) | Q(**{path: value}))

    return method
