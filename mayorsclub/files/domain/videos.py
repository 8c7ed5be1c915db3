"""Recordings: large files that are checked, hashed and stored in pieces, never in one."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.base import File
from django.db import models, transaction

from mayorsclub.audit.domain.log import record
from mayorsclub.files.domain.names import clean_name
from mayorsclub.files.domain.refusal import LARGEST_VIDEO, VideoRefused
from mayorsclub.files.domain.scanning import scan_pieces
from mayorsclub.files.models import PrivateFile, Scan, new_name

# The only types that a browser may play from our address; everything else is saved.
MP4, WEBM = "video/mp4", "video/webm"
PLAYED = frozenset({MP4, WEBM})
EXTENSIONS = {MP4: ("mp4", "m4v"), WEBM: ("webm",)}
ACCEPT = ".mp4,.m4v,.webm"
PIECE = 1024 * 1024
HEAD = 4096
# Brands of ISO 14496-12 files that browsers play; not QuickTime's and not those of photos.
BRANDS = frozenset(
    b"isom iso2 iso3 iso4 iso5 iso6 iso7 iso8 iso9 mp41 mp42 avc1 dash M4V  MSNV".split(b" ")
) | {b"M4V "}
EBML = b"\x1a\x45\xdf\xa3"
DOCTYPE = b"\x42\x82"  # the element that tells WebM from other Matroska files


@dataclass(frozen=True)
class CheckedVideo:
    """A recording that passed the checks; its content is still where the upload put it."""

    name: str
    file: File
    content_type: str
    size: int
    sha256: str
    scan: Scan


def check_video(upload: File) -> CheckedVideo:
    """Tell the type by the content, count and hash it in pieces, ask the virus scanner.

    Slow, so before the transaction. Raises VideoRefused: "empty", "too_large", "type".
    """
    upload.seek(0)
    head = upload.read(HEAD)
    if not head:
        raise VideoRefused("empty")
    content_type = kind_of(head)
    digest, size = hashlib.sha256(), 0
    for piece in pieces(upload):
        size += len(piece)
        # Counted here: the size that a browser tells is not believed.
        if size > LARGEST_VIDEO:
            raise VideoRefused("too_large")
        digest.update(piece)
    name = clean_name(upload.name or "", EXTENSIONS[content_type])
    found = scan_pieces(pieces(upload))
    upload.seek(0)
    return CheckedVideo(name, upload, content_type, size, digest.hexdigest(), found)


def pieces(file: File) -> Iterator[bytes]:
    """The whole file from its beginning, a piece at a time."""
    file.seek(0)
    while piece := file.read(PIECE):
        yield piece


def kind_of(head: bytes) -> str:
    """'video/mp4' or 'video/webm' by the first bytes. Raises VideoRefused "type"."""
    if head[4:8] == b"ftyp":
        size = int.from_bytes(head[:4], "big")
        brands = {head[8:12]}
        if 16 <= size <= len(head):
            brands |= {head[at : at + 4] for at in range(16, size, 4)}
        if head[8:12] != b"qt  " and brands & BRANDS:
            return MP4
    if head.startswith(EBML):
        place = head.find(DOCTYPE, 4, 128)
        if place > 0 and head[place + 2 : place + 7] == b"\x84webm":
            return WEBM
    raise VideoRefused("type")


@transaction.atomic
def keep_video(
    video: CheckedVideo,
    *,
    purpose: str,
    about: models.Model | None,
    by: AbstractBaseUser | None,
    at: datetime,
) -> PrivateFile:
    """Keep a checked recording privately; on a disk the uploaded file is moved, not copied.

    at: aware. One in which a virus was found is kept, but held: nobody can play it.
    """
    kept = PrivateFile(
        purpose=purpose,
        about_type=about._meta.label_lower if about else "",
        about_id=str(about.pk) if about else "",
        original_name=video.name,
        content_type=video.content_type,
        size=video.size,
        sha256=video.sha256,
        scan=video.scan,
        added_by_id=by.pk if by else None,
        added_at=at,
    )
    video.file.seek(0)
    kept.content.save(f"{at:%Y/%m}/{new_name()}", video.file, save=False)
    kept.save(force_insert=True)
    record("file.kept", actor=by, about=kept, at=at, purpose=purpose, scan=kept.scan)
    return kept
