"""Taking a file out for good: its row, its content, and content that has no row."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from django.core.files.storage import Storage
from django.db import models, transaction

from mayorsclub.audit.domain.log import record
from mayorsclub.files.models import PrivateFile

logger = logging.getLogger(__name__)

# Longer than any transaction: a file that is being kept has no row yet either.
STRAY_AFTER = timedelta(days=1)


@transaction.atomic
def erase(files: models.QuerySet[PrivateFile], *, at: datetime) -> int:
    """Erase these files, rows and contents; how many there were. at: aware.

    The content goes when the caller's transaction is committed. Should the storage fail
    then, nothing is left but a stray, which remove_strays finds. A file that a record
    still holds (PROTECT) raises ProtectedError. Source: 2297-VI, art. 15 (data that may
    not be kept are destroyed).
    """
    # Rows before the log's lock, as everywhere.
    found = list(files.select_for_update(no_key=True).order_by("pk"))
    for file in found:
        record("file.erased", actor=None, about=file, at=at, purpose=file.purpose)
        storage, name = file.content.storage, str(file.content.name)
        file.delete()
        transaction.on_commit(partial(storage.delete, name), robust=True)
    return len(found)


def files_about(subject: models.Model, *, purpose: str) -> models.QuerySet[PrivateFile]:
    """The files of this purpose that were kept about this record."""
    return PrivateFile.objects.filter(
        purpose=purpose,
        about_type=subject._meta.label_lower,
        about_id=str(subject.pk),
    )


def remove_strays(*, at: datetime) -> int:
    """Delete stored contents without a row that are older than a day; how many. at: aware.

    They stay behind where a transaction was rolled back after its file had been stored.
    """
    storage = PrivateFile._meta.get_field("content").storage
    count = 0
    for folder, names in _folders(storage):
        rows = PrivateFile.objects.filter(content__startswith=folder)
        known = set(rows.values_list("content", flat=True))
        for path in (folder + name for name in names):
            if path not in known and storage.get_modified_time(path) < at - STRAY_AFTER:
                storage.delete(path)
                count += 1
    if count:
        logger.warning("%s stored files without a record were deleted", count)
    return count


def _folders(storage: Storage, folder: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every folder that holds files ('2026/11/') with their names; on disk and in S3."""
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:  # nothing was ever kept on this disk
        return
    if names := [name for name in names if name]:
        yield folder, names
    for each in folders:
        yield from _folders(storage, f"{folder}{each}/")
