"""What the secretariat does with registrations: by phone, at the door, in the office."""

from datetime import datetime

from django.db import transaction

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.events import rules
from mayorsclub.events.domain import states
from mayorsclub.events.domain.confirmations import confirm, entry, tell
from mayorsclub.events.domain.rows import Coming, GuestFacts, enter, locked, standing_of, tidied
from mayorsclub.events.domain.states import Step, check_step
from mayorsclub.events.domain.waiting import fill
from mayorsclub.events.models import Audience, Event, Group, Registration, Standing, State
from mayorsclub.events.refusals import RegistrationRefused
from mayorsclub.mail.markup import clean

LONGEST_REASON = 1000


@transaction.atomic
def walk_in(
    event_id: int,
    facts: GuestFacts,
    *,
    by: User,
    at: datetime,
    over_seats: bool = False,
    language: str = "uk",
) -> Registration:
    """Let somebody in who stands at the door without a registration: registered and checked
    in, without a letter. The e-mail may be empty.

    over_seats: the secretariat says that there is room beyond the seats. Raises
    RegistrationRefused: "not_allowed", "cancelled", "postponed", "closed", "name_required",
    "already_other", "full".
    """
    event = states.lock(event_id)
    _check_keeper(by)
    _check_is_on(event, at)
    coming = _coming(event, facts, _usual_group(event), language, user=None, by=by)
    _check_seat(event, coming.group, over_seats=over_seats, at=at)
    return enter(event, coming, standing=Standing.REGISTERED, answers={}, at=at, is_walk_in=True)


@transaction.atomic
def office_register(
    event_id: int,
    facts: GuestFacts,
    *,
    user: User | None = None,
    group: str = "",
    language: str = "uk",
    over_seats: bool = False,
    by: User,
    at: datetime,
) -> Registration:
    """Register somebody who asked by phone or letter, also when registration is closed.

    user: their account, if they have one. group: a value of Group; empty: everyone else of
    an open event, an invited guest of a closed one. Without over_seats a full event gives a
    place on the waiting list. Raises what `walk_in` raises, but "full".
    """
    event = states.lock(event_id)
    _check_keeper(by)
    _check_is_on(event, at)
    coming = _coming(event, facts, group or _usual_group(event), language, user=user, by=by)
    seats = fill(event, at=at)
    waits = seats.is_full(coming.group) and not over_seats
    standing = Standing.WAITING if waits else Standing.REGISTERED
    registration = enter(event, coming, standing=standing, answers={}, at=at)
    if waits:
        tell("waiting", registration, event, at=at)
    else:
        confirm(registration, event, at=at)
    return registration


@transaction.atomic
def office_cancel(registration_id: int, *, reason: str, by: User, at: datetime) -> Registration:
    """Take a place back; the person reads why, and the place goes to the next.

    Raises RegistrationRefused: "not_allowed", "reason_required", "not_now".
    """
    event, registration = locked(registration_id)
    _check_keeper(by)
    reason = clean(reason).strip()[:LONGEST_REASON]
    if not reason:
        raise RegistrationRefused("reason_required")
    was = registration.standing
    registration.standing = check_step(Step.CANCEL, registration)
    registration.ended_at = at
    registration.save(update_fields=["standing", "ended_at"])
    record("registration.taken_back", actor=by, about=registration, at=at, event=event.pk, was=was)
    had_place = was == Standing.REGISTERED
    calendar = entry(event, registration, at=at, takes_out=True) if had_place else None
    tell("cancelled_by_office", registration, event, at=at, calendar=calendar, reason=reason)
    fill(event, at=at)
    return registration


def _check_keeper(by: User) -> None:
    if not rules.may_keep_events(by):
        raise RegistrationRefused("not_allowed")


def _check_is_on(event: Event, at: datetime) -> None:
    if event.state in {State.CANCELLED, State.POSTPONED}:
        raise RegistrationRefused(str(event.state))
    if event.state != State.ANNOUNCED or event.archived_at or rules.is_over(event, at):
        raise RegistrationRefused("closed")


def _usual_group(event: Event) -> Group:
    return Group.PUBLIC if event.audience == Audience.OPEN else Group.GUESTS


def _coming(
    event: Event, facts: GuestFacts, group: str, language: str, *, user: User | None, by: User
) -> Coming:
    neat = tidied(facts)
    if standing_of(event, user=user, email=neat.email):
        raise RegistrationRefused("already_other")
    return Coming(neat, group, user.language if user else language, user, by=by)


def _check_seat(event: Event, group: str, *, over_seats: bool, at: datetime) -> None:
    if not over_seats and fill(event, at=at).is_full(group):
        raise RegistrationRefused("full")
