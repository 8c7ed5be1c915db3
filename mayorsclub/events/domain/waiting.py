"""The waiting list: a place that gets free goes to the next who fits, by itself."""

from datetime import datetime, timedelta

from django.db import transaction
from django.dispatch import receiver

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.events import rules
from mayorsclub.events.domain import states
from mayorsclub.events.domain.confirmations import confirm, entry, language_of, tell
from mayorsclub.events.domain.places import Seats, seats_of
from mayorsclub.events.domain.rows import locked
from mayorsclub.events.domain.states import Step, check_step
from mayorsclub.events.models import Event, Registration, Standing, State
from mayorsclub.events.refusals import RegistrationRefused
from mayorsclub.events.signals import event_changed, seats_grew
from mayorsclub.ukrainian.dates import moment

# An offer ends this long before the beginning, so that a place nobody takes goes on to
# somebody who can still come.
GIVEN_BEFORE = timedelta(hours=3)
# A shorter offer is none: the place is given at once, and whoever cannot come cancels.
SHORTEST_OFFER = timedelta(hours=1)


@transaction.atomic
def move_up(event: Event, *, at: datetime) -> int:
    """Offer every free place of the event to the next on the waiting list that it fits, by
    letter; how many were offered. Nothing for an event that is off or has begun."""
    before = Registration.objects.filter(event=event, standing=Standing.WAITING).count()
    if not before:
        return 0
    fill(states.lock(event.pk), at=at)
    return before - Registration.objects.filter(event=event, standing=Standing.WAITING).count()


def fill(event: Event, *, at: datetime) -> Seats:
    """The seats of the locked event after those who wait were offered what is free."""
    seats = seats_of(event)
    if event.state != State.ANNOUNCED or event.archived_at or event.starts_at <= at:
        return seats
    waiting = (
        event.registrations.filter(rules.by_right(), standing=Standing.WAITING)
        .select_related("user")
        .order_by("waiting_since", "pk")
    )
    while groups := seats.open_groups():
        following = waiting.filter(group__in=groups).first()
        if following is None:
            break
        _offer(event, following, at=at)
        seats = seats.with_one(following.group)
    return seats


def offer_ends(event: Event, at: datetime) -> datetime | None:
    """Until when a place offered now waits; None: so near the beginning it is given."""
    ends = min(at + timedelta(hours=event.accept_hours), event.starts_at - GIVEN_BEFORE)
    return ends if ends - at >= SHORTEST_OFFER else None


def _offer(event: Event, registration: Registration, *, at: datetime) -> None:
    registration.standing = check_step(Step.OFFER, registration)
    registration.offered_until = until = offer_ends(event, at)
    if until is None:
        registration.standing = check_step(Step.ACCEPT, registration)
        registration.registered_at = at
    registration.save(update_fields=["standing", "offered_until", "registered_at"])
    record(
        "registration.offered" if until else "registration.given",
        actor=None,
        about=registration,
        at=at,
        event=event.pk,
    )
    if until:
        tell("offered", registration, event, at=at, until=moment(until, language_of(registration)))
    else:
        tell("given", registration, event, at=at, calendar=entry(event, registration, at=at))


@transaction.atomic
def accept(registration_id: int, *, by: User | None = None, at: datetime) -> Registration:
    """Take the offered place; its letter brings the entry for the calendar.

    by: None for whoever opened the secret link. A second click is no fault. Raises
    RegistrationRefused: "not_allowed", "not_now", "cancelled", "postponed", "over",
    "offer_over".
    """
    event, registration = locked(registration_id)
    if by is not None and not rules.speaks_for(by, registration):
        raise RegistrationRefused("not_allowed")
    if registration.standing == Standing.REGISTERED:
        return registration
    standing = check_step(Step.ACCEPT, registration)
    check_is_on(event, at)
    if registration.offered_until and registration.offered_until <= at:
        raise RegistrationRefused("offer_over")
    registration.standing, registration.offered_until = standing, None
    # From now on there is a place, and reminders are those that come after this moment.
    registration.registered_at = at
    registration.save(update_fields=["standing", "offered_until", "registered_at"])
    record("registration.accepted", actor=by, about=registration, at=at, event=event.pk)
    confirm(registration, event, at=at)
    return registration


def check_is_on(event: Event, at: datetime) -> None:
    """Raises RegistrationRefused "cancelled", "postponed" or "over"."""
    if event.state in {State.CANCELLED, State.POSTPONED}:
        raise RegistrationRefused(str(event.state))
    if event.starts_at <= at:
        raise RegistrationRefused("over")


def events_with_lapsed(at: datetime) -> list[int]:
    """The events with an offer whose time is over. Of a postponed event time stands still."""
    found = Registration.objects.filter(
        standing=Standing.OFFERED, offered_until__lte=at, event__state=State.ANNOUNCED
    )
    return list(found.order_by("event").values_list("event_id", flat=True).distinct())


def events_that_wait(at: datetime) -> list[int]:
    """The events to come on whose list somebody waits."""
    found = Registration.objects.filter(
        standing=Standing.WAITING, event__state=State.ANNOUNCED, event__starts_at__gt=at
    )
    return list(found.order_by("event").values_list("event_id", flat=True).distinct())


@transaction.atomic
def lapse(event_id: int, *, at: datetime) -> int:
    """End the offers of one event whose time is over and offer the places to the next; how
    many ended. Safe to call twice."""
    event = states.lock(event_id)
    if event.state != State.ANNOUNCED:
        return 0
    over = event.registrations.filter(standing=Standing.OFFERED, offered_until__lte=at)
    rows = list(over.select_related("user").order_by("pk"))
    for registration in rows:
        registration.standing = check_step(Step.LAPSE, registration)
        registration.ended_at = at
        registration.save(update_fields=["standing", "ended_at"])
        record("registration.lapsed", actor=None, about=registration, at=at, event=event.pk)
        tell("offer_lapsed", registration, event, at=at)
    fill(event, at=at)
    return len(rows)


def lapse_due(at: datetime) -> int:
    """`lapse` for every event that needs it, each in a transaction of its own."""
    return sum(lapse(event_id, at=at) for event_id in events_with_lapsed(at))


def renew_offers(event: Event, *, at: datetime) -> None:
    """After a change of the locked event: an offer whose time ran out while the event stood
    still, or that goes beyond the new beginning, gets its whole time anew."""
    if event.state != State.ANNOUNCED:
        return
    for registration in event.registrations.filter(standing=Standing.OFFERED):
        until = registration.offered_until
        if until is None or until <= at or until > event.starts_at:
            registration.offered_until = offer_ends(event, at) or event.starts_at
            registration.save(update_fields=["offered_until"])


@receiver(seats_grew)
def _on_seats_grew(sender: object, event: Event, at: datetime, **_more: object) -> None:
    move_up(event, at=at)


@receiver(event_changed)
def _on_event_changed(sender: object, event: Event, at: datetime, **_more: object) -> None:
    renew_offers(event, at=at)
