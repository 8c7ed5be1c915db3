"""Filters that several lists share."""

from collections.abc import Callable, Iterable
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from wagtail.admin.filters import DateRangePickerWidget

from mayorsclub.territories.models import Category, Territory

Text = str | Promise
LONGEST_NUMBER = 18  # digits
OBLASTS = (Category.OBLAST, Category.SPECIAL_CITY)

Method = Callable[[QuerySet, str, Iterable[Territory]], QuerySet]
Choices = Iterable[Any] | Callable[[], Iterable[Any]]


def several(label: Text, choices: Choices, **more: Any) -> django_filters.MultipleChoiceFilter:
    """A choice of one value or several, of which any fits."""
    return django_filters.MultipleChoiceFilter(
        label=label,
        choices=choices,
        widget=forms.CheckboxSelectMultiple,
        distinct=False,
        **more,
    )


def period(label: Text, **more: Any) -> django_filters.DateFromToRangeFilter:
    """Days from and to, both of them in it."""
    return django_filters.DateFromToRangeFilter(label=label, widget=DateRangePickerWidget, **more)


def oblasts(request: HttpRequest | None) -> QuerySet[Territory]:
    """Oblasts and cities with special status, in alphabetical order."""
    return Territory.objects.filter(category__in=OBLASTS, vanished_on=None).order_by("sort_key")


class _RecordsField(django_filters.fields.ModelMultipleChoiceField):
    """Refuses a number that no database holds, which Django passes on to it."""

    def _check_values(self, value: Iterable[Any]) -> QuerySet:
        for each in value:
            if len(str(each)) > LONGEST_NUMBER:
                sentence = self.error_messages["invalid_pk_value"]
                raise ValidationError(sentence, code="invalid_pk_value", params={"pk": "…"})
        return super()._check_values(value)


class _SeveralRecords(django_filters.ModelMultipleChoiceFilter):
    field_class = _RecordsField


def several_of(
    label: Text, queryset: QuerySet | Callable[..., QuerySet], **more: Any
) -> django_filters.ModelMultipleChoiceFilter:
    """The same of records."""
    return _SeveralRecords(
        label=label,
        queryset=queryset,
        widget=forms.CheckboxSelectMultiple,
        distinct=False,
        **more,
    )


class _RecordField(django_filters.fields.ModelChoiceField):
    """The same for one record."""

    def to_python(self, value: Any) -> Any:
        if len(str(value or "")) > LONGEST_NUMBER:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)


class _OneRecord(django_filters.ModelChoiceFilter):
    field_class = _RecordField


def one_of(
    label: Text, queryset: QuerySet | Callable[..., QuerySet], **more: Any
) -> django_filters.ModelChoiceFilter:
    """A choice of one record in a list to unfold, where there may be very many."""
    return _OneRecord(label=label, queryset=queryset, **more)


def oblast_filter(method: Method) -> django_filters.ModelMultipleChoiceFilter:
    """A choice of oblasts; `method(queryset, name, oblasts)` filters."""

    def chosen(queryset: QuerySet, name: str, value: Iterable[Territory]) -> QuerySet:
        return method(queryset, name, value) if value else queryset

    return _SeveralRecords(
        label=gettext_lazy("Oblast"),
        queryset=oblasts,
        method=chosen,
        widget=forms.CheckboxSelectMultiple,
    )


def in_oblast(path: str) -> Method:
    """Records whose territory at `path` lies in one of the oblasts, or is such a city."""

    def method(queryset: QuerySet, _name: str, value: Iterable[Territory]) -> QuerySet:
        lies_in = Q(**{f"{path}__oblast__in": value})
        return queryset.filter(lies_in | Q(**{f"{path}__in": value}))

    return method


def name_of(territory: Territory | None) -> str:
    """The name alone of a territory, in the language of the screen; a dash for none."""
    if territory is None:
        return "–"
    return territory.name if get_language() == "uk" else territory.name_en


def oblast_of(territory: Territory | None) -> str:
    """The oblast of a territory, or the city with special status itself, in the language of
    the screen; the oblast must have been joined."""
    if territory is None:
        return ""
    return (territory.oblast or territory).title(get_language() or "uk")
