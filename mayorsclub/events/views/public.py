"""Events as everybody sees them who may know of them."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mayorsclub.accounts.models import User
from mayorsclub.accounts.requests import PersonRequest
from mayorsclub.accounts.strong import require_strong
from mayorsclub.design.caching import public_page
from mayorsclub.directory.rules import viewer_of
from mayorsclub.events import companions, ical, listing, months, showing
from mayorsclub.events.domain import offering
from mayorsclub.events.filters import FilterForm
from mayorsclub.events.models import Audience, Event, State
from mayorsclub.events.queries import visible_to
from mayorsclub.events.readers import reader_of
from mayorsclub.events.rules import is_over, may_keep_events
from mayorsclub.events.views.pages import calendar_step, page
from mayorsclub.publicity import structured
from mayorsclub.ukrainian.dates import month_year

ON_A_PAGE = 20


@public_page
def calendar(request: HttpRequest) -> HttpResponse:
    """What is to come, as a list, or a month as a grid."""
    at = timezone.now()
    form = FilterForm(request.GET)
    shown = form.chosen(visible_to(reader_of(request), at))
    context: dict[str, Any] = {"form": form, "at": at, "view": "list"}
    if request.GET.get("view") == "month":
        today = timezone.localdate()
        first = months.first_of(request.GET.get("month", ""), today)
        there = listing.between(shown, *months.days_of_grid(first))
        grid = months.month(first, there.select_related("oblast"), today=today)
        context |= {"view": "month", "month": grid, "today": today}
        description = _("Events of the Mayors’ Club: %(month)s") % {
            "month": month_year(first, showing.language())
        }
    else:
        found = _sheet(request, listing.coming(shown, at))
        context |= {"page": found, "count": found.paginator.count}
        description = _(
            "Expert sessions, conferences, forums, trainings and trade missions of the Mayors’ Club"
        )
    return page(
        request,
        "events/calendar.html",
        context | _addresses(),
        title=_("Events"),
        description=description,
    )


@public_page
def archive(request: HttpRequest) -> HttpResponse:
    """What is over, by year, kind and oblast."""
    at = timezone.now()
    form = FilterForm(request.GET)
    shown = listing.past(form.chosen(visible_to(reader_of(request), at)), at)
    years = listing.years(shown)
    wanted = request.GET.get("year", "")
    year = next((each for each in years if str(each) == wanted), None)
    found = _sheet(request, listing.in_year(shown, year) if year else shown)
    context = {
        "form": form,
        "at": at,
        "years": years,
        "year": year,
        "page": found,
        "count": found.paginator.count,
    }
    return page(
        request,
        "events/archive.html",
        context | _addresses(),
        title=_("Past events"),
        description=_("What the Mayors’ Club has held: expert sessions, conferences, forums"),
        trail=[calendar_step()],
    )


@public_page
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """One event; 404 for whom it does not exist."""
    at, reader = timezone.now(), reader_of(request)
    viewer = viewer_of(reader)
    seen = listing.with_what_is_shown(visible_to(reader, at, viewer=viewer))
    shown = get_object_or_404(seen, slug=slug)
    offer = offering.offer(shown, reader, at, viewer=viewer)
    return _event(request, shown, reader, at, offer=offer)


@require_safe
@never_cache
def preview(request: PersonRequest, slug: str) -> HttpResponseBase:
    """The page as it will be, for the secretariat, before anybody else knows of the event."""
    if not may_keep_events(request.user):
        raise Http404
    return _preview(request, slug)


@require_strong
def _preview(request: PersonRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(listing.with_what_is_shown(Event.objects.all()), slug=slug)
    return _event(request, shown, request.user, timezone.now(), offer=None)


@public_page
def file(request: HttpRequest, slug: str) -> HttpResponse:
    """One event to save into a calendar."""
    shown = get_object_or_404(visible_to(reader_of(request), timezone.now()), slug=slug)
    text = ical.file(shown, language=showing.language())
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{shown.slug}.ics")
    return response


def _event(
    request: HttpRequest,
    event: Event,
    reader: User | AnonymousUser,
    at: datetime,
    *,
    offer: offering.Offer | None,
) -> HttpResponse:
    """offer: what the reader can do; None in a preview, where nobody registers."""
    is_preview = offer is None
    is_public = event.audience == Audience.OPEN and not is_preview
    is_public = is_public and event.public_from is not None and event.public_from <= at
    keeps = is_preview or may_keep_events(reader)
    has_place = offer is not None and offer.has_place
    title = showing.words(event, "title")
    context = {
        "event": event,
        "at": at,
        "words": {
            name: showing.words(event, name)
            for name in ("title", "summary", "text", "place", "organiser", "reason")
        },
        "untranslated": "uk" if showing.language() == "en" and not event.has_english else "",
        "ukrainian": f"/events/{event.slug}/",
        "cover": showing.cover(event),
        "programme": showing.programme(event),
        "helpers": showing.helpers(event),
        "papers": showing.papers(event, opens_all=keeps or has_place),
        "companions": companions.of(event),
        "offer": offer,
        "is_unlisted": not is_public,
        "is_over": is_over(event, at),
        "is_preview": is_preview,
        "eyebrow": " · ".join(_eyebrow(event)),
    }
    return page(
        request,
        "events/event.html",
        context,
        title=title.text,
        description=showing.words(event, "summary").text,
        trail=[calendar_step()],
        data=[_structured(request, event)] if is_public else None,
    )


def _eyebrow(event: Event) -> list[str]:
    """What it is, and when; what is postponed has no day."""
    kind = capfirst(event.get_kind_display())
    return [kind] if event.state == State.POSTPONED else [kind, showing.days(event)]


def _structured(request: HttpRequest, event: Event) -> structured.Data:
    cover = showing.cover(event)
    url = settings.BASE_URL + request.path
    return structured.event(
        title=event.title,
        url=url,
        language=showing.language() if event.has_english else settings.LANGUAGE_CODE,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        description=event.summary,
        place=showing.words(event, "place").text,
        online_url=url if event.is_online else "",
        is_cancelled=event.state == State.CANCELLED,
        is_postponed=event.state == State.POSTPONED,
        pictures=[settings.BASE_URL + cover.webp[-1][0]] if cover else [],
    )


def _sheet(request: HttpRequest, events: QuerySet[Event]) -> Page:
    found = listing.with_what_is_shown(events)
    return Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))


def _addresses() -> dict[str, str]:
    """Where a calendar program finds the public events."""
    feed = settings.BASE_URL + reverse("events:feed")
    return {"feed_url": feed, "webcal_url": "webcal://" + feed.split("://", 1)[1]}
