"""Taking a file in: check, scan, store under a name nobody can guess."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.base import ContentFile, File
from django.db import models, transaction

from mayorsclub.audit.domain.log import record
from mayorsclub.files.domain.kinds import recognised
from mayorsclub.files.domain.names import clean_name
from mayorsclub.files.domain.refusal import LARGEST, FileRefused
from mayorsclub.files.domain.scanning import scan
from mayorsclub.files.models import PrivateFile, Scan, new_name


@dataclass(frozen=True)
class Checked:
    """A file that passed the checks, as it will be kept; what PrivateUploadField gives."""

    name: str
    content: bytes
    content_type: str
    scan: Scan

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self.content)


def check(upload: File) -> Checked:
    """Check a file and ask the virus scanner; slow, so best before the transaction.

    Raises FileRefused: see FileRefused.sentences.
    """
    content = _read(upload)
    kind, kept = recognised(content)
    # The original is scanned: drawing a picture anew must not hide what came.
    name = clean_name(upload.name or "", kind.extensions)
    return Checked(name, kept, kind.content_type, scan(content))


def _read(upload: File) -> bytes:
    upload.seek(0)
    # One byte more than allowed: the size that a browser tells is not believed.
    content = upload.read(LARGEST + 1)
    upload.seek(0)
    if not content:
        raise FileRefused("empty")
    if len(content) > LARGEST:
        raise FileRefused("too_large")
    return content


def keep(
    upload: File | Checked,
    *,
    purpose: str,
    about: models.Model | None,
    by: AbstractBaseUser | None,
    at: datetime,
) -> PrivateFile:
    """Keep a file privately; who may read it is said by the reader of `purpose`.

    at: aware. The file of a virus is kept too, but held: nobody can read it.
    Raises FileRefused (`message` is a sentence for the sender), unless already checked.
    """
    checked = upload if isinstance(upload, Checked) else check(upload)
    with transaction.atomic():
        kept = PrivateFile(
            purpose=purpose,
            about_type=about._meta.label_lower if about else "",
            about_id=str(about.pk) if about else "",
            original_name=checked.name,
            content_type=checked.content_type,
            size=checked.size,
            sha256=hashlib.sha256(checked.content).hexdigest(),
            scan=checked.scan,
            added_by_id=by.pk if by else None,
            added_at=at,
        )
        # Neither the stored name nor its folder says anything of the content.
        kept.content.save(f"{at:%Y/%m}/{new_name()}", ContentFile(checked.content), save=False)
        kept.save(force_insert=True)
        record("file.kept", actor=by, about=kept, at=at, purpose=purpose, scan=checked.scan)
    return kept


@transaction.atomic
def keep_made(
    file: File,
    *,
    name: str,
    content_type: str,
    purpose: str,
    about: models.Model | None,
    by: AbstractBaseUser | None,
    at: datetime,
) -> PrivateFile:
    """Keep a file that the platform itself has made, read in pieces: it may be large, and
    nothing in it is checked. at: aware."""
    file.seek(0)
    digest, size = hashlib.sha256(), 0
    for piece in file.chunks():
        digest.update(piece)
        size += len(piece)
    file.seek(0)
    kept = PrivateFile(
        purpose=purpose,
        about_type=about._meta.label_lower if about else "",
        about_id=str(about.pk) if about else "",
        original_name=name,
        content_type=content_type,
        size=size,
        sha256=digest.hexdigest(),
        scan=Scan.CLEAN,
        added_by_id=by.pk if by else None,
        added_at=at,
    )
    kept.content.save(f"{at:%Y/%m}/{new_name()}", file, save=False)
    kept.save(force_insert=True)
    record("file.kept", actor=by, about=kept, at=at, purpose=purpose, scan=kept.scan)
    return kept


@transaction.atomic
def scan_again(file_id: int, *, at: datetime) -> PrivateFile:
    """Ask the scanner about a file that was not scanned when it came. at: aware."""
    kept = PrivateFile.objects.select_for_update(no_key=True).get(pk=file_id)
    if kept.scan != Scan.NOT_SCANNED:
        return kept
    with kept.content.open("rb") as stored:
        kept.scan = scan(stored.read())
    if kept.scan != Scan.NOT_SCANNED:
        kept.save(update_fields=["scan"])
        record("file.scanned", actor=None, about=kept, at=at, scan=kept.scan)
    return kept
