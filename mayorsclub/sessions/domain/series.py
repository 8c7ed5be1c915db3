"""Rows of sessions that belong together."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.sessions.domain.rows import check_keeper, checked_text, slug_from
from mayorsclub.sessions.models import Series
from mayorsclub.sessions.refusals import SessionRefused
from mayorsclub.ukrainian.spelling import tidy


@transaction.atomic
def add(
    *,
    title_uk: str,
    title_en: str,
    about_uk: str = "",
    about_en: str = "",
    by: User,
    at: datetime,
) -> Series:
    """A new series after the others. Raises SessionRefused: "not_allowed", "no_title",
    "slug_taken", "too_long"."""
    check_keeper(by)
    slug = slug_from("", title_en, title_uk)[:50]
    if Series.objects.filter(slug=slug).exists():
        raise SessionRefused("slug_taken")
    last = Series.objects.aggregate(last=Max("position"))["last"] or 0
    series = Series.objects.create(
        slug=slug,
        title_uk=tidy(checked_text(title_uk, missing="no_title", most=160)),
        title_en=tidy(checked_text(title_en, missing="no_title", most=160)),
        about_uk=checked_text(about_uk) if about_uk.strip() else "",
        about_en=checked_text(about_en) if about_en.strip() else "",
        position=last + 1,
    )
    record("series.added", actor=by, about=series, at=at)
    return series
