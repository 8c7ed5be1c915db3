"""Which rows and columns an export holds, written into a file."""

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import IO

from django.utils.translation import override
from wagtail.admin.ui.tables import Column

from mayorsclub.office.columns import Cell, exported
from mayorsclub.office.listing import OfficeList, lists
from mayorsclub.office.models import Export, Format
from mayorsclub.office.sheets import write_csv, write_xlsx
from mayorsclub.ukrainian.dates import in_kyiv

# Rows that are read from the database at a time.
CHUNK = 500
CONTENT_TYPES = {
    Format.CSV: "text/csv",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.PDF: "application/pdf",
}


def every_column(listing: OfficeList) -> list[Column]:
    """All that a list can export."""
    return [*listing.all_columns, *listing.export_fields]


def file_name(export: Export, at: datetime) -> str:
    """'members-2026-11-24.xlsx': plain letters, for every file system."""
    return f"{export.list_name}-{in_kyiv(at):%Y-%m-%d}.{export.format}"


def write(export: Export, file: IO[bytes], *, at: datetime) -> int:
    """Write the rows that fit now, as the asker sees them; how many. The file is left open
    and at its beginning."""
    listing = lists()[export.list_name].asked(export.query, export.asked_by)
    with override(export.language):
        if export.format == Format.PDF:
            count = _print(listing, export, file, at)
        else:
            count = _table(listing, export, file)
    file.seek(0)
    return count


def _table(listing: OfficeList, export: Export, file: IO[bytes]) -> int:
    columns = [each for each in every_column(listing) if each.name in export.columns]
    heading = [str(column.label) for column in columns]
    rows = rows_of(listing, columns)
    if export.format == Format.XLSX:
        return write_xlsx(file, heading, rows, title=str(listing.page_title))
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    try:
        return write_csv(text, heading, rows, language=export.language)
    finally:
        text.detach()


def rows_of(listing: OfficeList, columns: Sequence[Column]) -> Iterator[list[Cell]]:
    """The rows, read in pieces, so that memory does not grow with their number."""
    for record in listing.get_queryset().iterator(chunk_size=CHUNK):
        yield [exported(column, record) for column in columns]


def _print(listing: OfficeList, export: Export, file: IO[bytes], at: datetime) -> int:
    if listing.printed is None:
        raise LookupError(f"the list {listing.name} has no print")
    content, count = listing.printed(listing, export.language, at)
    file.write(content)
    return count
