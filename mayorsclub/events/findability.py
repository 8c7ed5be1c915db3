"""What search finds of events: what its reader may know of, when its time has come."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import override

from mayorsclub.events import showing
from mayorsclub.events.ical import place, titled
from mayorsclub.events.models import Audience, Event
from mayorsclub.events.queries import announced
from mayorsclub.events.signals import event_changed
from mayorsclub.search.domain.index import put, remove
from mayorsclub.search.models import PUBLIC, Entry

KIND = "events"
# By whom an event is found. Those who are invited find it on their own page, and nobody else.
FOUND_BY: dict[str, str] = {
    Audience.OPEN: PUBLIC,
    Audience.PARTNERS: "partners",
    Audience.MEMBERS: "members",
}


def findable(at: datetime) -> QuerySet[Event]:
    """The events that search may tell of now. An early notice is for those it was sent to."""
    return announced().filter(audience__in=FOUND_BY, public_from__lte=at)


def refresh(event: Event, *, at: datetime) -> None:
    """Write the event's entries anew, or take them out; in the caller's transaction."""
    if not findable(at).filter(pk=event.pk).exists():
        remove(event)
        return
    if not event.has_english:
        remove(event, language="en")
    for language, _name in settings.LANGUAGES:
        if language == settings.LANGUAGE_CODE or event.has_english:
            with override(language):
                _put(event, language)


def publish_due(at: datetime) -> int:
    """Put what has become visible by the clock; how many there were. One transaction each,
    so where one fails the others are found."""
    entry = Entry.objects.filter(
        about_type=Event._meta.label_lower, about_id=Cast(OuterRef("pk"), CharField())
    )
    due = list(findable(at).filter(~Exists(entry)).values_list("pk", flat=True))
    for pk in due:
        _refresh_alone(pk, at=at)
    return len(due)


def rebuild() -> Iterator[object]:
    """Every event anew; for search.sources."""
    at = timezone.now()
    for pk in list(Event.objects.values_list("pk", flat=True)):
        _refresh_alone(pk, at=at)
        yield pk


def connect() -> None:
    """Listen to the life of events. For `ready()`."""
    event_changed.connect(_changed)


def _changed(event: Event, at: datetime, **signal: Any) -> None:
    refresh(event, at=at)


@transaction.atomic
def _refresh_alone(pk: int, *, at: datetime) -> None:
    # Locked, so that a change at the same time is not written over with what was before it.
    event = Event.objects.select_for_update(no_key=True).get(pk=pk)
    refresh(event, at=at)


def _put(event: Event, language: str) -> None:
    points = list(event.programme.all())
    said = [showing.words(event, name).text for name in ("summary", "text")]
    said += [place(event), showing.words(event, "organiser").text]
    for point in points:
        said += [showing.words(point, "title").text, showing.words(point, "speakers").text]
    oblast = event.oblast.title(language) if event.oblast else ""
    put(
        kind=KIND,
        about=event,
        language=language,
        title=titled(event),
        text=_sentences(*said),
        url=event.get_absolute_url(),
        keywords=f"{event.get_kind_display()} {oblast}",
        audience=FOUND_BY[event.audience],
        at=event.changed_at,
    )


def _sentences(*pieces: str) -> str:
    """The pieces that there are, each ended once."""
    found = (" ".join(piece.split()) for piece in pieces)
    return " ".join(each if each[-1] in ".!?…" else f"{each}." for each in found if each)
