"""Export of a list, and the exports there were."""

import tempfile
from functools import partial
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from mayorsclub.accounts.freshness import fresh_sign_in
from mayorsclub.accounts.roles import signed_in
from mayorsclub.office import rules
from mayorsclub.office.choices import period, several
from mayorsclub.office.columns import MomentColumn
from mayorsclub.office.domain import exports
from mayorsclub.office.listing import OfficeList, lists
from mayorsclub.office.models import Export, ExportState, Format
from mayorsclub.office.of_list import OfListPage
from mayorsclub.office.records import Action, Panel, RecordPage, Text
from mayorsclub.office.writing import CONTENT_TYPES, every_column, file_name
from mayorsclub.refusals import Refused
from mayorsclub.ukrainian.dates import moment

SHOWN, EVERY = "shown", "every"


class ExportForm(forms.Form):
    """What the file holds and how."""

    format = forms.ChoiceField(
        label=gettext_lazy("File"), choices=Format.choices, widget=forms.RadioSelect
    )
    columns = forms.ChoiceField(
        label=gettext_lazy("Columns"),
        choices=[
            (SHOWN, gettext_lazy("those that the list shows now")),
            (EVERY, gettext_lazy("all that there are")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("What is it needed for?"),
        max_length=250,
        required=False,
    )

    def __init__(self, *args: Any, listing: OfficeList, needs_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if listing.printed is None:
            self.fields["format"].choices = [  # type: ignore[attr-defined]
                each for each in Format.choices if each[0] != Format.PDF
            ]
        self.fields["reason"].required = needs_reason


@method_decorator(fresh_sign_in, name="post")
class ExportPage(OfListPage):
    """Say how many rows would leave and how; then hand them out, or ask a second person."""

    template_name = "office/export.html"
    header_icon = "download"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.language_of_screen = self.language
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Export: {list}").format(list=self.list_class.page_title)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.page()

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """A file, or the page of the export that waits."""
        user, at = signed_in(request), timezone.now()
        rows = self.listing.get_queryset().count()
        form = self.form(rows, request.POST)
        if not form.is_valid():
            return self.page(form=form, status=422)
        try:
            export = exports.ask(
                self.name,
                query=self.query,
                columns=self.names(form.cleaned_data["columns"]),
                file_format=form.cleaned_data["format"],
                language=self.language,
                reason=form.cleaned_data["reason"],
                rows=rows,
                by=user,
                at=at,
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
            return self.page(form=form, status=422)
        if export.state != ExportState.GIVEN:
            return redirect("office:export", export.pk)
        return self.handed_out(export)

    def handed_out(self, export: Export) -> HttpResponseBase:
        """The file itself, written to a temporary one and sent in pieces."""
        at = timezone.now()
        file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
        exports.write_out(export, file, at=at)
        response = FileResponse(
            file,
            as_attachment=True,
            filename=file_name(export, at),
            content_type=CONTENT_TYPES[Format(export.format)],
        )
        response["Cache-Control"] = "private, no-store"
        return response

    def names(self, which: str) -> list[str]:
        """The names of the columns."""
        listing = self.listing
        columns = every_column(listing) if which == EVERY else listing.shown_columns
        return [column.name for column in columns]

    def form(self, rows: int, *args: Any) -> ExportForm:
        needs = exports.needs_second_person(
            self.name, rows, by=signed_in(self.request), at=timezone.now()
        )
        initial = {"format": Format.XLSX, "columns": SHOWN}
        return ExportForm(*args, listing=self.listing, needs_reason=needs, initial=initial)

    def page(self, *, form: ExportForm | None = None, status: int = 200) -> HttpResponse:
        rows = self.listing.get_queryset().count()
        form = form or self.form(rows)
        context = {
            **self.get_context_data(),
            "form": form,
            "rows": rows,
            "needs_second_person": form.fields["reason"].required,
            "is_large": rows > exports.AT_ONCE,
            "many": exports.MANY,
            "query": self.query,
            "list_url": self.list_url,
        }
        return self.render_to_response(context, status=status)


class ExportFilters(WagtailFilterSet):
    """State, when."""

    state = several(gettext_lazy("State"), ExportState.choices)
    asked_at = period(gettext_lazy("Asked"))

    class Meta:
        model = Export
        fields: list[str] = []


def list_title(export: Export) -> str:
    """The list in words; its name where there is none of that name any more."""
    found = lists().get(export.list_name)
    return str(found.page_title) if found else export.list_name


class ExportList(OfficeList):
    """One's own exports; for administrators all of them."""

    name = "exports"
    rule = "office.export_records"
    page_title = gettext_lazy("Exports")
    header_icon = "download"
    filterset_class = ExportFilters
    is_searchable = False
    holds_people = False
    default_ordering = "-asked_at"
    columns = [
        TitleColumn(
            "list_name",
            label=gettext_lazy("List"),
            accessor=list_title,
            get_url=lambda export: reverse("office:export", args=[export.pk]),
        ),
        Column("get_format_display", label=gettext_lazy("File")),
        Column("rows", label=gettext_lazy("Rows"), sort_key="rows"),
        Column("asked_by", label=gettext_lazy("Asked by")),
        Column("get_state_display", label=gettext_lazy("State"), sort_key="state"),
        MomentColumn("asked_at", label=gettext_lazy("Asked"), sort_key="asked_at"),
    ]
    more_columns = [
        Column("approved_by", label=gettext_lazy("Approved by")),
        Column("reason", label=gettext_lazy("What is it needed for?")),
    ]

    def records(self) -> QuerySet[Export]:
        found = Export.objects.select_related("asked_by", "approved_by", "file")
        user = signed_in(self.request)
        return found if rules.may_approve_exports(user) else found.filter(asked_by=user)


class OneExport(RecordPage):
    """What was asked, by whom and why; the file for the asker; yes or no of a second person."""

    rule = "office.export_records"
    header_icon = "download"
    parent = (gettext_lazy("Exports"), lambda: reverse("office:exports"))

    def find(self, pk: int) -> Export:
        user = signed_in(self.request)
        found = Export.objects.select_related("asked_by", "approved_by", "file")
        if not rules.may_approve_exports(user):
            found = found.filter(asked_by=user)
        return get_object_or_404(found, pk=pk)

    def get_page_title(self) -> str:
        return _("Export: {list}").format(list=list_title(self.record))

    def facts(self, record: Export) -> list[tuple[Text, object]]:
        return [
            (_("State"), record.get_state_display()),
            (_("File"), record.get_format_display()),
            (_("Rows"), record.rows),
            (_("Asked by"), record.asked_by),
            (_("Asked"), moment(record.asked_at, self.language)),
            (_("What is it needed for?"), record.reason),
            (_("Approved by"), record.approved_by or ""),
            (
                pgettext_lazy("export", "Erased"),
                moment(record.ends_at, self.language) if record.ends_at else "",
            ),
        ]

    def panels(self, record: Export) -> list[Panel]:
        is_own = record.asked_by == self.request.user
        address = reverse(f"office:{record.list_name}") if record.list_name in lists() else ""
        context = {
            "export": record,
            "file": record.file if is_own and record.state == ExportState.READY else None,
            "list_url": f"{address}?{record.query}" if address and record.query else "",
        }
        return [Panel(_("File"), "office/parts/export.html", context)]

    def actions(self, record: Export) -> list[Action]:
        user = signed_in(self.request)
        if not rules.may_approve_exports(user) or record.state != ExportState.ASKED:
            return []
        if record.asked_by_id == user.pk:
            return []
        how = self.acting("by")
        return [
            Action(
                "approve",
                _("Agree"),
                _("The file is being made; the asker gets a letter."),
                partial(exports.approve, record.pk, **how),
                help=_("Only the asker can download it, within a day."),
                is_serious=True,
            ),
            Action(
                "decline",
                pgettext_lazy("export", "Decline"),
                _("The export is declined."),
                partial(exports.decline, record.pk, **how),
            ),
        ]

    def only_read(self, record: Export) -> Text:
        if record.state == ExportState.ASKED:
            return _("Another administrator decides on it; they were written to.")
        return ""
