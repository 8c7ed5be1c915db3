"""Periodic work on private files."""

from django.conf import settings
from django.utils import timezone

from mayorsclub.files.domain.erasing import remove_strays
from mayorsclub.files.domain.keeping import scan_again
from mayorsclub.files.models import PrivateFile, Scan
from mayorsclub.worker.schedule import every

AT_ONCE = 50


@every(hours=1)
def scan_the_rest() -> None:
    """Where there is a virus scanner: ask it about files that came while it was away."""
    if not settings.CLAMAV_SOCKET:
        return
    waiting = PrivateFile.objects.filter(scan=Scan.NOT_SCANNED).order_by("-added_at")
    for file_id in list(waiting.values_list("pk", flat=True)[:AT_ONCE]):
        scan_again(file_id, at=timezone.now())


@every(hours=24)
def delete_strays() -> None:
    """Stored contents that belong to no record."""
    remove_strays(at=timezone.now())
