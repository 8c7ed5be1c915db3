"""Files of an event for those who have no account, by the link of their registration."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from mayorsclub.events import queries
from mayorsclub.events.domain.rows import find_by_link
from mayorsclub.files.serving import answer


@login_not_required
@require_safe
def paper(request: HttpRequest, token: str, file: str) -> HttpResponseBase:
    """One file that this registration opens; 404 for any other. The answer is kept by no
    cache and names no address (files.serving)."""
    registration = find_by_link(token)
    if registration is None:
        raise Http404
    found = get_object_or_404(queries.papers_of(registration), file__token=file)
    return answer(request, found.file)
