"""Spreadsheets into the registers: the list, the upload, the page of one import."""

from functools import partial
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.generic import TemplateView, View
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from mayorsclub.accounts.roles import signed_in
from mayorsclub.imports import queries, template
from mayorsclub.imports.domain import beginning, carrying, checking, reporting, undoing
from mayorsclub.imports.models import Decision, Import, Register, State, Verdict
from mayorsclub.imports.refusals import ImportRefused
from mayorsclub.imports.rules import may_import
from mayorsclub.office.choices import several
from mayorsclub.office.columns import MomentColumn
from mayorsclub.office.import_rows import rows_to_show
from mayorsclub.office.listing import OfficeList
from mayorsclub.office.records import Action, Panel, RecordPage, Text
from mayorsclub.office.shell import OfficePage
from mayorsclub.office.words import with_word
from mayorsclub.ukrainian.dates import moment

ROWS_ON_A_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ORDER = [Verdict.FAULTY, Verdict.SAME, Verdict.READY, Verdict.THERE, Verdict.LEFT_OUT]
BUSY = {State.CHECKING, State.RUNNING}


class ImportFilters(WagtailFilterSet):
    """Register, state."""

    register = several(gettext_lazy("Register"), Register.choices)
    state = several(gettext_lazy("State"), State.choices)

    class Meta:
        model = Import
        fields: list[str] = []


class ImportList(OfficeList):
    """Every import, the newest first."""

    name = "imports"
    page_title = gettext_lazy("Imports")
    header_icon = "upload"
    filterset_class = ImportFilters
    default_ordering = "-started_at"
    columns = [
        TitleColumn(
            "file_name",
            label=gettext_lazy("File"),
            sort_key="file_name",
            get_url=lambda found: reverse("office:import", args=[found.pk]),
        ),
        Column("get_register_display", label=gettext_lazy("Register"), sort_key="register"),
        Column("get_state_display", label=gettext_lazy("State"), sort_key="state"),
        Column("started_by", label=gettext_lazy("Who")),
        MomentColumn("started_at", label=gettext_lazy("Uploaded"), sort_key="started_at"),
    ]

    def get_header_buttons(self) -> list[HeaderButton]:
        """The way to a new import."""
        address = reverse("office:new_import")
        return [HeaderButton(_("Import a spreadsheet"), url=address, icon_name="upload")]

    def records(self) -> QuerySet[Import]:
        return queries.all_imports()

    def search(self, records: QuerySet[Import], text: str) -> QuerySet[Import]:
        return records.filter(file_name__icontains=text)


class UploadForm(forms.Form):
    """A file, and the register that it goes into."""

    register = forms.ChoiceField(
        label=gettext_lazy("Register"), choices=Register.choices, widget=forms.RadioSelect
    )
    file = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        help_text=gettext_lazy(
            "XLSX or CSV in any encoding, up to 10 MB and 20,000 rows. Nothing is entered before "
            "you have seen what was found."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
    )


class NewImport(OfficePage, TemplateView):
    """Choose a file; its columns are shown next."""

    template_name = "office/new_import.html"
    page_title = gettext_lazy("Import a spreadsheet")
    header_icon = "upload"
    parent = (gettext_lazy("Imports"), lambda: reverse("office:imports"))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The empty form, and the templates to begin with."""
        register = request.GET.get("register", Register.MEMBERS)
        return self.answer(UploadForm(initial={"register": register}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take the file, or say why not."""
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                found = beginning.begin(
                    form.cleaned_data["file"],
                    form.cleaned_data["register"],
                    by=signed_in(request),
                    at=timezone.now(),
                )
            except ImportRefused as refusal:
                form.add_error("file", refusal.message)
            else:
                return redirect("office:import_columns", found.pk)
        return self.answer(form, status=422)

    def answer(self, form: forms.Form, status: int = 200) -> HttpResponse:
        context = {"form": form, "registers": Register.choices}
        return self.render_to_response({**self.get_context_data(), **context}, status=status)


class TemplateFile(OfficePage, View):
    """The file to begin with: /office/imports/template/members.xlsx."""

    def get(self, request: HttpRequest, register: str, kind: str) -> HttpResponse:
        """XLSX with lists to choose from, or CSV."""
        makers = {"xlsx": (template.as_workbook, XLSX), "csv": (template.as_csv, "text/csv")}
        if register not in Register.values or kind not in makers:
            raise Http404
        make, content_type = makers[kind]
        return attached(make(register), f"{register}-template.{kind}", content_type)


