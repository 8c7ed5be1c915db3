"""What the home page tells of the events to come: the public ones, as they are now."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from mayorsclub.content import happenings
from mayorsclub.events import listing
from mayorsclub.events.queries import public


def next_ones(count: int) -> happenings.Happenings:
    """The next few public events and where there is more of them; two queries."""
    at = timezone.now()
    found = listing.with_what_is_shown(listing.coming(public(at), at))[:count]
    feed = settings.BASE_URL + reverse("events:feed")
    return happenings.Happenings(
        events=list(found),
        at=at,
        template="events/parts/rows.html",
        calendar_url=reverse("events:calendar"),
        webcal_url="webcal://" + feed.split("://", 1)[1],
    )
