"""What may be done with an event and with a registration, from where to where."""

from datetime import datetime
from enum import Enum

from mayorsclub.accounts.models import User
from mayorsclub.events import rules
from mayorsclub.events.models import Event, Registration, Standing, State
from mayorsclub.events.refusals import EventRefused, RegistrationRefused
from mayorsclub.events.signals import event_changed


class Move(Enum):
    CHANGE = "change"
    ANNOUNCE = "announce"
    REDATE = "redate"
    POSTPONE = "postpone"
    CANCEL = "cancel"
    INVITE = "invite"


_DRAFT, _ANNOUNCED, _POSTPONED = State.DRAFT, State.ANNOUNCED, State.POSTPONED
# The states from which a move starts, and where it leads; None: it stays.
TABLE: dict[Move, tuple[set[State], State | None]] = {
    Move.CHANGE: ({_DRAFT, _ANNOUNCED, _POSTPONED}, None),
    Move.ANNOUNCE: ({_DRAFT}, _ANNOUNCED),
    Move.REDATE: ({_ANNOUNCED, _POSTPONED}, _ANNOUNCED),
    Move.POSTPONE: ({_ANNOUNCED}, _POSTPONED),
    Move.CANCEL: ({_DRAFT, _ANNOUNCED, _POSTPONED}, State.CANCELLED),
    Move.INVITE: ({_DRAFT, _ANNOUNCED, _POSTPONED}, None),
}


class Step(Enum):
    ACCEPT = "accept"
    CANCEL = "cancel"
    OFFER = "offer"
    LAPSE = "lapse"
    CHECK_IN = "check_in"


_REGISTERED, _WAITING, _OFFERED = Standing.REGISTERED, Standing.WAITING, Standing.OFFERED
STEPS: dict[Step, tuple[set[Standing], Standing]] = {
    Step.OFFER: ({_WAITING}, _OFFERED),
    Step.ACCEPT: ({_OFFERED}, _REGISTERED),
    Step.LAPSE: ({_OFFERED}, Standing.LAPSED),
    Step.CANCEL: ({_REGISTERED, _WAITING, _OFFERED}, Standing.CANCELLED),
    Step.CHECK_IN: ({_REGISTERED}, _REGISTERED),
}


def is_allowed(move: Move, event: Event) -> bool:
    """Whether the state lets it."""
    return event.state in TABLE[move][0]


def check(move: Move, event: Event) -> State:
    """The state after it. Raises EventRefused 'not_now' where the state does not let it."""
    if not is_allowed(move, event):
        raise EventRefused("not_now", state=event.get_state_display())
    return TABLE[move][1] or State(event.state)


def check_step(step: Step, registration: Registration) -> Standing:
    """The standing after it. Raises RegistrationRefused 'not_now'."""
    before, after = STEPS[step]
    if registration.standing not in before:
        raise RegistrationRefused("not_now", state=registration.get_standing_display())
    return after


def lock(event_id: int) -> Event:
    """The event, alone until the transaction ends. Everything that counts seats or changes
    an event or a registration takes this lock first, so the order of locks is always the
    event, its registrations, the audit log."""
    return Event.objects.select_for_update(no_key=True).get(pk=event_id)


def lock_for(event_id: int, by: User) -> Event:
    """`lock`, for whoever keeps events. Raises EventRefused 'not_allowed'."""
    event = lock(event_id)
    if not rules.may_keep_events(by):
        raise EventRefused("not_allowed")
    return event


def lock_in_use(event_id: int, by: User) -> Event:
    """`lock_for`, of an event that is not put away. Raises EventRefused 'archived', too."""
    event = lock_for(event_id, by)
    if event.archived_at is not None:
        raise EventRefused("archived")
    return event


def touch(event: Event, *, at: datetime) -> None:
    """The calendar entry changed: calendars take the higher number (RFC 5545, 3.8.7.4).
    The caller saves the event."""
    event.sequence += 1
    event.revised_at = event.changed_at = at


def changed(event: Event, *, at: datetime) -> None:
    """Tell whoever listens that something changed which some page shows."""
    event_changed.send(sender=Event, event=event, at=at)
