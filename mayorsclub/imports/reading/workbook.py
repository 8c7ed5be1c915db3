"""Excel workbooks (XLSX), read as a stream and never computed."""

import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from itertools import islice

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from mayorsclub.files.domain import FileRefused, archives
from mayorsclub.imports.reading import limits
from mayorsclub.imports.reading.book import Book, Sheet, lines_of
from mayorsclub.imports.refusals import ImportRefused

MAIN = "xl/workbook.xml"
MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"'
)
# Only attackers declare entities in a spreadsheet.
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
MOST_MERGED = 50_000
MOST_SHEETS = 30
# First row, first column, last row, last column, from 1.
Area = tuple[int, int, int, int]


def read(content: bytes) -> Book:
    """The sheets that are shown, with the texts of their cells; merged cells are filled.

    Raises ImportRefused: see book.read.
    """
    try:
        with archives.opened(content) as archive:
            _check(archive)
    except FileRefused as refused:
        raise ImportRefused("old_excel" if refused.code == "protected" else "broken") from refused
    with warnings.catch_warnings():
        # openpyxl tells of what it leaves out: drawings, checks, formats.
        warnings.simplefilter("ignore")
        try:
            return _book(content)
        except ImportRefused:
            raise
        # openpyxl raises whatever a damaged part makes it stumble over.
        except Exception as fault:
            raise ImportRefused("broken") from fault


def _check(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    if MAIN not in names:
        raise ImportRefused("type")
    for name in names:
        if name.lower().endswith((".xml", ".rels")):
            with archive.open(name) as part:
                if any(mark in part.read(4096).upper() for mark in DECLARATIONS):
                    raise ImportRefused("broken")


def _book(content: bytes) -> Book:
    book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        sheets = [
            sheet
            for sheet in book.worksheets
            if sheet.sheet_state == "visible" and isinstance(sheet, ReadOnlyWorksheet)
        ]
        return Book([_sheet(sheet) for sheet in sheets[:MOST_SHEETS]])
    finally:
        book.close()


def _sheet(sheet: ReadOnlyWorksheet) -> Sheet:
    # What the file says of its size is not believed: many programs write A1.
    sheet.reset_dimensions()
    areas = _merged(sheet)
    rows = sheet.iter_rows(max_col=limits.MOST_COLUMNS + 1, values_only=True)
    texts = ([_text(value) for value in row] for row in islice(rows, limits.MOST_LOOKED_AT + 1))
    return Sheet(sheet.title, lines_of(_filled(texts, areas)))


def _merged(sheet: ReadOnlyWorksheet) -> list[Area]:
    """Areas of merged cells, which openpyxl does not tell of in a stream."""
    # The list of them stands after the rows.
    with sheet._get_source() as source:
        content = source.read()
    tail = content[content.rfind(b"</sheetData>") :] if b"</sheetData>" in content else b""
    areas = []
    for match in islice(MERGED.finditer(tail), MOST_MERGED):
        left, top, right, bottom = range_boundaries(match[1].decode())
        areas.append((top, left, bottom, right))
    return areas


def _filled(rows: Iterator[list[str]], areas: list[Area]) -> Iterator[list[str]]:
    """The rows with the text of a merged cell in each of its rows; beside it, in the same
    row, it stands once, so that a title over the table stays one cell."""
    starts: dict[int, list[Area]] = {}
    for area in areas:
        if area[2] > area[0]:
            starts.setdefault(area[0], []).append(area)
    open_areas: list[tuple[Area, str]] = []
    for number, row in enumerate(rows, start=1):
        open_areas = [(area, text) for area, text in open_areas if area[2] >= number]
        for area, text in open_areas:
            column = area[1] - 1
            if column < len(row) and not row[column]:
                row[column] = text
            elif column >= len(row):
                row.extend([""] * (column - len(row)) + [text])
        for area in starts.get(number, ()):
            if area[1] <= len(row) and row[area[1] - 1]:
                open_areas.append((area, row[area[1] - 1]))
        yield row


def _text(value: object) -> str:
    """A cell as it would be typed: whole numbers without '.0', days as 2026-11-23."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
