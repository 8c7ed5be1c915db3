"""Which column of a spreadsheet holds what: proposed by the headings, corrected here."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.widgets import AdminDateInput

from mayorsclub.accounts.roles import signed_in
from mayorsclub.imports import reading
from mayorsclub.imports.columns import fields_of
from mayorsclub.imports.domain import beginning
from mayorsclub.imports.models import Import, State
from mayorsclub.imports.refusals import ImportRefused
from mayorsclub.imports.rules import may_import
from mayorsclub.office.shell import OfficePage

SAMPLES = 3


class SettingsForm(forms.Form):
    """What holds for all rows."""

    year = forms.IntegerField(
        label=gettext_lazy("Year of the numbers in the register"),
        help_text=gettext_lazy("For rows that bring no number of their own."),
        min_value=2005,
        max_value=2100,
    )
    entered_on = forms.DateField(
        label=gettext_lazy("Day of entry where a row has none"), widget=AdminDateInput
    )


class ColumnsPage(OfficePage, TemplateView):
    """Sheet, row of headings and columns, each with samples of what stands under it."""

    template_name = "office/import_columns.html"
    page_title = gettext_lazy("Columns")
    header_icon = "list-ul"
    parent = (gettext_lazy("Imports"), lambda: reverse("office:imports"))

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """As proposed, or as chosen by ?sheet= and ?heading=."""
        found = self._find(pk)
        try:
            book = beginning.book_of(found)
            self._choose(found, book)
        except ImportRefused as refusal:
            messages.error(request, refusal.message)
            return redirect("office:import", pk)
        return self._answer(
            found, book, SettingsForm(initial={"year": found.year, "entered_on": found.entered_on})
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take the names of the columns and let the rows be checked."""
        found = self._find(pk)
        form = SettingsForm(request.POST)
        chosen = {
            int(name.removeprefix("column-")): str(value)
            for name, value in request.POST.items()
            if name.startswith("column-") and name[7:].isdecimal() and len(name) < 12 and value
        }
        try:
            book = beginning.book_of(found)
            self._choose(found, book)
            if form.is_valid():
                beginning.match_columns(
                    pk,
                    sheet=found.sheet,
                    heading=found.heading or 0,
                    chosen=chosen,
                    **form.cleaned_data,
                    by=signed_in(request),
                    at=timezone.now(),
                )
                return redirect("office:import", pk)
        except ImportRefused as refusal:
            if refusal.code in {"gone", "state", "sheet", "not_allowed"}:
                messages.error(request, refusal.message)
                return redirect("office:import", pk)
            form.add_error(None, refusal.message)
        found.columns = {str(column): name for column, name in chosen.items()}
        return self._answer(found, book, form, status=422)

    def _find(self, pk: int) -> Import:
        return get_object_or_404(Import.objects.select_related("file"), pk=pk)

    def _choose(self, found: Import, book: reading.Book) -> None:
        """Another sheet or row of headings, where the address or the form names one."""
        asked = self.request.POST or self.request.GET
        sheet, heading = asked.get("sheet", ""), asked.get("heading", "")
        if not sheet.isdecimal() and not heading.isdecimal():
            return
        number = int(heading) if heading.isdecimal() and len(heading) < 7 else None
        chosen = int(sheet) if sheet.isdecimal() and len(sheet) < 4 else found.sheet
        if (chosen, number) != (found.sheet, found.heading):
            beginning.propose(found, book, chosen, heading=number)

    def _answer(
        self, found: Import, book: reading.Book, form: forms.Form, status: int = 200
    ) -> HttpResponse:
        lines = [
            line for line in book.sheets[found.sheet].lines if line.number > (found.heading or 0)
        ]
        fields = fields_of(found.register)
        context: dict[str, Any] = {
            **self.get_context_data(),
            "found": found,
            "form": form,
            "columns": [
                {
                    "number": number,
                    "heading": heading or _("Column {number}").format(number=number + 1),
                    "samples": _samples(lines, number),
                    "field": found.columns.get(str(number), ""),
                }
                for number, heading in enumerate(found.headings)
                if heading or _samples(lines, number)
            ],
            "fields": [(name, field.label) for name, field in fields.items()],
            "sheets": [
                (number, each.name, len(each.lines)) for number, each in enumerate(book.sheets)
            ],
            "rows": len(lines),
            "is_open": found.state in {State.UPLOADED, State.CHECKED}
            and may_import(self.request.user, found.register),
        }
        return self.render_to_response(context, status=status)


def _samples(lines: list[reading.Line], column: int) -> list[str]:
    """The first texts under a heading."""
    found: list[str] = []
    for line in lines[:50]:
        if column < len(line.cells) and line.cells[column] and line.cells[column] not in found:
            found.append(line.cells[column][:60])
        if len(found) == SAMPLES:
            break
    return found
