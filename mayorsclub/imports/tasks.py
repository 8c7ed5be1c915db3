"""Work of imports that runs in the worker."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from mayorsclub.imports.domain import carrying, checking, erasing
from mayorsclub.imports.models import Import, State
from mayorsclub.worker.schedule import every

LATE = timedelta(minutes=15)


@task()
def work(import_id: int) -> None:
    """Check or enter the rows, whichever waits; safe to run twice."""
    try:
        checking.dry_run(import_id, at=timezone.now())
        carrying.carry_out(import_id, at=timezone.now())
    except Exception:
        # The secretary sees that it failed and can try again; the log has the trace.
        checking.give_up(import_id)
        raise


@every(minutes=15)
def work_that_was_lost() -> None:
    """Imports whose task was lost with a worker."""
    waiting = Import.objects.filter(
        state__in=[State.CHECKING, State.RUNNING], waits_since__lt=timezone.now() - LATE
    )
    for import_id in list(waiting.values_list("pk", flat=True)):
        work.enqueue(import_id)


@every(hours=24)
def erase_old() -> None:
    erasing.erase_old(at=timezone.now())


def enqueue(sender: object, import_id: int, **_kwargs: object) -> None:
    """Receives signals.work_waits."""
    work.enqueue(import_id)
