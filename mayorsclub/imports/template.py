"""The file to begin with: columns, drop-down lists and an example row that is left out."""

import csv
import io

from django.db.models import TextChoices
from django.utils import translation
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from mayorsclub.imports.columns import FIELDS, MEMBERS, Field, template_heading
from mayorsclub.membership.models import PostKind
from mayorsclub.membership.models import Status as MemberStatus
from mayorsclub.partners.choices import Sector
from mayorsclub.partners.models import PartnerKind
from mayorsclub.partners.models import Status as PartnerStatus

ROWS = 2000
HEAD = PatternFill("solid", fgColor="0A2458")
EXAMPLE = PatternFill("solid", fgColor="FFF5D6")
LISTS = "Списки"
TITLES = {MEMBERS: "Члени Клубу", "partners": "Партнери Клубу"}


def _columns(register: str) -> list[Field]:
    return [field for field in FIELDS[register] if field.in_template]


def _lists(register: str) -> dict[str, list[str]]:
    """What may be chosen in a column; the file is Ukrainian, as the registers are."""
    languages = {"language": ["українська", "англійська"]}
    if register == MEMBERS:
        return {"post": _labels(PostKind), "status": _labels(MemberStatus), **languages}
    return {
        "kind": _labels(PartnerKind),
        "status": _labels(PartnerStatus),
        "sectors": _labels(Sector),
        **languages,
    }


def _labels(choices: type[TextChoices]) -> list[str]:
    with translation.override("uk"):
        return [str(label) for label in choices.labels]


def as_csv(register: str) -> bytes:
    """The template as CSV that every spreadsheet program opens in the right letters."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow([template_heading(field).capitalize() for field in _columns(register)])
    writer.writerow([field.example for field in _columns(register)])
    return out.getvalue().encode("utf-8-sig")


def as_workbook(register: str) -> bytes:
    """The template as XLSX: headings stay in sight, cells are text, lists drop down."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(TITLES[register])
    fields = _columns(register)
    sheet.append([template_heading(field).capitalize() for field in fields])
    sheet.append([field.example for field in fields])
    for number, _field in enumerate(fields, start=1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = 24
        # As text: a spreadsheet must not eat the zero of a phone or turn a date around.
        sheet.column_dimensions[letter].number_format = "@"
        head, example = sheet[f"{letter}1"], sheet[f"{letter}2"]
        head.font, head.fill = Font(bold=True, color="FFFFFF"), HEAD
        head.alignment = Alignment(wrap_text=True, vertical="center")
        example.fill, example.number_format = EXAMPLE, "@"
        for row in range(3, 203):
            sheet[f"{letter}{row}"].number_format = "@"
    sheet.row_dimensions[1].height = 32
    sheet.freeze_panes = "A2"
    _add_lists(book, sheet, register, [field.name for field in fields])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _add_lists(book: Workbook, sheet: Worksheet, register: str, names: list[str]) -> None:
    """The lists stand on a sheet of their own, which is hidden: they may hold commas."""
    hidden = book.create_sheet(LISTS)
    hidden.sheet_state = "hidden"
    for number, (name, labels) in enumerate(_lists(register).items(), start=1):
        letter = get_column_letter(number)
        for row, label in enumerate(labels, start=1):
            hidden[f"{letter}{row}"] = label
        source = f"'{LISTS}'!${letter}$1:${letter}${len(labels)}"
        # Words of one's own are taken too: a post may be called anything.
        check = DataValidation(
            type="list", formula1=source, allow_blank=True, showErrorMessage=False
        )
        column = get_column_letter(names.index(name) + 1)
        check.add(f"{column}2:{column}{ROWS}")
        sheet.add_data_validation(check)


def marked(headings: list[str], rows: list[tuple[int, list[str], str]], *, title: str) -> bytes:
    """The rows of a file with a column before them that says what to mend.

    headings: the first two are of the row's number and of what to mend. rows: number,
    cells, what to mend. Every cell is text, so that nothing in it is computed.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "C2"
    sheet.column_dimensions["B"].width = 60
    sheet.append([_text(sheet, heading, bold=True) for heading in headings])
    for number, cells, what in rows:
        line = [_text(sheet, str(number)), _text(sheet, what, fill=EXAMPLE if what else None)]
        sheet.append([*line, *(_text(sheet, cell) for cell in cells)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _text(
    sheet: object, text: str, *, bold: bool = False, fill: PatternFill | None = None
) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value="")
    # Set apart from the value: openpyxl would make a formula of what begins with '='.
    cell._value = text
    cell.data_type = "s"
    cell.number_format = "@"
    if bold:
        cell.font = Font(bold=True)
    if fill:
        cell.fill = fill
    return cell
