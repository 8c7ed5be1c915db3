"""Those registered for an event as receivers of mailings."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mayorsclub.events import links
from mayorsclub.events.models import ACTIVE, Event, Group, Registration, Standing, State
from mayorsclub.events.rules import by_right
from mayorsclub.mailings.segments import COMMON, LANGUAGE, Filter, Receiver, Segment, Source, Values
from mayorsclub.ukrainian.dates import moment

SLUG = "registrations"
LONGEST_NUMBER = 18  # digits
CAME, MISSED = "yes", "no"


def choices_of_events() -> list[tuple[str, Any]]:
    """Events that somebody may be registered for, the latest first."""
    events = Event.objects.exclude(state=State.DRAFT).order_by("-starts_at", "-pk")
    return [(str(event.pk), f"{event.title}, {_when(event)}") for event in events]


def _when(event: Event, language: str = "") -> str:
    return moment(event.starts_at, language or translation.get_language() or "uk")


def _find(segment: Segment, today: date) -> Iterator[Receiver]:
    """Everybody of the segment whom a right still carries; without an event or rows that were
    chosen, nobody."""
    found = Registration.objects.filter(by_right(), erased_at=None).select_related("event", "user")
    found = found.filter(pk__in=segment.ids) if segment.ids else _filtered(found, segment.filters)
    for registration in found.order_by("name", "pk"):
        yield _receiver(registration)


def _filtered(found: QuerySet[Registration], where: Any) -> QuerySet[Registration]:
    event = where.get("event", "")
    if not (event.isascii() and event.isdigit() and len(event) <= LONGEST_NUMBER):
        return found.none()
    found = found.filter(event=event)
    standing = where.get("standing")
    found = found.filter(standing=standing) if standing else found.filter(standing__in=ACTIVE)
    if group := where.get("group"):
        found = found.filter(group=group)
    if came := where.get("came"):
        found = found.filter(checked_in_at__isnull=came == MISSED)
    language = where.get("language")
    return found.filter(language=language) if language else found


def _receiver(registration: Registration) -> Receiver:
    """A person under the address of their account, where they have one."""
    user = registration.user
    return Receiver(
        email=(user.email if user else registration.email).strip().lower(),
        name=registration.name,
        language=registration.language,
        user=user,
        about=registration,
        values=_values(registration),
    )


def _values(registration: Registration) -> Values:
    event = registration.event

    def values(language: str) -> dict[str, str]:
        name = registration.user.name_en if registration.user and language == "en" else ""
        # A mailing is kept with its values: of a secret link nothing may be kept, so whoever
        # has no account gets the address of the event itself.
        link = links.of_mine(language) if registration.user else links.of_event(event, language)
        with translation.override(language):
            online = str(pgettext_lazy("event", "online")) if event.is_online else ""
            return {
                "name": name or registration.name,
                "event": event.title,
                "date": _when(event, language),
                "place": event.place or online,
                "link": link,
            }

    return values


SOURCE = Source(
    SLUG,
    _("Those registered for an event"),
    {
        **COMMON,
        "event": _("title of the event"),
        "date": _("day and time of the event"),
        "place": _("place of the event"),
        "link": _("page with one’s registrations; without an account, page of the event"),
    },
    (
        Filter("event", pgettext_lazy("mailing", "Event"), choices_of_events, is_needed=True),
        Filter(
            "standing",
            pgettext_lazy("registration", "State"),
            lambda: list(Standing.choices),
            everyone=_("whoever has a place or waits for one"),
        ),
        Filter("group", pgettext_lazy("event", "Group"), lambda: list(Group.choices)),
        Filter(
            "came",
            _("At the event"),
            lambda: [(CAME, _("came")), (MISSED, _("did not come"))],
        ),
        LANGUAGE,
    ),
    _find,
)
