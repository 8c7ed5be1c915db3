"""Handing out the content of a private file; who may have it, the caller has asked."""

from django.core.cache import cache
from django.db import transaction
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.utils import timezone
from django.utils.http import content_disposition_header

from mayorsclub.audit.domain.log import record
from mayorsclub.files import ranges
from mayorsclub.files.domain.videos import PLAYED
from mayorsclub.files.models import PrivateFile

# A film is asked for in hundreds of parts; the log keeps one line of each hour of watching.
ONE_VIEWING = 60 * 60


def answer(request: HttpRequest, file: PrivateFile) -> HttpResponseBase:
    """The file: a recording is played in parts, all else is saved. Each reading is in the
    audit log."""
    is_played = file.content_type in PLAYED
    _log(request, file, is_played=is_played)
    response = _play(request, file) if is_played else _save(file)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _log(request: HttpRequest, file: PrivateFile, *, is_played: bool) -> None:
    actor = request.user if request.user.is_authenticated else None
    key = f"files.played:{file.pk}:{actor.pk if actor else 0}"
    if is_played and not cache.add(key, 1, ONE_VIEWING):
        return
    with transaction.atomic():
        record("file.read", actor=actor, about=file, at=timezone.now())


def _save(file: PrivateFile) -> HttpResponseBase:
    """Always saved, never shown: nothing that somebody sent runs under our address."""
    response = FileResponse(
        file.content.open("rb"),
        as_attachment=True,
        filename=file.original_name,
        content_type=file.content_type,
    )
    response["Content-Length"] = file.size
    return response


def _play(request: HttpRequest, file: PrivateFile) -> HttpResponseBase:
    """A recording, whole or the part that is asked for (RFC 9110, section 14)."""
    tag = f'"{file.sha256}"'
    header = request.headers.get("Range", "")
    # If-Range: a part only of the same content. A date is never one of ours.
    if request.method != "GET" or request.headers.get("If-Range", tag).strip() != tag:
        header = ""
    response: HttpResponseBase
    try:
        found = ranges.asked(header, file.size) if header else None
    except ranges.OutOfRange:
        response = HttpResponse(status=416, content_type="text/plain")
        response["Content-Range"] = f"bytes */{file.size}"
    else:
        first, last = found or (0, file.size - 1)
        response = StreamingHttpResponse(
            ranges.part(file, first, last),
            status=206 if found else 200,
            content_type=file.content_type,
        )
        response["Content-Length"] = last - first + 1
        response["ETag"] = tag
        if found:
            response["Content-Range"] = f"bytes {first}-{last}/{file.size}"
        response["Content-Disposition"] = (
            content_disposition_header(False, file.original_name) or "inline"
        )
    response["Accept-Ranges"] = "bytes"
    return response
