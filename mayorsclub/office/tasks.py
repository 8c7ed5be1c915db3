"""Background work of the office: reminders of notes, exports and their end."""

from django.utils import timezone
from django_tasks import task

from mayorsclub.office.domain import exports, notes
from mayorsclub.worker.schedule import every


@every(minutes=30)
def remind() -> None:
    """Write the letters of the reminders whose day has come."""
    for note_id in notes.to_remind(timezone.now()):
        notes.remind(note_id, at=timezone.now())


@task()
def make_export(export_id: int) -> None:
    """Make the file of one export; safe to run twice."""
    exports.make(export_id, at=timezone.now())


@every(minutes=15)
def end_exports() -> None:
    """Erase files whose day is over and old filters; make those whose task was lost."""
    exports.end_old(at=timezone.now())
    exports.forget_filters(at=timezone.now())
    for export_id in exports.late(timezone.now()):
        make_export.enqueue(export_id)
