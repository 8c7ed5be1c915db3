"""Lists taken out of the system: asked for, let through, made, handed out, erased.

Much data of people leaves only with a second person's word, as soon as there are two
administrators. The file is the asker's alone and lives for a day.
"""

import tempfile
from datetime import datetime, timedelta
from typing import IO, ClassVar

from django.core.files import File
from django.db import transaction
from django.db.models import Sum
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mayorsclub.accounts.models import User
from mayorsclub.accounts.queries import administrators
from mayorsclub.audit.domain.log import record
from mayorsclub.files.domain import erase
from mayorsclub.files.domain.keeping import keep_made
from mayorsclub.files.models import PrivateFile
from mayorsclub.mail.domain.outbox import queue_letter
from mayorsclub.office import rules
from mayorsclub.office.addresses import address_of
from mayorsclub.office.listing import lists, state_of
from mayorsclub.office.models import Export, ExportState, Format
from mayorsclub.office.writing import CONTENT_TYPES, file_name, write
from mayorsclub.refusals import Refused

PURPOSE = "export"
# More people than this in a day, and a second person has to agree.
MANY = 100
# More rows than this are made by the worker.
AT_ONCE = 2000
LIVES = timedelta(hours=24)
# Longer than this a task was lost.
LATE = timedelta(minutes=10)
# The words of the filters are kept as long as somebody may ask what an export held.
FILTERS_KEPT = timedelta(days=30)
UNDER_WAY = (ExportState.ASKED, ExportState.APPROVED, ExportState.READY)


class ExportRefused(Refused):
    """Why a list does not leave."""

    sentences: ClassVar[dict[str, str | Promise]] = {
        "not_allowed": _("You may not export this list."),
        "empty": _("There is nothing to export: no row fits."),
        "reason": _("Write what the data of so many people are needed for."),
        "same_person": _("Another administrator has to agree, not whoever asks."),
        "not_waiting": _("This export does not wait for consent any more."),
        "not_made": _("The file could not be made. Ask for it once more."),
    }


def needs_second_person(list_name: str, rows: int, *, by: User, at: datetime) -> bool:
    """Whether another administrator has to agree: many people, counted over a day, so that a
    register does not leave in small parts; only where there are two administrators."""
    people_lists = [name for name, each in lists().items() if each.holds_people]
    if list_name not in people_lists:
        return False
    earlier = Export.objects.filter(
        asked_by=by, asked_at__gt=at - LIVES, list_name__in=people_lists, approved_by=None
    ).exclude(state__in=[ExportState.ASKED, ExportState.DECLINED, ExportState.FAILED])
    taken = earlier.aggregate(all=Sum("rows"))["all"] or 0
    return taken + rows > MANY and administrators().count() > 1


@transaction.atomic
def ask(
    list_name: str,
    *,
    query: str,
    columns: list[str],
    file_format: str,
    language: str,
    reason: str,
    rows: int,
    by: User,
    at: datetime,
) -> Export:
    """Ask for a list as a file. Its state says what comes next: GIVEN (write it out now),
    APPROVED (the worker makes it) or ASKED (another administrator has to agree).

    rows: how many it is now. Raises ExportRefused: "not_allowed", "empty", "reason".
    """
    # The asker's row: two windows at once must not both stay below the limit of the day.
    User.objects.select_for_update().get(pk=by.pk)
    if not rules.may_export(by) or not by.has_perm(lists()[list_name].rule):
        raise ExportRefused("not_allowed")
    if not rows:
        raise ExportRefused("empty")
    waits = needs_second_person(list_name, rows, by=by, at=at)
    if waits and not reason.strip():
        raise ExportRefused("reason")
    state = ExportState.APPROVED if rows > AT_ONCE else ExportState.GIVEN
    export = Export.objects.create(
        list_name=list_name,
        query=query,
        columns=columns,
        format=Format(file_format),
        language=language,
        reason=reason.strip()[:250],
        rows=rows,
        state=ExportState.ASKED if waits else state,
        asked_by=by,
        asked_at=at,
    )
    facts = _facts(export) | {"filters": filters_of(query), "state": export.state}
    record("export.asked", actor=by, about=export, at=at, **facts)
    if export.state == ExportState.ASKED:
        for grant in administrators().exclude(user=by).select_related("user"):
            _tell("office.export_waits", export, grant.user, at)
    elif export.state == ExportState.APPROVED:
        _enqueue(export)
    return export


@transaction.atomic
def approve(export_id: int, *, by: User, at: datetime) -> Export:
    """Let an export through. Raises ExportRefused: "not_allowed", "same_person",
    "not_waiting"."""
    export = _decidable(export_id, by)
    export.state, export.approved_by, export.approved_at = ExportState.APPROVED, by, at
    export.save(update_fields=["state", "approved_by", "approved_at"])
    record("export.approved", actor=by, about=export, at=at, **_facts(export))
    _enqueue(export)
    return export


