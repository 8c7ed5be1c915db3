"""All notes in one list: what somebody has to be reminded of, and what was written where."""

import django_filters
from django.db.models import BigIntegerField, Case, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from mayorsclub.accounts.models import User
from mayorsclub.committees.models import AgendaItem
from mayorsclub.inbox.queries import staff
from mayorsclub.office.addresses import address_of
from mayorsclub.office.choices import period, several_of
from mayorsclub.office.columns import DayColumn, MomentColumn
from mayorsclub.office.listing import OfficeList
from mayorsclub.office.models import Note
from mayorsclub.office.naming import title_of_record

ITEM = AgendaItem._meta.label_lower


def people(_request: HttpRequest | None) -> QuerySet[User]:
    return staff()


class NoteFilters(WagtailFilterSet):
    """Whom they remind, whether the day has come, by whom, when."""

    due = django_filters.BooleanFilter(
        label=gettext_lazy("The reminder is due"),
        method=lambda found, _name, is_so: (
            found.filter(_due(timezone.localdate()))
            if is_so
            else found.exclude(_due(timezone.localdate()))
        ),
    )
    remind_whom = several_of(gettext_lazy("Remind whom"), people)
    written_by = several_of(gettext_lazy("Written by"), people)
    is_pinned = django_filters.BooleanFilter(label=gettext_lazy("Kept on top"))
    remind_on = period(gettext_lazy("Remind on"))
    written_at = period(gettext_lazy("Written"))

    class Meta:
        model = Note
        fields: list[str] = []


def _due(today: object) -> Q:
    return Q(remind_on__lte=today, remind_whom__isnull=False, done_at__isnull=True)


def address(note: Note) -> str:
    """The notes on the page of the record; an item of an agenda has its page in its sitting."""
    sitting = note.sitting_id  # type: ignore[attr-defined]
    if sitting:
        return reverse("office:sitting_item", args=[sitting, note.about_id]) + "#notes"
    return address_of(note.about_type, note.about_id) + "#notes"


class NoteList(OfficeList):
    """Every standing note of the office, the newest first."""

    name = "notes"
    page_title = gettext_lazy("Notes")
    header_icon = "thumbtack"
    filterset_class = NoteFilters
    default_ordering = "-written_at"
    columns = [
        TitleColumn(
            "text",
            label=gettext_lazy("Note"),
            accessor=lambda note: Truncator(note.text).chars(120),
            get_url=address,
        ),
        Column("record", label=gettext_lazy("Record"), accessor="record", sort_key="record"),
        Column("written_by", label=gettext_lazy("Written by"), sort_key="written_by__sort_key"),
        MomentColumn("written_at", label=gettext_lazy("Written"), sort_key="written_at"),
        DayColumn("remind_on", label=gettext_lazy("Remind on"), sort_key="remind_on"),
        Column(
            "remind_whom",
            label=gettext_lazy("Remind whom"),
            accessor=lambda note: note.remind_whom or "–",
            sort_key="remind_whom__sort_key",
        ),
    ]
    more_columns = [
        MomentColumn("done_at", label=gettext_lazy("Dealt with"), sort_key="done_at"),
    ]

    def records(self) -> QuerySet[Note]:
        item = AgendaItem.objects.filter(pk=Cast(OuterRef("about_id"), BigIntegerField()))
        return (
            Note.objects.standing()
            .select_related("written_by", "remind_whom")
            .annotate(
                record=title_of_record(),
                sitting_id=Case(When(about_type=ITEM, then=Subquery(item.values("sitting")))),
            )
        )

    def search(self, records: QuerySet[Note], text: str) -> QuerySet[Note]:
        """By its words or the record's."""
        # SQLite knows capitals of Latin letters only; each way of writing the first letter.
        spellings = {text, text.lower(), text.capitalize()}
        found = Q()
        for spelling in spellings:
            found |= Q(text__icontains=spelling) | Q(record__icontains=spelling)
        return records.filter(found)
