"""Spreadsheets that mean harm, or are not what they seem."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from mayorsclub.accounts.models import User
from mayorsclub.files.models import PrivateFile
from mayorsclub.imports.domain import beginning
from mayorsclub.imports.models import Import
from mayorsclub.imports.reading import limits, read
from mayorsclub.imports.refusals import ImportRefused
from mayorsclub.membership.models import Member
from tests.imports.conftest import entered
from tests.imports.sheets import HEADINGS, IVAN, OLHA, csv, upload, xlsx
from tests.moments import NOON

GOOD = xlsx([HEADINGS, IVAN])
CELL = '<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>{text}</t></is></c></row>'


def refused(content: bytes) -> str:
    with pytest.raises(ImportRefused) as fault:
        read(content)
    assert fault.value.message
    return fault.value.code


def with_part(name: str, content: bytes, *, book: bytes = GOOD) -> bytes:
    """The workbook with a part put in or replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, content)
    return out.getvalue()


def sheet_of(rows: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def test_a_bomb_is_not_unpacked():
    bomb = with_part("xl/worksheets/sheet1.xml", sheet_of("") + b" " * 400_000_000)
    assert len(bomb) < limits.LARGEST
    assert refused(bomb) == "broken"


@pytest.mark.parametrize(
    "declaration",
    [
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "http://169.254.169.254/">]>',
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
    ],
)
def test_entities_are_refused(declaration):
    row = b'<row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row>'
    content = b'<?xml version="1.0"?>' + declaration + sheet_of(row.decode())
    assert refused(with_part("xl/worksheets/sheet1.xml", content)) == "broken"


def test_a_million_rows_are_too_many():
    rows = "".join(CELL.format(row=row, text="а") for row in range(1, 20_010))
    assert refused(with_part("xl/worksheets/sheet1.xml", sheet_of(rows))) == "too_many_rows"
    # One cell in the last row that Excel knows, and nothing before.
    far = CELL.format(row=1, text="а") + CELL.format(row=1_048_576, text="б")
    assert refused(with_part("xl/worksheets/sheet1.xml", sheet_of(far))) == "too_many_rows"


def test_wide_rows_and_long_cells_are_refused():
    assert refused(csv([["а"] * 101])) == "too_many_columns"
    assert refused(xlsx([["а"] * 101])) == "too_many_columns"
    assert refused(csv([["а" * 2001]])) == "cell"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"%PDF-1.7\n", "type"),
        (b"\x89PNG\r\n", "type"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old_excel"),
        (b"PK\x03\x04 not a zip at all", "broken"),
        (b"x" * (limits.LARGEST + 1), "too_large"),
    ],
)
def test_what_is_no_spreadsheet_is_told_by_its_content(content, code):
    assert refused(content) == code


def test_another_office_file_is_no_spreadsheet():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    assert refused(out.getvalue()) == "type"


def test_macros_are_never_run_and_formulas_are_never_computed():
    book = Workbook()
    book.active.append(["Прізвище", "E-mail"])
    book.active.append(['=HYPERLINK("http://evil.example")', "=1+1"])
    book.active.append(["Приклад", "ivan@example.org"])
    out = io.BytesIO()
    book.save(out)
    found = read(with_part("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0macro", book=out.getvalue()))
    # A formula without a kept value is an empty cell.
    assert [line.cells for line in found.sheets[0].lines] == [
        ["Прізвище", "E-mail"],
        ["Приклад", "ivan@example.org"],
    ]


def test_formulas_in_a_csv_are_text_that_does_not_enter(checked):
    row = ["=cmd|' /C calc'!A0", *IVAN[1:]]
    found = checked(row)
    assert found.rows.get().verdict == "faulty"


def test_markup_in_a_name_does_not_enter(checked):
    for text in (
        "<script>alert(1)</script>",
        "Приклад\u202eнови",
        "'; DROP TABLE accounts_user;--",
    ):
        found = checked([text, *IVAN[1:]])
        assert found.rows.get().verdict == "faulty", text
    assert not Member.objects.exists()


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.csv",
        "..\\..\\windows\\x.csv",
        'a"\r\nSet-Cookie: x=1.csv',
        "\u202egpj.csv",
        "x" * 400 + ".csv",
        "<img src=x onerror=alert(1)>.csv",
    ],
)
def test_a_hostile_file_name_is_only_a_name(secretary, name):
    found = beginning.begin(upload(csv([HEADINGS, IVAN]), name), "members", by=secretary, at=NOON)
    assert not set('/\\"\r\n\u202e') & set(found.file_name)
    assert len(found.file_name) <= 200
    stored = PrivateFile.objects.get().content.name
    assert ".." not in stored
    assert "passwd" not in stored


def test_a_refused_file_leaves_nothing(secretary):
    with pytest.raises(ImportRefused):
        beginning.begin(upload(b"%PDF-1.7", "x.csv"), "members", by=secretary, at=NOON)
    assert not Import.objects.exists()
    assert not PrivateFile.objects.exists()


@pytest.mark.parametrize("column", ["Роль", "role", "is_superuser", "is_staff", "id", "password"])
def test_no_column_gives_more_than_an_entry(checked, secretary, column):
    found = checked([*IVAN, "1"], [*OLHA, "administrator"], headings=[*HEADINGS, column])
    assert str(len(HEADINGS)) not in found.columns
    entered(found, secretary)
    for user in User.objects.exclude(pk=secretary.pk):
        assert not user.is_superuser
        assert not user.role_grants.exists()
        assert not user.has_usable_password()


def test_a_field_named_in_the_form_that_no_register_has_is_left_alone(checked, secretary):
    found = checked(IVAN)
    chosen = {int(column): name for column, name in found.columns.items()}
    chosen[99] = "is_superuser"
    found = beginning.match_columns(
        found.pk,
        sheet=0,
        heading=1,
        chosen=chosen,
        year=2026,
        entered_on=found.entered_on,
        by=secretary,
        at=NOON,
    )
    assert "is_superuser" not in found.columns.values()