@transaction.atomic
def decline(export_id: int, *, by: User, at: datetime) -> Export:
    """Say no to an export. Raises ExportRefused: "not_allowed", "same_person", "not_waiting"."""
    export = _decidable(export_id, by)
    export.state = ExportState.DECLINED
    export.save(update_fields=["state"])
    record("export.declined", actor=by, about=export, at=at, **_facts(export))
    return export


def make(export_id: int, *, at: datetime) -> Export:
    """Make the file of an export that was let through; nothing where it is made already.

    What the asker may see now counts, not what it was when asked. Raises what the
    writing raises; the task then tries again.
    """
    export = Export.objects.select_related("asked_by").get(pk=export_id)
    if export.state != ExportState.APPROVED:
        return export
    if not _may_take(export, export.asked_by):
        return _fail(export, at=at)
    # Slow, so before the transaction.
    with tempfile.TemporaryFile() as file:
        rows = write(export, file, at=at)
        return _keep(export.pk, file, rows, at=at)


def write_out(export: Export, file: IO[bytes], *, at: datetime) -> int:
    """Write an export that is handed out at once into `file`; how many rows."""
    if export.state != ExportState.GIVEN:
        raise ExportRefused("not_made")
    return write(export, file, at=at)


@transaction.atomic
def _keep(export_id: int, file: IO[bytes], rows: int, *, at: datetime) -> Export:
    export = Export.objects.select_for_update(of=("self",)).get(pk=export_id)
    if export.state != ExportState.APPROVED:
        return export
    export.file = keep_made(
        File(file),
        name=file_name(export, at),
        content_type=CONTENT_TYPES[Format(export.format)],
        purpose=PURPOSE,
        about=export,
        by=export.asked_by,
        at=at,
    )
    export.state, export.rows = ExportState.READY, rows
    export.made_at, export.ends_at = at, at + LIVES
    export.save()
    record("export.made", actor=None, about=export, at=at, **_facts(export))
    _tell("office.export_ready", export, export.asked_by, at)
    return export


@transaction.atomic
def _fail(export: Export, *, at: datetime) -> Export:
    export.state = ExportState.FAILED
    export.save(update_fields=["state"])
    record("export.failed", actor=None, about=export, at=at, **_facts(export))
    return export


@transaction.atomic
def end_old(*, at: datetime) -> int:
    """Erase the files whose day is over; how many."""
    old = list(Export.objects.select_for_update().filter(state=ExportState.READY, ends_at__lte=at))
    files = [export.file_id for export in old if export.file_id]
    for export in old:
        export.state, export.file = ExportState.GONE, None
        export.save(update_fields=["state", "file"])
    erase(PrivateFile.objects.filter(pk__in=files), at=at)
    return len(old)


def forget_filters(*, at: datetime) -> int:
    """Empty the filters of exports long done with; how many.

    What was searched may be a name. Who took which list, when and why stays.
    """
    done = Export.objects.exclude(state__in=UNDER_WAY).filter(asked_at__lte=at - FILTERS_KEPT)
    return done.exclude(query="").update(query="")


def late(at: datetime) -> list[int]:
    """Exports whose task was lost."""
    waiting = Export.objects.filter(state=ExportState.APPROVED, asked_at__lt=at - LATE)
    return list(waiting.values_list("pk", flat=True))


def may_read_file(user: User, file: PrivateFile) -> bool:
    """The reader of purpose 'export': the asker alone, in its day, with the right still."""
    export = Export.objects.filter(file=file, state=ExportState.READY).first()
    return export is not None and export.asked_by_id == user.pk and _may_take(export, user)


def _may_take(export: Export, user: User) -> bool:
    """The right to export, and the list's own: the log is for administrators alone."""
    found = lists().get(export.list_name)
    return found is not None and rules.may_export(user) and user.has_perm(found.rule)


def _decidable(export_id: int, by: User) -> Export:
    export = Export.objects.select_for_update(of=("self",)).get(pk=export_id)
    if not rules.may_approve_exports(by):
        raise ExportRefused("not_allowed")
    if export.asked_by_id == by.pk:
        raise ExportRefused("same_person")
    if export.state != ExportState.ASKED:
        raise ExportRefused("not_waiting")
    return export


def _enqueue(export: Export) -> None:
    from mayorsclub.office.tasks import make_export

    transaction.on_commit(lambda: make_export.enqueue(export.pk))


def _tell(kind: str, export: Export, whom: User, at: datetime) -> None:
    context = {"path": address_of("office.export", str(export.pk))}
    queue_letter(kind, to=whom, about=export, at=at, context=context)


def filters_of(query: str) -> str:
    """The filters of an export for the log: what was searched may be a name, so it is out."""
    asked = QueryDict(query, mutable=True)
    for key in ("q", "columns", "ordering"):
        asked.pop(key, None)
    return state_of(asked)[:200]


def _facts(export: Export) -> dict[str, object]:
    return {"list": export.list_name, "format": export.format, "rows": export.rows}
