"""Saved views of lists and the choice of columns: what each person arranges for the office.

Nothing here is recorded in the log: no record of the club changes.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mayorsclub.accounts.models import Role, User
from mayorsclub.accounts.roles import has_role
from mayorsclub.office.models import ListChoice, SavedView
from mayorsclub.refusals import Refused

LONGEST_QUERY = 4000
LONGEST_NAME = 60
MOST_VIEWS = 30


class ViewRefused(Refused):
    """Why a view is not saved or changed."""

    sentences: ClassVar[dict[str, str | Promise]] = {
        "no_name": _("Give the view a name."),
        "long_name": _("The name is longer than 60 letters. Make it shorter."),
        "same_name": _("You have a view of this name already. Choose another name."),
        "long": _("There are too many filters in this view. Choose fewer of them."),
        "many": _("You have 30 views of this list. Remove one before you save another."),
        "not_yours": _("This view is somebody else’s. Save an own one beside it."),
    }


def may_change(view: SavedView, user: User) -> bool:
    """The owner; of a shared view an administrator too, for when the owner has left."""
    return view.owner_id == user.pk or (view.is_shared and has_role(user, Role.ADMINISTRATOR))


@transaction.atomic
def save_view(
    list_name: str, *, name: str, query: str, is_shared: bool, by: User, at: datetime
) -> SavedView:
    """Save filters, search, order and columns of a list under a name.

    query: as listing.state_of gives it. Raises ViewRefused: "no_name", "long_name",
    "same_name", "long", "many".
    """
    User.objects.select_for_update().get(pk=by.pk)
    if len(query) > LONGEST_QUERY:
        raise ViewRefused("long")
    own = SavedView.objects.filter(owner=by, list_name=list_name, removed_at=None)
    if own.count() >= MOST_VIEWS:
        raise ViewRefused("many")
    return SavedView.objects.create(
        owner=by,
        list_name=list_name,
        name=_checked_name(list_name, name, by),
        query=query,
        is_shared=is_shared,
        made_at=at,
    )


@transaction.atomic
def change_view(view_id: int, *, name: str, is_shared: bool, query: str, by: User) -> SavedView:
    """Rename a view, share it or keep it to oneself, or give it what is shown now.

    Raises ViewRefused: "not_yours", "no_name", "long_name", "same_name", "long".
    """
    view = _locked(view_id, by)
    if len(query) > LONGEST_QUERY:
        raise ViewRefused("long")
    if name.strip() != view.name:
        view.name = _checked_name(view.list_name, name, view.owner)
    view.is_shared, view.query = is_shared, query
    view.save(update_fields=["name", "is_shared", "query"])
    return view


@transaction.atomic
def remove_view(view_id: int, *, by: User, at: datetime) -> SavedView:
    """Take a view away; restore_view brings it back. Raises ViewRefused: "not_yours"."""
    view = _locked(view_id, by)
    view.removed_at = at
    view.save(update_fields=["removed_at"])
    return view


@transaction.atomic
def restore_view(view_id: int, *, by: User) -> SavedView:
    """Bring a removed view back. Raises ViewRefused: "not_yours", "same_name"."""
    view = _locked(view_id, by)
    if view.removed_at is not None:
        _checked_name(view.list_name, view.name, view.owner)
        view.removed_at = None
        view.save(update_fields=["removed_at"])
    return view


@transaction.atomic
def open_first(list_name: str, view: SavedView | None, *, by: User) -> None:
    """Let a view open when the person comes to the list; None: the list itself."""
    _set_choice(list_name, by, first_view=view)


@transaction.atomic
def choose_columns(list_name: str, names: Iterable[str], *, by: User) -> None:
    """Keep which columns the person sees; none: those that the list has by itself."""
    _set_choice(list_name, by, columns=list(names))


def _set_choice(list_name: str, by: User, **values: Any) -> None:
    # The person's row first: two windows must not both make the row of the choice.
    User.objects.select_for_update().get(pk=by.pk)
    ListChoice.objects.update_or_create(user=by, list_name=list_name, defaults=values)


def _checked_name(list_name: str, name: str, owner: User) -> str:
    name = " ".join(name.replace("\x00", "").split())
    if not name:
        raise ViewRefused("no_name")
    if len(name) > LONGEST_NAME:
        raise ViewRefused("long_name")
    same = SavedView.objects.filter(owner=owner, list_name=list_name, name=name, removed_at=None)
    if same.exists():
        raise ViewRefused("same_name")
    return name


def _locked(view_id: int, by: User) -> SavedView:
    view = SavedView.objects.select_for_update(of=("self",)).select_related("owner").get(pk=view_id)
    if not may_change(view, by):
        raise ViewRefused("not_yours")
    return view
