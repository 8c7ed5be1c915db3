"""Events as the office's screens are tried on them: by the clock of today."""

from datetime import datetime, timedelta
from html import unescape

from django.http import HttpResponse
from django.utils import timezone

from mayorsclub.events.models import Event
from tests.factories.events import DraftEventFactory, EventFactory
from tests.moments import DAY

LIST = "/office/events/"
NEW = "/office/events/new/"


def text(answer: HttpResponse) -> str:
    return unescape(answer.content.decode())


def typed(moment: datetime) -> str:
    """A moment as one types it; a form gives its own without a zone, by the clock of Kyiv."""
    own = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return f"{own:%Y-%m-%d %H:%M}"


def in_days(days: float) -> str:
    return typed(timezone.now() + timedelta(days=days))


def page_of(event: Event) -> str:
    return f"{LIST}{event.pk}/"


def ahead(**facts: object) -> Event:
    """An event in ten days by the clock of today, announced yesterday."""
    now = timezone.now().replace(second=0, microsecond=0)
    facts = {"starts_at": now + 10 * DAY, "public_from": now - DAY, **facts}
    return EventFactory(**facts)


def draft(**facts: object) -> Event:
    return DraftEventFactory(**{"starts_at": timezone.now() + 10 * DAY, **facts})


def planned(**more: object) -> dict[str, object]:
    """What the form of a new event sends."""
    return {
        "kind": "session",
        "audience": "members",
        "title_uk": "Зустріч про відновлення",
        "title_en": "A meeting on recovery",
        "summary_uk": "Про відновлення.",
        "summary_en": "On recovery.",
        "starts_at": in_days(10),
        "ends_at": in_days(10.1),
        "place_uk": "м. Київ, Зразкова вулиця, 1",
        "link_minutes": "60",
        "languages": ["uk", "en"],
        "early_days": "3",
        "takes_registrations": "on",
        "accept_hours": "24",
        "reminders": ["10080", "60"],
        **more,
    }
