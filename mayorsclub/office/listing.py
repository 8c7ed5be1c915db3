"""Lists of records in the office: search, filters, order, pages; one fixed number of queries."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic.base import BaseListingView

from mayorsclub.office.shell import OfficePage

SEARCH_LIMIT = 200


class OfficePaginator(WagtailPaginator):
    """Pages of a list; how many there are in words that fit any record and number."""

    @property
    def items_count_label(self) -> str:
        """'Усього: 5', where Wagtail would join the number with a model's English name."""
        return _("In all: {count}").format(count=self.count)


class OfficeList(OfficePage, BaseListingView):
    """A list. Subclasses say `name` (of their address), `columns`, `filterset_class`,
    `records()` and `search()`."""

    name: str = ""
    is_searchable = True
    paginate_by = 50
    paginator_class = OfficePaginator
    default_ordering = "-pk"

    def records(self) -> QuerySet:
        """All records of this list, with the joins that its columns need."""
        raise NotImplementedError

    def search(self, records: QuerySet, text: str) -> QuerySet:
        """The records that fit what was typed."""
        raise NotImplementedError

    def get_base_queryset(self) -> QuerySet:
        return self.records()

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Search by our own keys; a null byte finds nothing and PostgreSQL refuses it."""
        text = self.search_query.replace("\x00", "").strip()[:SEARCH_LIMIT]
        return self.search(queryset, text) if text else queryset

    def get_index_url(self) -> str:
        return reverse(f"office:{self.name}")

    def get_index_results_url(self) -> str:
        return reverse(f"office:{self.name}_results")
