"""Rows of sessions that belong together."""

from datetime import datetime

from django.db import transaction

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.sessions.domain.ordering import add_last, lock_all, names, one_of, put_at
from mayorsclub.sessions.domain.rows import checked_text
from mayorsclub.sessions.models import Series

LONGEST_TITLE = 160


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
    """A new series after the others. Raises SessionRefused: "not_allowed", "no_names",
    "series_taken", "too_long"."""
    others = lock_all(Series, by)
    series = Series()
    _apply(series, others, title=(title_uk, title_en), about=(about_uk, about_en))
    add_last(series, series.title_en, series.title_uk, others=others, taken="series_taken")
    record("series.added", actor=by, about=series, at=at)
    return series


@transaction.atomic
def change(
    series_id: int,
    *,
    title_uk: str,
    title_en: str,
    about_uk: str = "",
    about_en: str = "",
    by: User,
    at: datetime,
) -> Series:
    """Another name and other words about it, in both languages.

    Raises SessionRefused: "not_allowed", "no_names", "series_taken", "too_long".
    """
    series, others = one_of(Series, series_id, by)
    _apply(series, others, title=(title_uk, title_en), about=(about_uk, about_en))
    series.save()
    record("series.changed", actor=by, about=series, at=at)
    return series


@transaction.atomic
def move(series_id: int, *, place: int, by: User, at: datetime) -> Series:
    """To this place in the archive, counted from 1. Raises SessionRefused "not_allowed"."""
    series, others = one_of(Series, series_id, by)
    put_at(series, place, others)
    record("series.moved", actor=by, about=series, at=at, place=series.position + 1)
    return series


def _apply(
    series: Series, others: list[Series], *, title: tuple[str, str], about: tuple[str, str]
) -> None:
    found = names("title", *title, others=others, taken="series_taken", most=LONGEST_TITLE)
    for column, text in zip(("about_uk", "about_en"), about, strict=True):
        found[column] = checked_text(text) if text.strip() else ""
    for column, text in found.items():
        setattr(series, column, text)
