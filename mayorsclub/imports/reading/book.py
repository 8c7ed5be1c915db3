"""A spreadsheet as plain text: sheets, rows with their numbers in the file, cells."""

from collections.abc import Iterable
from dataclasses import dataclass

from mayorsclub.imports.reading import limits
from mayorsclub.imports.refusals import ImportRefused

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0"
# A CSV never begins so; what somebody renamed does.
NOT_TEXT = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"{\\rtf",
    b"\x1f\x8b",
)


@dataclass(frozen=True)
class Line:
    """One row that is not empty. number: as the spreadsheet program shows it, from 1."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Sheet:
    """One sheet; a CSV is one sheet without a name."""

    name: str
    lines: list[Line]

    @property
    def width(self) -> int:
        """How many columns have something in them, counted from the first."""
        return max((len(line.cells) for line in self.lines), default=0)


@dataclass(frozen=True)
class Book:
    """sheets: those with rows. note: how a CSV was read, such as 'windows-1251, ;'."""

    sheets: list[Sheet]
    note: str = ""


def read(content: bytes) -> Book:
    """Read a spreadsheet told by its content, never by its name.

    Raises ImportRefused: "empty", "too_large", "type", "old_excel", "broken", "encoding",
    "no_rows", "too_many_rows", "too_many_columns", "cell".
    """
    from mayorsclub.imports.reading import delimited, workbook

    if not content.strip():
        raise ImportRefused("empty")
    if len(content) > limits.LARGEST:
        raise ImportRefused("too_large")
    if content.startswith(OLE):
        raise ImportRefused("old_excel")
    if content.startswith(NOT_TEXT):
        raise ImportRefused("type")
    book = workbook.read(content) if content.startswith(ZIP) else delimited.read(content)
    if not any(sheet.lines for sheet in book.sheets):
        raise ImportRefused("no_rows")
    return Book([sheet for sheet in book.sheets if sheet.lines], book.note)


def lines_of(rows: Iterable[Iterable[str]]) -> list[Line]:
    """Rows that are not empty, without the empty cells at their ends.

    Raises ImportRefused: "too_many_rows", "too_many_columns", "cell".
    """
    found: list[Line] = []
    for number, row in enumerate(rows, start=1):
        if number > limits.MOST_LOOKED_AT:
            raise ImportRefused("too_many_rows")
        cells = [cell.strip() for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        if len(cells) > limits.MOST_COLUMNS:
            raise ImportRefused("too_many_columns")
        if max(map(len, cells)) > limits.LONGEST_CELL:
            raise ImportRefused("cell", row=number)
        if len(found) >= limits.MOST_ROWS:
            raise ImportRefused("too_many_rows")
        found.append(Line(number, [plain(cell) for cell in cells]))
    return found


def plain(cell: str) -> str:
    """The text without null bytes, and without the apostrophe that programs put before a
    cell so that it is no formula ('+380…)."""
    cell = cell.replace("\x00", "")
    if len(cell) > 1 and cell[0] == "'" and cell[1] in "=+-@\t":
        return cell[1:].strip()
    return cell
