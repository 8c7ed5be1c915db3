"""The public events as Atom, for readers of feeds, in each language."""

from datetime import UTC, datetime
from uuid import UUID, uuid5

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from mayorsclub.content.feeds import Atom
from mayorsclub.events import showing
from mayorsclub.events.ical import titled
from mayorsclub.events.models import Event
from mayorsclub.events.queries import public

LENGTH = 20
NAMESPACE = UUID("3f0e4b52-6c1d-4a2b-9b43-5f7f7c8a9e10")
# An empty feed is as old as the calendar itself.
BEGINNING = datetime(2026, 11, 27, tzinfo=UTC)


def build(address: str, at: datetime) -> tuple[str, str]:
    """The feed: its content type and its text; what was announced last stands first.

    address: the path of the feed itself.
    """
    here = showing.language()
    feed = Atom(
        title=gettext("Events of the Mayors’ Club"),
        link=settings.BASE_URL + reverse("events:calendar"),
        description=gettext("What the Mayors’ Club plans"),
        language=here,
        feed_url=settings.BASE_URL + address,
        feed_guid=f"urn:uuid:{uuid5(NAMESPACE, here)}",
        changed_at=BEGINNING,
        author_name=settings.WAGTAIL_SITE_NAME,
    )
    for event in public(at).order_by("-public_from", "-pk")[:LENGTH]:
        feed.add_item(
            title=titled(event),
            link=settings.BASE_URL + event.get_absolute_url(),
            description=_text(event),
            unique_id=f"urn:uuid:{uuid5(NAMESPACE, f'{here}:{event.pk}')}",
            unique_id_is_permalink=False,
            pubdate=event.public_from,
            # It is new to its readers when they may know of it.
            updateddate=max(event.changed_at, event.public_from or event.changed_at),
            categories=[event.get_kind_display()],
        )
    return feed.content_type, feed.writeString("utf-8")


def _text(event: Event) -> str:
    """When, where and what about, in a paragraph."""
    place = showing.words(event, "place").text
    where = ", ".join(filter(None, [showing.when(event), place]))
    return f"{where}. {showing.words(event, 'summary').text}"
