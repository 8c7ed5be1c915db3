"""The registers on paper: the whole as filtered, and an extract with one entry."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext
from wagtail.admin.ui.tables import Column

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.certificates.domain.issuing import qr_code
from mayorsclub.certificates.queries import in_force
from mayorsclub.design.pdf import compile_pdf
from mayorsclub.office.listing import OfficeList
from mayorsclub.ukrainian.dates import in_kyiv, long_date

# Seconds that the compiler may take; 600 entries take about one.
PATIENCE = 60
Rows = list[tuple[str, str]]


def print_register(
    listing: OfficeList, language: str, at: datetime, *, title: str, widths: dict[str, float]
) -> tuple[bytes, int]:
    """The PDF of what a register's list shows, in alphabetical order, and how many entries.

    widths: for each column of the print its share of the line; by the names of columns.
    """
    columns = [column for column in listing.all_columns if column.name in widths]
    found = listing.search_queryset(listing.filter_queryset(listing.get_base_queryset()))
    if listing.filters and not listing.filters.is_valid():
        found = found.none()
    records = list(found.order_by(listing.default_ordering, "pk"))
    data = {
        "title": title,
        "lang": language,
        "date": _("As of {day}").format(day=long_date(in_kyiv(at).date(), language)),
        "count": ngettext("%(count)d entry", "%(count)d entries", len(records))
        % {"count": len(records)},
        "filters": filters_in_words(listing),
        "number": "№",
        "headings": [heading(column) for column in columns],
        "widths": [widths[column.name] for column in columns],
        "rows": [[str(column.get_value(each)) for column in columns] for each in records],
    }
    return compile_pdf("office/register.typ", data, seconds=PATIENCE), len(records)


def heading(column: Column) -> str:
    """What stands above a column; the number of the register beside that of the line."""
    return pgettext("register", "Number") if column.name == "register_number" else str(column.label)


def filters_in_words(listing: OfficeList) -> str:
    """'Status: Active; Search: Ivan', or nothing."""
    found = [f"{each.field_label}: {each.value}" for each in listing.active_filters]
    if listing.search_query:
        found.append(_("Search: {text}").format(text=listing.search_query))
    return "; ".join(found)


def extract(
    record: Any,
    *,
    title: Callable[[], str],
    intro: Callable[[], str],
    rows: Callable[[], Rows],
    languages: list[str],
    at: datetime,
) -> bytes:
    """An extract with one entry, in each of the languages, with the code of its certificate.

    title, intro, rows: asked once in each language.
    """
    certificate = in_force(record)
    parts = []
    for language in languages:
        with override(language):
            day = long_date(in_kyiv(at).date(), language)
            parts.append(
                {
                    "lang": language,
                    "title": title(),
                    "intro": intro(),
                    "rows": [[label, value or "–"] for label, value in rows()],
                    "given": _("Given on {day}.").format(day=day),
                    "signature": _("For the club:"),
                }
            )
    data = {
        "parts": parts,
        "has_code": certificate is not None,
        "code": certificate.shown_code if certificate else "",
        "address": f"{settings.BASE_URL}/verify/",
    }
    pictures = {"qr.svg": qr_code(certificate)} if certificate else {}
    return compile_pdf("office/extract.typ", data, pictures=pictures)


@transaction.atomic
def handed_out(entry: Any, content: bytes, *, by: User, at: datetime) -> HttpResponse:
    """The extract as a file; the log keeps who took it."""
    record("register.extract_made", actor=by, about=entry, at=at)
    response = HttpResponse(content, content_type="application/pdf")
    name = f"extract-{entry.register_number}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
