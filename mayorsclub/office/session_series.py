"""The series of the expert sessions: their names, what they are about, their order."""

from functools import partial
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from mayorsclub.office.listing import OfficeList
from mayorsclub.office.records import Action, Panel, RecordPage, Text
from mayorsclub.office.session_forms import SeriesForm, order_form
from mayorsclub.office.session_lists import LISTS, RULE
from mayorsclub.sessions.domain import series
from mayorsclub.sessions.models import Series


class SeriesList(OfficeList):
    """Every series, in the order of the archive."""

    name = "session_series"
    rule = RULE
    beside = LISTS
    page_title = gettext_lazy("Series of sessions")
    header_icon = "media"
    default_ordering = "position"
    holds_people = False
    columns = [
        TitleColumn(
            "title",
            label=gettext_lazy("Title"),
            get_url=lambda one: reverse("office:series", args=[one.pk]),
        ),
        Column("sessions_count", label=gettext_lazy("Sessions"), sort_key="sessions_count"),
    ]
    more_columns = [
        Column("title_uk", label=gettext_lazy("Title in Ukrainian")),
        Column("title_en", label=gettext_lazy("Title in English"), sort_key="title_en"),
    ]

    def get_header_buttons(self) -> list[HeaderButton]:
        """The way to add one."""
        new = reverse("office:new_series")
        return [HeaderButton(_("New series"), url=new, icon_name="plus")]

    def records(self) -> QuerySet[Series]:
        return Series.objects.annotate(sessions_count=Count("sessions"))

    def search(self, records: QuerySet[Series], text: str) -> QuerySet[Series]:
        return records.filter(Q(title_uk__icontains=text) | Q(title_en__icontains=text))


class SeriesPage(RecordPage):
    """One series: its words in both languages and its place in the archive."""

    rule = RULE
    header_icon = "media"
    panels_first = True
    parent = (gettext_lazy("Series of sessions"), lambda: reverse("office:session_series"))

    def find(self, pk: int) -> Any:
        rows = Series.objects.annotate(sessions_count=Count("sessions"))
        found: Any = get_object_or_404(rows, pk=pk)
        every = list(Series.objects.values_list("pk", flat=True))
        self.place, self.count = every.index(found.pk) + 1, len(every)
        self.sessions_count = found.sessions_count
        return found

    def facts(self, record: Series) -> list[tuple[Text, object]]:
        return [(_("Place"), _("{place} of {count}").format(place=self.place, count=self.count))]

    def panels(self, record: Series) -> list[Panel]:
        words = "office/parts/words.html"
        address = f"{reverse('office:sessions')}?series={record.pk}"
        links = [(_("Sessions: {count}").format(count=self.sessions_count), address)]
        return [
            Panel(_("In Ukrainian"), words, {"text": f"{record.title_uk}\n\n{record.about_uk}"}),
            Panel(_("In English"), words, {"text": f"{record.title_en}\n\n{record.about_en}"}),
            Panel(_("See also"), "office/parts/links.html", {"links": links}),
        ]

    def actions(self, record: Series) -> list[Action]:
        how = self.acting("by")
        names = ("title_uk", "title_en", "about_uk", "about_en")
        return [
            Action(
                "change",
                _("Change the words"),
                _("Saved."),
                partial(series.change, record.pk, **how),
                form=SeriesForm,
                initial={name: getattr(record, name) for name in names},
            ),
            Action(
                "move",
                _("Another place in the order"),
                _("Saved."),
                partial(series.move, record.pk, **how),
                form=order_form(self.count),
                initial={"place": self.place},
            ),
        ]