def attached(content: bytes, name: str, content_type: str) -> HttpResponse:
    """A file that is saved, never shown."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


class AllForm(forms.Form):
    """The same for all rows that look like somebody in the register."""

    decision = forms.ChoiceField(
        label=gettext_lazy("What to do with them"),
        choices=Decision.choices,
        widget=forms.RadioSelect,
    )


class ImportPage(RecordPage):
    """One import: what was found, row by row, what is to be mended and decided."""

    header_icon = "upload"
    parent = (gettext_lazy("Imports"), lambda: reverse("office:imports"))
    panels_first = True

    def find(self, pk: int) -> Import:
        found = get_object_or_404(queries.all_imports().select_related("finished_by"), pk=pk)
        self.counts = queries.counts(found)
        return found

    def get_header_buttons(self) -> list[HeaderButton]:
        """The way back to the columns, as long as nothing was entered."""
        if self.record.state not in {State.UPLOADED, State.CHECKED}:
            return []
        address = reverse("office:import_columns", args=[self.record.pk])
        return [HeaderButton(_("Columns"), url=address, icon_name="list-ul")]

    def facts(self, record: Import) -> list[tuple[Text, object]]:
        rows: list[tuple[Text, object]] = [
            (_("Register"), record.get_register_display()),
            (_("State"), record.get_state_display()),
            (_("Uploaded"), moment(record.started_at, self.language)),
            (_("Who"), record.started_by),
        ]
        if record.finished_at:
            rows.append((pgettext("import", "Entered"), moment(record.finished_at, self.language)))
        if record.undone_at:
            rows.append((_("Undone"), moment(record.undone_at, self.language)))
        if record.erased_at:
            rows.append((_("File and cells erased"), moment(record.erased_at, self.language)))
        return rows

    def panels(self, record: Import) -> list[Panel]:
        context = {
            "record": record,
            "problem": ImportRefused(record.problem).message if record.problem else "",
            "is_busy": record.state in BUSY,
            "told": told_of_progress(record) if record.state in BUSY else "",
            "faulty": self.counts.get(Verdict.FAULTY, 0),
            "undecided": self.counts.get(Verdict.SAME, 0),
            "ready": self.counts.get(Verdict.READY, 0),
            "address": reverse("office:import_progress", args=[record.pk]),
            "same": queries.same_file(record) if record.state == State.CHECKED else None,
        }
        shown = [Panel(_("Where it is"), "office/parts/import_state.html", context)]
        if record.state in BUSY | {State.UPLOADED} or record.erased_at:
            return shown
        return [*shown, Panel(_("Row by row"), "office/parts/import_rows.html", self._rows(record))]

    def _rows(self, record: Import) -> dict[str, Any]:
        tabs = [(value, value.label, self.counts.get(value, 0)) for value in ORDER]
        asked = self.request.GET.get("show", "")
        first = next((value for value, _label, count in tabs if count), Verdict.READY)
        show = asked if asked in Verdict.values else first
        rows = record.rows.filter(verdict=show, is_example=False)
        page = Paginator(rows, ROWS_ON_A_PAGE).get_page(self.request.GET.get("p"))
        return {
            "record": record,
            "tabs": tabs,
            "show": show,
            "page": page,
            "rows": rows_to_show(record, list(page), self.language),
            "is_open": record.state == State.CHECKED
            and may_import(self.request.user, record.register),
            "decisions": Decision.choices,
            "outcomes": queries.outcomes(record),
            "marked": reverse("office:import_marked", args=[record.pk]),
        }

    def actions(self, record: Import) -> list[Action]:
        if not may_import(self.request.user, record.register):
            return []
        how = self.acting("by")
        if record.state == State.DONE and not record.erased_at:
            return [
                Action(
                    "undo",
                    _("Undo this import"),
                    _("All that this import entered was taken out again."),
                    lambda **_word: undoing.undo(record.pk, **how),
                    form=with_word(forms.Form),
                    help=_("Works as long as nothing has happened to its records since."),
                    is_serious=True,
                )
            ]
        offered = self._deciding(record, how) if record.state == State.CHECKED else []
        if record.state in {State.CHECKED, State.UPLOADED}:
            offered.append(
                Action(
                    "cancel",
                    _("Cancel this import"),
                    _("The import was cancelled. Nothing was entered."),
                    partial(beginning.cancel, record.pk, **how),
                    is_serious=True,
                )
            )
        return offered

    def _deciding(self, record: Import, how: dict[str, Any]) -> list[Action]:
        offered = []
        ready, waits = self.counts.get(Verdict.READY, 0), self._waiting()
        if ready and not waits:
            offered.append(
                Action(
                    "start",
                    _("Enter {count} into the register").format(count=ready),
                    _("The rows are being entered."),
                    partial(carrying.start, record.pk, **how),
                    help=_("All of them in one step or none. Nobody is written to."),
                )
            )
        if self.counts.get(Verdict.SAME):
            offered.append(
                Action(
                    "all",
                    _("Decide about all that look the same"),
                    _("Decided."),
                    partial(checking.decide_all, record.pk, Verdict.SAME, **how),
                    form=AllForm,
                )
            )
        if self.counts.get(Verdict.FAULTY):
            offered.append(
                Action(
                    "leave",
                    _("Leave out all rows with faults"),
                    _("The rows are left out."),
                    partial(checking.decide_all, record.pk, Verdict.FAULTY, Decision.SKIP, **how),
                )
            )
        return offered

    def _waiting(self) -> int:
        return self.counts.get(Verdict.FAULTY, 0) + self.counts.get(Verdict.SAME, 0)


def told_of_progress(found: Import) -> str:
    """What the worker does with an import just now, and since when."""
    began = found.waits_since or found.started_at
    seconds = max(0, int((timezone.now() - began).total_seconds()))
    if found.state == State.RUNNING:
        text = _(
            "The rows are compared with the register once more and entered in one step. "
            "So far: {seconds} s."
        )
    else:
        text = _("The rows are being checked: {percent} %. So far: {seconds} s.")
    return text.format(percent=found.progress, seconds=seconds)


class Progress(OfficePage, View):
    """The state of an import that the worker has; the page asks for it every second."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """How far it is; when it is done, the whole page is to be read again."""
        found = get_object_or_404(Import, pk=pk)
        # Entering is one step: how much of it is done nobody outside can see.
        part = found.progress if found.state == State.CHECKING else None
        response = JsonResponse({"progress": part, "told": told_of_progress(found)})
        response["Cache-Control"] = "no-store"
        if found.state not in BUSY:
            response["HX-Refresh"] = "true"
        return response


class Marked(OfficePage, View):
    """The rows of the file with a column that says what to mend."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The workbook; that it was made is in the log."""
        found = get_object_or_404(Import, pk=pk)
        try:
            content = reporting.marked(pk, by=signed_in(request), at=timezone.now())
        except ImportRefused as refusal:
            raise Http404 from refusal
        return attached(content, f"import-{found.pk}.xlsx", XLSX)
