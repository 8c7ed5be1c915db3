"""Periodic work on private files."""

from pathlib import Path

from django.conf import settings
from django.utils import timezone

from mayorsclub.files.domain.erasing import STRAY_AFTER, remove_strays
from mayorsclub.files.domain.keeping import scan_again
from mayorsclub.files.domain.videos import PLAYED
from mayorsclub.files.models import PrivateFile, Scan
from mayorsclub.worker.schedule import every

AT_ONCE = 50


@every(hours=1)
def scan_the_rest() -> None:
    """Where there is a virus scanner: ask it about files that came while it was away."""
    if not settings.CLAMAV_SOCKET:
        return
    waiting = PrivateFile.objects.filter(scan=Scan.NOT_SCANNED).order_by("-added_at")
    # Recordings are larger than a scanner takes; they were shown to it when they came.
    waiting = waiting.exclude(content_type__in=PLAYED)
    for file_id in list(waiting.values_list("pk", flat=True)[:AT_ONCE]):
        scan_again(file_id, at=timezone.now())


@every(hours=24)
def delete_strays() -> None:
    """Stored contents that belong to no record, and uploads that a power cut left behind."""
    at = timezone.now()
    remove_strays(at=at)
    for path in Path(settings.FILE_UPLOAD_TEMP_DIR).glob("*.upload*"):
        if path.stat().st_mtime < (at - STRAY_AFTER).timestamp():
            path.unlink(missing_ok=True)
