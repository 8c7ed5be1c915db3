"""The file of an import with what to mend in each of its rows."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.imports import template
from mayorsclub.imports.columns import fields_of
from mayorsclub.imports.faults import Fault, sentence
from mayorsclub.imports.models import Import, Row
from mayorsclub.imports.refusals import ImportRefused
from mayorsclub.imports.rules import may_import


@transaction.atomic
def marked(import_id: int, *, by: User, at: datetime) -> bytes:
    """A workbook of all rows, before each what to mend, in the active language.

    Raises ImportRefused: "not_allowed", "gone".
    """
    found = Import.objects.get(pk=import_id)
    if not may_import(by, found.register):
        raise ImportRefused("not_allowed")
    if found.erased_at:
        raise ImportRefused("gone")
    record("import.report_made", actor=by, about=found, at=at)
    headings = [_("Row"), _("What to mend"), *found.headings]
    rows = [
        (row.number, row.cells, "\n".join(text for _field, text, _remark in told(found, row)))
        for row in found.rows.iterator(chunk_size=1000)
    ]
    return template.marked(headings, rows, title=_("What to mend"))


def told(found: Import, row: Row) -> list[tuple[str, str, bool]]:
    """Faults and remarks of a row in words: (heading of the field, sentence, is a remark)."""
    fields = fields_of(found.register)
    lines = []
    for fault in (Fault(*each) for each in [*row.faults, *row.meetings]):
        label = str(fields[fault.field].label) if fault.field in fields else fault.field
        lines.append((label, sentence(fault.code, fault.values), fault.is_remark))
    return lines
