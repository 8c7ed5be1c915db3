"""Lists of records in the office: search, filters, order, columns, views; fixed queries."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.base import BaseListingView

from mayorsclub.accounts.models import User
from mayorsclub.accounts.roles import signed_in
from mayorsclub.office.columns import RowColumn
from mayorsclub.office.models import ListChoice, SavedView
from mayorsclub.office.shell import OfficePage

if TYPE_CHECKING:
    from mayorsclub.office.bulk import BulkAction

SEARCH_LIMIT = 200
# What an address holds beside the state of the list.
PASSING = {"p", "view", "undo", "_w_filter_fragment"}
# The view that no filter narrows, where another one opens first.
WHOLE = "all"

_lists: dict[str, type["OfficeList"]] = {}


def lists() -> dict[str, type["OfficeList"]]:
    """Every list of the office by its name; in a worker, too, which has seen no address."""
    import_module("mayorsclub.office.urls")
    return _lists


class OfficePaginator(WagtailPaginator):
    """Pages of a list; how many there are in words that fit any record and number."""

    @property
    def items_count_label(self) -> str:
        """'Усього: 5', where Wagtail would join the number with a model's English name."""
        return _("In all: {count}").format(count=self.count)


def state_of(query: QueryDict) -> str:
    """What a list's address says of filters, search, order and columns; the same state
    always gives the same text."""
    pairs = QueryDict(mutable=True)
    for key in sorted(set(query) - PASSING):
        if values := [value for value in query.getlist(key) if value]:
            pairs.setlist(key, values)
    return pairs.urlencode()


