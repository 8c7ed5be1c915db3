"""Handing out private files: papers are saved, recordings are played in parts."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from mayorsclub.files.models import PrivateFile
from mayorsclub.files.readers import may_read, stopped
from mayorsclub.files.serving import answer


@login_not_required  # What is closed does not exist for strangers: 404, not a sign-in page.
@require_safe
def read(request: HttpRequest, token: str) -> HttpResponseBase:
    """One file, for those whom its reader lets in; each reading is in the audit log."""
    file = get_object_or_404(PrivateFile, token=token)
    if not may_read(request.user, file):
        raise Http404
    return stopped(request) or answer(request, file)
