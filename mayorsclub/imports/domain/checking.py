"""The dry run: every row is read, compared and reported; nothing is entered."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.imports.columns import fields_of
from mayorsclub.imports.domain.beginning import book_of, locked
from mayorsclub.imports.domain.cleaning import Cleaner, given_comes_first
from mayorsclub.imports.domain.meeting import meet
from mayorsclub.imports.models import Decision, Import, Row, State, Verdict
from mayorsclub.imports.queries import same_file
from mayorsclub.imports.refusals import ImportRefused
from mayorsclub.ukrainian.alphabet import search_key
from mayorsclub.ukrainian.dates import in_kyiv

AT_ONCE = 500
# Names looked at to learn whether the column has the given name first.
NAMES = 400
# Of reading and comparing together, reading the rows is this much, in hundredths.
READING = 80
EXAMPLE = search_key("зразок")
CHECKED_FIELDS = ["meetings", "match_kind", "match_id", "match_why", "is_there", "verdict"]


def dry_run(import_id: int, *, at: datetime) -> Import:
    """Check all rows of an import that waits for it; safe to run twice. at: aware.

    Progress is written as it goes; the rows and the new state come together at the end.
    """
    found = Import.objects.select_related("file").get(pk=import_id)
    if found.state != State.CHECKING:
        return found
    try:
        rows = _rows(found, at=at)
    except ImportRefused as refused:
        return _back(found, refused.code)
    meet(found.register, rows)
    with transaction.atomic():
        found = Import.objects.select_for_update().get(pk=import_id)
        if found.state != State.CHECKING:
            return found
        found.rows.all().delete()
        Row.objects.bulk_create(rows, batch_size=AT_ONCE)
        found.state, found.progress, found.checked_at = State.CHECKED, 100, at
        found.save(update_fields=["state", "progress", "checked_at"])
        record("import.checked", actor=None, about=found, at=at, rows=len(rows))
    return found


@transaction.atomic
def give_up(import_id: int) -> Import:
    """After a fault of the program: nothing was entered, and the step can be tried again."""
    found = Import.objects.select_for_update().get(pk=import_id)
    if found.state in {State.CHECKING, State.RUNNING}:
        found.state = State.UPLOADED if found.state == State.CHECKING else State.CHECKED
        found.problem = "failed"
        found.save(update_fields=["state", "problem"])
    return found


def _back(found: Import, problem: str) -> Import:
    """Let the secretary name the columns again; the reason stands on the page."""
    found.state, found.problem = State.UPLOADED, problem
    found.save(update_fields=["state", "problem"])
    return found


def _rows(found: Import, *, at: datetime) -> list[Row]:
    """All rows under the heading, read; what was mended and decided before is kept, also
    when the very same file was entered earlier."""
    book = book_of(found)
    lines = [line for line in book.sheets[found.sheet].lines if line.number > (found.heading or 0)]
    kept = {row.number: row for row in found.rows.all()} or _kept_of_same_file(found)
    rows = []
    for line in lines:
        before = kept.get(line.number)
        rows.append(
            Row(
                parent=found,
                number=line.number,
                cells=line.cells,
                mended=before.mended if before else {},
                decision=before.decision if before else "",
            )
        )
    cleaner = cleaner_of(found, rows, at=at)
    for place, row in enumerate(rows):
        clean(found, row, cleaner)
        if place % AT_ONCE == AT_ONCE - 1:
            progress = min(99, (place + 1) * READING // len(rows))
            Import.objects.filter(pk=found.pk, state=State.CHECKING).update(progress=progress)
    return rows


def _kept_of_same_file(found: Import) -> dict[int, Row]:
    """Rows of the last import of the very same file: it need not be mended once more. That a
    row is another person's is not kept: by now this person stands in the register."""
    earlier = same_file(found)
    if earlier is None or (earlier.sheet, earlier.heading) != (found.sheet, found.heading):
        return {}
    kept = {row.number: row for row in earlier.rows.all()}
    for row in kept.values():
        row.decision = "" if row.decision == Decision.NEW else row.decision
    return kept


