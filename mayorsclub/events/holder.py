"""What a certificate of attendance says, and who may have it."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.utils import translation

from mayorsclub.accounts.models import User
from mayorsclub.certificates.holders import Confirmation, Wording
from mayorsclub.events.domain.attendance import day_of
from mayorsclub.events.models import Event, Registration
from mayorsclub.events.rules import may_keep_events
from mayorsclub.ukrainian.dates import in_kyiv
from mayorsclub.ukrainian.romanise import romanise


class AttendanceHandler:
    """Answers for certificates of attendance; see certificates.holders.Handler."""

    template = "events/attendance.typ"

    def data(self, holder: Registration) -> Wording:
        """Name, event, day. `position`: the event's name and day."""
        event = holder.event
        return {
            "title": "Сертифікат учасника",
            "title_en": "Certificate of attendance",
            "name": holder.name,
            "name_en": name_in_english(holder),
            "position": title_in("uk", event),
            "position_en": title_in("en", event),
            "number": number_of(holder),
            "date": day_of(event, "uk"),
            "date_en": day_of(event, "en"),
        }

    def public(self, holder: Registration) -> Confirmation:
        """Name, event and day; no longer valid where the check-in was a mistake."""
        event = holder.event
        return Confirmation(
            name_uk=holder.name,
            name_en=name_in_english(holder),
            kind_uk=title_in("uk", event),
            kind_en=title_in("en", event),
            number=number_of(holder),
            entered_on=in_kyiv(event.starts_at).date(),
            is_valid=holder.checked_in_at is not None and holder.erased_at is None,
            is_attendance=True,
        )

    def may_read(self, user: AbstractBaseUser, holder: Any) -> bool:
        """Whose place it was, and whoever keeps the events."""
        if not isinstance(user, User) or not user.is_active or holder.erased_at:
            return False
        return holder.user_id == user.pk or may_keep_events(user)


HANDLER = AttendanceHandler()


def number_of(holder: Registration) -> str:
    """'2026-12-345': the year, the event and the place."""
    return f"{in_kyiv(holder.event.starts_at).year}-{holder.event_id}-{holder.pk}"


def name_in_english(holder: Registration) -> str:
    """As the person writes it, or romanised."""
    own = holder.user.name_en if holder.user else ""
    return own or romanise(holder.name)


def title_in(language: str, event: Event) -> str:
    with translation.override(language):
        return event.title
