"""The first steps of an import: a file is taken, its columns are named."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.files.domain import Checked, keep
from mayorsclub.files.domain.names import clean_name
from mayorsclub.files.domain.scanning import scan
from mayorsclub.files.models import Scan
from mayorsclub.imports import columns, reading
from mayorsclub.imports.models import PURPOSE, Import, Register, State
from mayorsclub.imports.reading import limits
from mayorsclub.imports.refusals import ImportRefused
from mayorsclub.imports.rules import may_import
from mayorsclub.imports.signals import work_waits
from mayorsclub.ukrainian.dates import in_kyiv

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Without these nobody can be told from another.
NEEDED = {
    Register.MEMBERS: (("surname", "full_name"), ("email",)),
    Register.PARTNERS: (("name_uk", "name_en", "full_name"),),
}


def begin(upload: UploadedFile, register: str, *, by: User, at: datetime) -> Import:
    """Take a spreadsheet: it is checked, read and kept privately. at: aware.

    Raises ImportRefused: "not_allowed" or what reading refuses, "virus".
    """
    if not may_import(by, register):
        raise ImportRefused("not_allowed")
    upload.seek(0)
    content = upload.read(limits.LARGEST + 1)
    book = reading.read(content)
    found = scan(content)
    if found == Scan.HELD:
        raise ImportRefused("virus")
    is_book = content.startswith(b"PK")
    name = clean_name(upload.name or "", ("xlsx",) if is_book else ("csv", "txt", "tsv"))
    checked = Checked(name, content, XLSX if is_book else "text/csv", found)
    today = in_kyiv(at).date()
    with transaction.atomic():
        started = Import(
            register=register,
            file_name=name,
            sha256=hashlib.sha256(content).hexdigest(),
            note=book.note,
            sheets=[{"name": sheet.name, "rows": len(sheet.lines)} for sheet in book.sheets],
            year=today.year,
            entered_on=today,
            started_by=by,
            started_at=at,
        )
        started.sheet = _likeliest(register, book)
        started.save()
        started.file = keep(checked, purpose=PURPOSE, about=started, by=by, at=at)
        propose(started, book, started.sheet)
        started.save()
        record("import.started", actor=by, about=started, at=at, register=register)
    return started


def _likeliest(register: str, book: reading.Book) -> int:
    """The sheet whose heading names most columns."""
    counts = []
    for sheet in book.sheets:
        line = sheet.lines[columns.heading_line(register, sheet.lines)]
        counts.append(len(columns.match(register, line.cells)))
    return counts.index(max(counts))


def propose(found: Import, book: reading.Book, sheet: int, *, heading: int | None = None) -> None:
    """Set sheet, heading and columns as the file tells them; saves nothing.

    heading: the number of the row with the headings; None: look for it. Raises
    ImportRefused("sheet").
    """
    if not 0 <= sheet < len(book.sheets):
        raise ImportRefused("sheet")
    lines = book.sheets[sheet].lines
    if heading is None:
        heading = lines[columns.heading_line(found.register, lines)].number
    line = next((line for line in lines if line.number == heading), None)
    if line is None:
        raise ImportRefused("sheet")
    width = book.sheets[sheet].width
    found.sheet, found.heading = sheet, heading
    found.headings = _headings(lines, lines.index(line), width)
    matched = columns.match(found.register, found.headings)
    found.columns = {str(column): name for column, name in matched.items()}


def _headings(lines: list[reading.Line], place: int, width: int) -> list[str]:
    """The texts of the row of headings; where it has none, the one right above it, as in
    headings of two rows. A title over the table is one cell alone and no heading."""
    texts = lines[place].cells + [""] * (width - len(lines[place].cells))
    above = lines[place - 1].cells if place else []
    if sum(map(bool, above)) < 2:
        return texts
    return [
        text or (above[column] if column < len(above) else "") for column, text in enumerate(texts)
    ]


def book_of(found: Import) -> reading.Book:
    """The file of an import, read anew. Raises ImportRefused("gone") once it is erased."""
    if found.file is None:
        raise ImportRefused("gone")
    with found.file.content.open("rb") as stored:
        return reading.read(stored.read())


@transaction.atomic
def match_columns(
    import_id: int,
    *,
    sheet: int,
    heading: int,
    chosen: Mapping[int, str],
    year: int,
    entered_on: date,
    by: User,
    at: datetime,
) -> Import:
    """Name the columns and let the worker check the rows.

    chosen: field by column; columns not named are left alone. year: of the numbers for
    entries that bring none. entered_on: the day of entry where a row has none. What was
    decided and mended before stays. Raises ImportRefused: "not_allowed", "state", "gone",
    "sheet", "columns", "twice".
    """
    found = locked(import_id, by, State.UPLOADED, State.CHECKED)
    propose(found, book_of(found), sheet, heading=heading)
    known = columns.fields_of(found.register)
    named = {column: name for column, name in sorted(chosen.items()) if name in known}
    twice = [name for name in named.values() if list(named.values()).count(name) > 1]
    if twice:
        raise ImportRefused("twice", field=known[twice[0]].label)
    for group in NEEDED[Register(found.register)]:
        if not set(group) & set(named.values()):
            labels = " / ".join(str(known[name].label) for name in group)
            raise ImportRefused("columns", missing=labels)
    found.columns = {str(column): name for column, name in named.items()}
    found.year, found.entered_on = year, entered_on
    hand_over(found, State.CHECKING, at=at)
    record("import.columns_named", actor=by, about=found, at=at)
    return found


def hand_over(found: Import, state: State, *, at: datetime) -> None:
    """Give the import to the worker, which hears of it after the transaction."""
    found.state, found.progress, found.problem, found.waits_since = state, 0, "", at
    found.save()
    transaction.on_commit(lambda: work_waits.send(Import, import_id=found.pk))


def locked(import_id: int, by: User, *states: str) -> Import:
    """The import, locked, in one of these states, for somebody who may import.

    Raises ImportRefused: "not_allowed", "state".
    """
    found = Import.objects.select_for_update(of=("self",)).select_related("file").get(pk=import_id)
    if not may_import(by, found.register):
        raise ImportRefused("not_allowed")
    if found.state not in states:
        raise ImportRefused("state")
    return found


@transaction.atomic
def cancel(import_id: int, *, by: User, at: datetime) -> Import:
    """Set an import aside before anything of it was entered. Raises ImportRefused."""
    found = locked(import_id, by, State.UPLOADED, State.CHECKED)
    found.state = State.CANCELLED
    found.save(update_fields=["state"])
    record("import.cancelled", actor=by, about=found, at=at)
    return found
