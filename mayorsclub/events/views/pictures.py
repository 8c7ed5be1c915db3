"""Covers, for those for whom the event exists."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from mayorsclub.events.models import CoverRendition, Event
from mayorsclub.events.queries import public, visible_to
from mayorsclub.events.readers import reader_of
from mayorsclub.events.rules import may_keep_events

TYPES = {"avif": "image/avif", "webp": "image/webp"}


@login_not_required  # A closed picture does not exist for strangers: 404, no sign-in page.
@require_safe
def cover(request: HttpRequest, token: str, width: int, form: str) -> HttpResponse:
    """One size of a cover. It is asked for anew each time, by its ETag, so that nobody sees
    it a moment longer than they may."""
    if form not in TYPES:
        raise Http404
    is_public = public(timezone.now()).filter(cover__token=token).exists()
    # Only a picture that is not public needs to know who asks.
    if not is_public and not _may_see(request, token):
        raise Http404
    found = CoverRendition.objects.filter(cover__token=token, width=width, form=form).first()
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.content), content_type=TYPES[form])
    response["ETag"] = quote_etag(f"{token[:16]}-{width}-{form}")
    response["Cache-Control"] = "public, no-cache" if is_public else "private, no-cache"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return get_conditional_response(request, response["ETag"], None, response) or response


def _may_see(request: HttpRequest, token: str) -> bool:
    reader = reader_of(request)
    # A preview shows the cover of a draft.
    events = Event.objects.all() if may_keep_events(reader) else visible_to(reader, timezone.now())
    return events.filter(cover__token=token).exists()
