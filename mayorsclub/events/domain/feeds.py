"""The secret address of a person's own calendar."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.events.domain.tokens import Purpose, digest, new_digest, new_nonce, token
from mayorsclub.events.models import CalendarFeed, Event, State
from mayorsclub.events.queries import public, visible_to

# How far back a calendar reaches, and how many events it holds at the most.
KEPT = timedelta(days=365)


@transaction.atomic
def renew(user: User, *, at: datetime) -> str:
    """Give this person's calendar a new address and return its token; the one before ends."""
    # Two taps at once must leave one address, and the page of each must show it.
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    nonce = new_nonce()
    CalendarFeed.objects.update_or_create(
        user=user,
        defaults={
            "nonce": nonce,
            "token_hash": new_digest(Purpose.CALENDAR, nonce),
            "made_at": at,
        },
    )
    record("events.calendar_renewed", actor=user, about=user, at=at)
    return token(Purpose.CALENDAR, nonce)


def token_of(user: User) -> str:
    """The token of this person's address; '' while there is none."""
    kept = CalendarFeed.objects.filter(user=user).first()
    return token(Purpose.CALENDAR, kept.nonce) if kept else ""


def owner_of(secret: str) -> User | None:
    """Whose address it is; None for one that was never made or has been renewed."""
    kept = (
        CalendarFeed.objects.select_related("user")
        .filter(token_hash=digest(Purpose.CALENDAR, secret))
        .first()
    )
    return kept.user if kept else None


def feed_of(user: User, at: datetime) -> QuerySet[Event]:
    """What stands in this person's calendar: whatever they may know of now, and no more."""
    return _in_calendar(visible_to(user, at), at)


def public_feed(at: datetime) -> QuerySet[Event]:
    """What stands in the calendar of everyone."""
    return _in_calendar(public(at), at)


def _in_calendar(events: QuerySet[Event], at: datetime) -> QuerySet[Event]:
    """Those to come and those of the last year. A cancelled one stays, said so, until its
    day is over: a program that has it must learn of it."""
    to_come = Q(ends_at__gt=at)
    held = Q(ends_at__gt=at - KEPT) & ~Q(state=State.CANCELLED)
    return events.filter(to_come | held).order_by("starts_at", "pk")
