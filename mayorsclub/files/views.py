"""Handing out private files."""

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from mayorsclub.audit.domain.log import record
from mayorsclub.files.models import PrivateFile
from mayorsclub.files.readers import may_read, stopped


@login_not_required  # What is closed does not exist for strangers: 404, not a sign-in page.
@require_safe
def read(request: HttpRequest, token: str) -> HttpResponseBase:
    """One file, for those whom its reader lets in; each reading is in the audit log."""
    file = get_object_or_404(PrivateFile, token=token)
    if not may_read(request.user, file):
        raise Http404
    if page := stopped(request):
        return page
    with transaction.atomic():
        actor = request.user if request.user.is_authenticated else None
        record("file.read", actor=actor, about=file, at=timezone.now())
    # Always saved, never shown: nothing that somebody sent runs under our address.
    response = FileResponse(
        file.content.open("rb"),
        as_attachment=True,
        filename=file.original_name,
        content_type=file.content_type,
    )
    response["Content-Length"] = file.size
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
