"""The calendar for programs: of everyone, and of one person under a secret address."""

import hashlib
from collections.abc import Iterable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mayorsclub.accounts import strong
from mayorsclub.accounts.requests import PersonRequest
from mayorsclub.design import caching
from mayorsclub.design.secret import secret_address
from mayorsclub.events import atom, ical, queries, showing
from mayorsclub.events.domain import feeds
from mayorsclub.events.models import Event, Registration, Standing
from mayorsclub.events.rules import may_keep_events

CALENDAR = "text/calendar; charset=utf-8"
KEEP_SECONDS = 24 * 3600


@login_not_required
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The public events, in the language of the address. Which there are is asked each time,
    so that one that is announced by the clock appears; the text is written once."""
    found = list(feeds.public_feed(timezone.now()))
    mark = _mark(found)
    etag = quote_etag(mark)
    response = get_conditional_response(request, etag)
    if response is None:
        response = HttpResponse(_public_text(found, mark), content_type=CALENDAR)
    response["ETag"] = etag
    response["Cache-Control"] = "public, no-cache"
    return response


@login_not_required
@require_safe
@secret_address
def own_feed(request: HttpRequest, token: str) -> HttpResponse:
    """One person's calendar. What they may see is asked at each reading."""
    owner = feeds.owner_of(token)
    if owner is None:
        raise Http404
    found = list(feeds.feed_of(owner, timezone.now()))
    places = Registration.objects.filter(queries.own(owner), standing=Standing.REGISTERED)
    own = set(places.values_list("event", flat=True)) if owner.is_active else set()
    text = ical.feed(
        found, name=_("Mayors’ Club: my calendar"), language=showing.language(), registered=own
    )
    return HttpResponse(text, content_type=CALENDAR)


@login_not_required
@require_safe
def atom_feed(request: HttpRequest) -> HttpResponse:
    """The public events of the address's language as Atom."""
    content_type, text = atom.build(request.path, timezone.now())
    return caching.kept(request, HttpResponse(text, content_type=content_type))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def subscription(request: PersonRequest) -> HttpResponse:
    """The addresses of the calendars; a new secret one is made by POST."""
    # What the secretariat sees by office is seen with the second factor, so its address is.
    if may_keep_events(request.user) and not strong.is_strong(request):
        return strong.refuse(request)
    if request.method == "POST":
        was_there = bool(feeds.token_of(request.user))
        feeds.renew(request.user, at=timezone.now())
        done = _("The address before no longer works.") if was_there else _("The address is made.")
        messages.success(request, done)
        return redirect("events:subscription")
    token = feeds.token_of(request.user)
    own = settings.BASE_URL + reverse("events:own_feed", args=[token]) if token else ""
    public = settings.BASE_URL + reverse("events:feed")
    context = {
        "own_url": own,
        "own_webcal": _webcal(own),
        "public_url": public,
        "public_webcal": _webcal(public),
    }
    return render(request, "events/subscription.html", context)


def _webcal(address: str) -> str:
    """The same address as a link that opens a calendar program."""
    return "webcal://" + address.split("://", 1)[1] if address else ""


def _mark(events: Iterable[Event]) -> str:
    """What changes when the text of the feed does."""
    kept = [f"1 {showing.language()} {settings.BASE_URL}"]
    kept += [f"{each.pk} {each.sequence} {each.changed_at.isoformat()}" for each in events]
    return hashlib.sha256("\n".join(kept).encode()).hexdigest()


def _public_text(events: list[Event], mark: str) -> str:
    def made() -> str:
        name = _("Events of the Mayors’ Club")
        return ical.feed(events, name=name, language=showing.language())

    return str(cache.get_or_set(f"events.feed.{mark}", made, KEEP_SECONDS))