def cleaner_of(found: Import, rows: Iterable[Row], *, at: datetime) -> Cleaner:
    """What reads the rows of this import; it learns the order of names from them."""
    names: list[str] = []
    if "full_name" in found.columns.values():
        for row in rows:
            if text := texts_of(found, row).get("full_name"):
                names.append(text)
            if len(names) == NAMES:
                break
    today = in_kyiv(at).date()
    return Cleaner(found.register, today=today, given_first=given_comes_first(names))


def texts_of(found: Import, row: Row) -> dict[str, str]:
    """The texts of a row by field: as in the file, or as mended."""
    texts = {
        name: row.cells[int(column)] if int(column) < len(row.cells) else ""
        for column, name in found.columns.items()
    }
    return texts | row.mended


def clean(found: Import, row: Row, cleaner: Cleaner) -> None:
    """Read the texts of a row into its values and faults; saves nothing."""
    texts = texts_of(found, row)
    row.is_example = search_key(texts.pop("example", "")) == EXAMPLE
    row.values, faults = cleaner.clean(texts)
    row.faults = [list(fault) for fault in faults]


@transaction.atomic
def mend(row_id: int, texts: Mapping[str, str], *, by: User, at: datetime) -> Row:
    """Correct cells of a row here instead of in the file, and compare all rows again.

    texts: by field of the register. Raises ImportRefused: "not_allowed", "state".
    """
    found, row = _row(row_id, by)
    known = fields_of(found.register)
    in_file = texts_of(found, Row(cells=row.cells))
    row.mended = {
        name: text.strip()
        for name, text in {**row.mended, **texts}.items()
        if name in known and text.strip() != in_file.get(name, "")
    }
    others = list(found.rows.exclude(pk=row.pk))
    clean(found, row, cleaner_of(found, others, at=at))
    row.save(update_fields=["mended", "values", "faults", "is_example"])
    compare_again(found)
    record("import.row_mended", actor=by, about=found, at=at, row=row.number)
    row.refresh_from_db()
    return row


@transaction.atomic
def decide(row_id: int, decision: str, *, by: User, at: datetime) -> Row:
    """Say what is done with one row: a value of Decision, or '' to take it back.

    Raises ImportRefused: "not_allowed", "state".
    """
    found, row = _row(row_id, by)
    row.decision = Decision(decision) if decision else ""
    row.save(update_fields=["decision"])
    compare_again(found)
    record("import.row_decided", actor=by, about=found, at=at, row=row.number, decision=decision)
    row.refresh_from_db()
    return row


@transaction.atomic
def decide_all(import_id: int, verdict: str, decision: str, *, by: User, at: datetime) -> int:
    """Say the same of all rows with this verdict (SAME or FAULTY); how many there were.

    Rows with faults can only be left out. Raises ImportRefused: "not_allowed", "state".
    """
    found = locked(import_id, by, State.CHECKED)
    if verdict == Verdict.FAULTY:
        decision = Decision.SKIP
    count = found.rows.filter(verdict=Verdict(verdict)).update(decision=Decision(decision))
    compare_again(found)
    record("import.rows_decided", actor=by, about=found, at=at, rows=count, decision=decision)
    return count


def compare_again(found: Import) -> list[Row]:
    """Compare all rows with each other and with the register of now; saves what changed."""
    changed = meet(found.register, list(found.rows.order_by("number")))
    Row.objects.bulk_update(changed, CHECKED_FIELDS, batch_size=AT_ONCE)
    return changed


def _row(row_id: int, by: User) -> tuple[Import, Row]:
    import_id = Row.objects.values_list("parent_id", flat=True).get(pk=row_id)
    found = locked(import_id, by, State.CHECKED)
    return found, Row.objects.get(pk=row_id)


def shown_value(value: Any) -> str:
    """A value as text, for comparing side by side."""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
