"""Rows into CSV and XLSX: one writer of cells, nothing that a program would compute.

CSV in Ukrainian is as Excel with Ukrainian settings reads it: UTF-8 with a byte order mark,
semicolons, days as 23.11.2026. In English: commas, days as 2026-11-23. XLSX holds days as
days, so there it is the reader's own settings that show them.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import IO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from mayorsclub.office.columns import Cell

# What begins a formula, also behind spaces and in full-width forms, or breaks a row.
FORMULA = re.compile(r"^[\s\u200b-\u200f\ufeff]*[=+\-@＝＋－＠]|^[\t\r\n\x00]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
LONGEST_CELL = 32_000
SEPARATORS = {"uk": ";", "en": ","}
DAYS = {"uk": "%d.%m.%Y", "en": "%Y-%m-%d"}
WIDTH = 24


def plain(value: object) -> str:
    """A text that any spreadsheet takes: no control characters, not longer than a cell."""
    return CONTROL.sub("", str(value))[:LONGEST_CELL]


def neutral(value: object) -> str:
    """The text of a CSV cell: what a spreadsheet would compute begins with an apostrophe."""
    text = plain(value)
    return f"'{text}" if FORMULA.search(text) else text


def in_csv(value: Cell, language: str) -> str:
    """One cell of a CSV file."""
    if isinstance(value, datetime):
        return value.strftime(f"{DAYS[language]} %H:%M")
    if isinstance(value, date):
        return value.strftime(DAYS[language])
    if isinstance(value, int):
        return str(value)
    return neutral(value or "")


def write_csv(
    file: IO[str], heading: Sequence[str], rows: Iterable[Sequence[Cell]], *, language: str
) -> int:
    """Write a CSV file; how many rows. file: opened as text with newline=""."""
    file.write("\ufeff")
    writer = csv.writer(file, delimiter=SEPARATORS[language], quoting=csv.QUOTE_ALL)
    writer.writerow([neutral(each) for each in heading])
    count = 0
    for row in rows:
        writer.writerow([in_csv(value, language) for value in row])
        count += 1
    return count


def write_xlsx(
    file: IO[bytes], heading: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str
) -> int:
    """Write an XLSX file row by row; how many rows. Texts are texts (type 's'), so a formula
    stays what was typed."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\\*?:/\[\]]", " ", plain(title))[:31] or "1")
    sheet.freeze_panes = "A2"
    for number in range(1, len(heading) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTH
    bold = Font(bold=True)

    def text(value: object) -> WriteOnlyCell:
        cell = WriteOnlyCell(sheet, value="")
        cell.value, cell.data_type = plain(value), "s"
        return cell

    def cells(row: Sequence[Cell]) -> Iterator[WriteOnlyCell]:
        for value in row:
            if isinstance(value, int | date):
                cell = WriteOnlyCell(sheet, value=value)
                if isinstance(value, date):
                    has_time = isinstance(value, datetime)
                    cell.number_format = "dd.mm.yyyy hh:mm" if has_time else "dd.mm.yyyy"
                yield cell
            else:
                yield text(value or "")

    first = [text(each) for each in heading]
    for cell in first:
        cell.font = bold
    sheet.append(first)
    count = 0
    for row in rows:
        sheet.append(list(cells(row)))
        count += 1
    book.save(file)
    return count
