"""Carrying out: all rows of an import enter the register in one transaction, or none."""

from datetime import datetime

from django.db import transaction

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.imports.domain.beginning import hand_over, locked
from mayorsclub.imports.domain.checking import AT_ONCE, compare_again
from mayorsclub.imports.domain.entering import EntersMembers, EntersPartners
from mayorsclub.imports.models import Import, Outcome, Register, Row, State, Verdict
from mayorsclub.imports.refusals import ImportRefused


@transaction.atomic
def start(import_id: int, *, by: User, at: datetime) -> Import:
    """Let the worker enter the rows that are ready. at: aware.

    Raises ImportRefused: "not_allowed", "state", "faults", "undecided", "nothing".
    """
    found = locked(import_id, by, State.CHECKED)
    _check(found)
    found.finished_by = by
    hand_over(found, State.RUNNING, at=at)
    record("import.confirmed", actor=by, about=found, at=at)
    return found


def _check(found: Import) -> None:
    if found.rows.filter(verdict=Verdict.FAULTY).exists():
        raise ImportRefused("faults")
    if found.rows.filter(verdict=Verdict.SAME).exists():
        raise ImportRefused("undecided")
    if not found.rows.filter(verdict=Verdict.READY).exists():
        raise ImportRefused("nothing")


def carry_out(import_id: int, *, at: datetime) -> Import:
    """Enter all rows of an import that waits for it; safe to run twice. at: aware.

    The rows are compared with the register once more under the lock: whoever came in
    meanwhile is not entered a second time. Then the import is back at CHECKED, with the
    reason in `problem`. No letter is written; nobody hears of it before the secretary
    wishes.
    """
    try:
        return _carry_out(import_id, at=at)
    except ImportRefused as refused:
        return _back(import_id, refused.code)


@transaction.atomic
def _back(import_id: int, problem: str) -> Import:
    found = Import.objects.select_for_update().get(pk=import_id)
    if found.state == State.RUNNING:
        compare_again(found)
        found.state, found.problem = State.CHECKED, problem
        found.save(update_fields=["state", "problem"])
    return found


@transaction.atomic
def _carry_out(import_id: int, *, at: datetime) -> Import:
    found = (
        Import.objects.select_for_update(of=("self",))
        .select_related("finished_by")
        .get(pk=import_id)
    )
    if found.state != State.RUNNING or found.finished_by is None:
        return found
    compare_again(found)
    _check(found)
    rows = list(found.rows.filter(verdict__in=[Verdict.READY, Verdict.THERE]).order_by("number"))
    enters = EntersMembers if found.register == Register.MEMBERS else EntersPartners
    enters(found, rows, by=found.finished_by, at=at).enter()
    Row.objects.bulk_update(rows, ["outcome", "record_id", "before"], batch_size=AT_ONCE)
    found.rows.filter(outcome="").update(outcome=Outcome.NOTHING)
    counts = {outcome: sum(row.outcome == outcome for row in rows) for outcome in Outcome.values}
    entry = record("import.done", actor=found.finished_by, about=found, at=at, **counts)
    found.state, found.progress, found.finished_at = State.DONE, 100, at
    found.last_line = entry.number
    found.save(update_fields=["state", "progress", "finished_at", "last_line"])
    return found
