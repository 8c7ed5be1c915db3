"""Terms in the bodies: who sits where until when."""

from datetime import timedelta

import django_filters
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from mayorsclub.committees.models import Body, Seat
from mayorsclub.office.choices import several_of
from mayorsclub.office.columns import DayColumn
from mayorsclub.office.listing import OfficeList
from mayorsclub.ukrainian.alphabet import sort_key

ENDS_WITHIN = timedelta(days=30)


def ending(seats: QuerySet[Seat]) -> QuerySet[Seat]:
    """Terms that run today and end within thirty days."""
    today = timezone.localdate()
    return seats.filter(since__lte=today, until__gt=today, until__lte=today + ENDS_WITHIN)


class TermFilters(WagtailFilterSet):
    """Body, and what ends soon."""

    body = several_of(gettext_lazy("Body"), lambda _request: Body.objects.all())
    ending = django_filters.BooleanFilter(
        label=gettext_lazy("Ends within 30 days"),
        method=lambda found, _name, is_so: ending(found) if is_so else found,
    )

    class Meta:
        model = Seat
        fields: list[str] = []


class TermList(OfficeList):
    """All terms, past ones too, the newest first."""

    name = "terms"
    page_title = gettext_lazy("Terms in the bodies")
    header_icon = "group"
    filterset_class = TermFilters
    default_ordering = "-since"
    parent = (gettext_lazy("Committees"), lambda: reverse("office:bodies"))
    columns = [
        TitleColumn(
            "user",
            label=pgettext_lazy("person", "Name"),
            sort_key="user__sort_key",
            get_url=lambda seat: reverse("office:body", args=[seat.body_id]),
        ),
        Column("body", label=gettext_lazy("Body"), accessor=lambda seat: seat.body.name),
        Column(
            "is_chair",
            label=gettext_lazy("Chair"),
            accessor=lambda seat: _("yes") if seat.is_chair else "–",
        ),
        DayColumn("since", label=gettext_lazy("First day"), sort_key="since"),
        DayColumn("until", label=gettext_lazy("First day after the term"), sort_key="until"),
    ]

    def records(self) -> QuerySet[Seat]:
        return Seat.objects.select_related("body", "user")

    def search(self, records: QuerySet[Seat], text: str) -> QuerySet[Seat]:
        """By the person's name or address."""
        return records.filter(
            Q(user__sort_key__contains=sort_key(text)) | Q(user__email__icontains=text)
        )