class OfficeList(OfficePage, BaseListingView):
    """A list. Subclasses say `name` (of their address), `columns`, `filterset_class`,
    `records()` and `search()`.

    more_columns: those that a person may choose beside `columns`; the first one of
    `columns` always stays. export_fields: what only an export has. bulk_actions: what can
    be done with many rows at once. holds_people: whether its rows are data of people, so
    that many of them leave only with a second person's word. beside: the lists that belong
    together, this one too, by name with the words that lead there. printed(list, language,
    at): the PDF of what the list shows and how many entries it holds.
    """

    name: str = ""
    is_searchable = True
    paginate_by = 50
    paginator_class = OfficePaginator
    default_ordering = "-pk"
    template_name = "office/list.html"
    results_template_name = "office/list_results.html"
    columns: Sequence[Column] = ()
    more_columns: Sequence[Column] = ()
    export_fields: Sequence[Column] = ()
    bulk_actions: Sequence["BulkAction"] = ()
    holds_people = True
    beside: Mapping[str, str | Promise] = {}
    printed: Callable[["OfficeList", str, datetime], tuple[bytes, int]] | None = None

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.name:
            _lists[cls.name] = cls

    # -- What a subclass says

    def records(self) -> QuerySet:
        """All records of this list, with the joins that its columns need."""
        raise NotImplementedError

    def search(self, records: QuerySet, text: str) -> QuerySet:
        """The records that fit what was typed."""
        raise NotImplementedError

    # -- Reading

    @classmethod
    def asked(cls, query: str, user: User) -> "OfficeList":
        """This list as `user` would see it at the address `?query`, outside of a request."""
        request = HttpRequest()
        request.method, request.GET, request.user = "GET", QueryDict(query), user
        view = cls()
        view.setup(request)
        return view

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The list; without any wish, the person's first view."""
        first = self.choice.first_view
        if not request.GET and not self.results_only and first and not first.removed_at:
            return redirect(self.address_of(first))
        return super().get(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet:
        return self.records()

    def get_queryset(self) -> QuerySet:
        """Filter, search, then order: a search joins querysets and would bring its own."""
        found = self.get_base_queryset()
        if self.filters and not self.filters.is_valid():
            # What cannot be understood finds nothing: an export of everything would be worse.
            return found.none()
        found = self.filter_queryset(found)
        return self.order_queryset(self.search_queryset(found))

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        """By what was asked, and the same way each time where that is equal."""
        return queryset.order_by(self.ordering, "pk")

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Search by our own keys; a null byte finds nothing and PostgreSQL refuses it."""
        text = self.search_query.replace("\x00", "").strip()[:SEARCH_LIMIT]
        return self.search(queryset, text) if text else queryset

    def get_index_url(self) -> str:
        return reverse(f"office:{self.name}")

    def get_index_results_url(self) -> str:
        return reverse(f"office:{self.name}_results")

    # -- Columns

    @cached_property
    def choice(self) -> ListChoice:
        """What this person chose for this list."""
        user = signed_in(self.request)
        found = ListChoice.objects.select_related("first_view")
        return found.filter(user=user, list_name=self.name).first() or ListChoice()

    @cached_property
    def chosen(self) -> list[str]:
        """The names of the columns to show: by the address, or else by the person's choice."""
        asked = self.request.GET.get("columns", "")
        own = {column.name for column in self.columns}
        return asked.split(",") if asked else list(self.choice.columns or own)

    @cached_property
    def shown_columns(self) -> list[Column]:
        """The columns to show, in the order of the list."""
        first, *others = self.all_columns
        return [first, *(column for column in others if column.name in self.chosen)]

    @property
    def all_columns(self) -> list[Column]:
        return [*self.columns, *self.more_columns]

    def get_valid_orderings(self) -> list[str]:
        """By any column, shown or not."""
        keys = [column.sort_key for column in self.all_columns if column.sort_key]
        return [sign + key for key in keys for sign in ("", "-")]

    def get_table(self, object_list: Any) -> Any:
        """The chosen columns, and a box before each row where rows can be chosen."""
        columns = [*([RowColumn()] if self.offered else []), *self.shown_columns]
        return self.table_class(columns, object_list, **self.get_table_kwargs())

    # -- Views and what can be done

    @property
    def state(self) -> str:
        """Filters, search, order and columns of this screen, as in its address."""
        return state_of(self.request.GET)

    @property
    def whole_state(self) -> str:
        """The state with the columns named, so that others see the same by this link."""
        query = QueryDict(self.state, mutable=True)
        query["columns"] = ",".join(column.name for column in self.shown_columns)
        return state_of(query)

    def address_of(self, view: SavedView) -> str:
        """Where a saved view is."""
        return f"{self.index_url}?{view.query}{'&' if view.query else ''}view={view.pk}"

    def views(self) -> list[dict[str, Any]]:
        """Own and shared views of this list with their addresses."""
        user = signed_in(self.request)
        found = SavedView.objects.filter(list_name=self.name, removed_at=None)
        asked = self.request.GET.get("view", "")
        return [
            {"view": view, "url": self.address_of(view), "is_now": asked == str(view.pk)}
            for view in found.filter(Q(owner=user) | Q(is_shared=True)).select_related("owner")
        ]

    def ways(self) -> list[dict[str, Any]]:
        """To the lists beside this one, and where one is among them."""
        return [
            {"label": label, "url": reverse(f"office:{name}"), "is_now": name == self.name}
            for name, label in self.beside.items()
        ]

    @cached_property
    def offered(self) -> list["BulkAction"]:
        """What this person may do with many rows."""
        user = signed_in(self.request)
        return [action for action in self.bulk_actions if action.allowed(user)]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        views = self.views()
        return {
            **super().get_context_data(*args, **kwargs),
            "listing": self,
            "views": views,
            "ways": self.ways(),
            "view_now": next((one["view"] for one in views if one["is_now"]), None),
            "whole": WHOLE,
            "user": self.request.user,
            "removed": self.removed(),
            "may_export": self.request.user.has_perm("office.export_records"),
        }

    def removed(self) -> SavedView | None:
        """The view that was just removed and can be brought back."""
        asked = self.request.GET.get("undo", "")
        if not asked.isdecimal() or len(asked) > 18:
            return None
        own = SavedView.objects.filter(owner=signed_in(self.request), list_name=self.name)
        return own.exclude(removed_at=None).filter(pk=asked).first()
