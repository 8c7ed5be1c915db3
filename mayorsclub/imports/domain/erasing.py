"""Files of imports and what stood in their cells are kept for 30 days and no longer.

Source: 2297-VI, art. 8 and 15: data are kept no longer than their purpose needs.
"""

from datetime import datetime, timedelta

from django.db import transaction

from mayorsclub.audit.domain.log import record
from mayorsclub.files.domain import erase as erase_files
from mayorsclub.files.models import PrivateFile
from mayorsclub.imports.models import Import, State

KEPT = timedelta(days=30)
BUSY = (State.CHECKING, State.RUNNING)


def erase_old(*, at: datetime) -> int:
    """Erase what is older than KEPT; how many imports. at: aware.

    Which row became which record stays: it tells where a record came from.
    """
    old = Import.objects.filter(erased_at=None, started_at__lt=at - KEPT).exclude(state__in=BUSY)
    return sum(_erase(pk, at=at) for pk in list(old.values_list("pk", flat=True)))


@transaction.atomic
def _erase(import_id: int, *, at: datetime) -> bool:
    found = Import.objects.select_for_update(of=("self",)).get(pk=import_id)
    if found.erased_at or found.state in BUSY:
        return False
    found.rows.update(
        cells=[], mended={}, values={}, faults=[], meetings=[], before={}, match_why=[]
    )
    file_id = found.file_id
    found.erased_at, found.file, found.headings = at, None, []
    if found.state in {State.UPLOADED, State.CHECKED}:
        found.state = State.CANCELLED
    found.save(update_fields=["erased_at", "file", "headings", "state"])
    if file_id:
        erase_files(PrivateFile.objects.filter(pk=file_id), at=at)
    record("import.erased", actor=None, about=found, at=at)
    return True
