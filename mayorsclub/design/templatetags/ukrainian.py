"""Filters for dates, numbers and phones; they follow the active language."""

import datetime as dt
from decimal import Decimal

from django import template
from django.utils.timezone import localtime
from django.utils.translation import get_language

from mayorsclub.ukrainian import dates, names, numbers, phones

register = template.Library()


def _language() -> str:
    return (get_language() or "uk").split("-")[0]


register.filter(names.initials)


@register.filter
def long_date(value: dt.date | None) -> str:
    """'23 листопада 2026 року'"""
    return dates.long_date(value, _language()) if value else ""


@register.filter
def day_month(value: dt.date | None) -> str:
    """'23 листопада'"""
    return dates.day_month(value, _language()) if value else ""


@register.filter
def moment(value: dt.datetime | None) -> str:
    """'23 листопада 2026 року, 14:30', Kyiv time"""
    return dates.moment(value, _language()) if value else ""


@register.filter
def machine_time(value: dt.datetime | None) -> str:
    """'2026-11-23T14:30:00+02:00', for the attribute `datetime` of <time>; Kyiv time.

    HTML takes at most three digits of a second's fraction, Django's "c" gives six.
    """
    return localtime(value).isoformat(timespec="seconds") if value else ""


@register.filter
def month_year(value: dt.date | None) -> str:
    """'листопад 2026 року'"""
    return dates.month_year(value, _language()) if value else ""


@register.filter
def month_year_genitive(value: dt.date | None) -> str:
    """'листопада 2026 року', for after «з», «до»; in English as month_year."""
    return dates.month_year(value, _language(), genitive=True) if value else ""


@register.filter
def number(value: float | Decimal | None) -> str:
    """'1 469'"""
    return "" if value is None else numbers.show(value, _language())


@register.filter
def phone(value: str | None) -> str:
    """'+380 67 123 45 67'"""
    return phones.show(value) if value else ""
