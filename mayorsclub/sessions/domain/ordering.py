"""The short lists that the secretariat keeps in an order of its own: topics and series."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Manager

from mayorsclub.accounts.models import User
from mayorsclub.sessions.domain.rows import check_keeper, checked_text, free_slug, slug_from
from mayorsclub.sessions.models import Series, Topic
from mayorsclub.sessions.refusals import SessionRefused
from mayorsclub.ukrainian.spelling import tidy

Row = TypeVar("Row", bound=Series | Topic)

# A number behind it still fits the column.
LONGEST_SLUG = 45


def lock_all(model: type[Row], by: User) -> list[Row]:
    """Every row in its order, alone until the transaction ends: a name is taken once, and
    places are counted over all of them. Raises SessionRefused "not_allowed"."""
    check_keeper(by)
    rows: Manager[Any] = model._default_manager
    list(rows.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    # Read after the lock: what somebody added meanwhile is among them.
    return list(rows.all())


def one_of(model: type[Row], pk: int, by: User) -> tuple[Row, list[Row]]:
    """One row and the others, all locked. DoesNotExist for one that is gone."""
    every = lock_all(model, by)
    found = next((each for each in every if each.pk == pk), None)
    if found is None:
        raise model.DoesNotExist
    return found, [each for each in every if each.pk != pk]


def names(
    field: str, uk: str, en: str, *, others: Sequence[Row], taken: str, most: int
) -> dict[str, str]:
    """Both names as they are stored, by column. others: rows that must not have them.

    Raises SessionRefused: "no_names", "too_long" or `taken`.
    """
    found = {}
    for column, typed in ((f"{field}_uk", uk), (f"{field}_en", en)):
        name = tidy(checked_text(typed, missing="no_names", most=most))
        if name.casefold() in {getattr(each, column).casefold() for each in others}:
            raise SessionRefused(taken)
        found[column] = name
    return found


def add_last(row: Row, *titles: str, others: Sequence[Row], taken: str) -> None:
    """Keep a new row behind the others, under an address made of its first name.

    Raises SessionRefused `taken`.
    """
    slug = slug_from("", *titles)[:LONGEST_SLUG].strip("-")
    row.slug = free_slug(slug, {each.slug for each in others})
    row.position = max((each.position for each in others), default=0) + 1
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        # Where there was no row to lock, somebody else added the same at the same instant.
        raise SessionRefused(taken) from None


def put_at(row: Row, place: int, others: Sequence[Row]) -> None:
    """Move it to this place among all, counted from 1; beyond the end it is the last."""
    order = [*others]
    order.insert(max(place, 1) - 1, row)
    for position, each in enumerate(order):
        each.position = position
    rows: Manager[Any] = type(row)._default_manager
    rows.bulk_update(order, ["position"])
