"""The door: passes for phones, and what becomes of each ticket that is read.

Every reading has a key of the phone's own, so one that is sent twice counts once; the
place of a person is taken once, by whichever reading comes first. Nothing that was read
is dropped: what fits no ticket of the event is kept as unknown.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.events.domain import states, tickets
from mayorsclub.events.domain.tokens import Purpose, digest, new_digest, new_nonce, token
from mayorsclub.events.models import DoorPass, Event, Outcome, Registration, Scan, Standing, State
from mayorsclub.events.refusals import EventRefused, RegistrationRefused
from mayorsclub.events.rules import by_right

# A phone forgets its list by then, and no pass lives longer.
AFTER_EVENT = timedelta(hours=48)
LABEL = 120
# More in one request is a fault: a phone sends its queue in parts.
MOST_AT_ONCE = 200


@dataclass(frozen=True)
class Reading:
    """What a phone read. key: made by the phone for this one reading. ticket: what the QR
    code said, or a short code. scanned_at: aware; the phone's clock."""

    key: uuid.UUID
    ticket: str
    scanned_at: datetime
    was_offline: bool = False


@transaction.atomic
def give_pass(
    event_id: int,
    *,
    label: str,
    hours: int | None = None,
    expires_at: datetime | None = None,
    by: User,
    at: datetime,
) -> DoorPass:
    """A link that lets one phone check people in at this event.

    label: whose phone. It ends after so many hours, or at expires_at; without either two
    days after the event. Raises EventRefused "not_allowed", "not_now", "whose_phone",
    "pass_ends".
    """
    event = states.lock_for(event_id, by)
    if event.state != State.ANNOUNCED or event.archived_at:
        raise EventRefused("not_now", state=event.get_state_display())
    whose = " ".join(label.split())[:LABEL]
    if not whose:
        raise EventRefused("whose_phone")
    last = event.ends_at + AFTER_EVENT
    ends = expires_at or (at + timedelta(hours=hours) if hours else last)
    if not at < ends <= last:
        raise EventRefused("pass_ends")
    nonce = new_nonce()
    made = DoorPass.objects.create(
        event=event,
        label=whose,
        nonce=nonce,
        token_hash=new_digest(Purpose.DOOR, nonce),
        made_at=at,
        made_by=by,
        expires_at=ends,
    )
    record("door.opened", actor=by, about=event, at=at, door_pass=made.pk)
    return made


@transaction.atomic
def take_back(pass_id: int, *, by: User, at: datetime) -> DoorPass:
    """End a pass now; its phone shows nothing more. Twice is once. Raises EventRefused."""
    event_id = DoorPass.objects.values_list("event", flat=True).get(pk=pass_id)
    event = states.lock_for(event_id, by)
    found = DoorPass.objects.get(pk=pass_id)
    if found.revoked_at is None:
        found.revoked_at = at
        found.save(update_fields=["revoked_at"])
        record("door.closed", actor=by, about=event, at=at, door_pass=found.pk)
    return found


def secret_of(door_pass: DoorPass) -> str:
    """The token of its link."""
    return token(Purpose.DOOR, door_pass.nonce)


def find_pass(secret: str, at: datetime) -> DoorPass | None:
    """The pass that this link opens now; None for one that ended or was taken back."""
    found = _known(secret)
    return found if found and at < found.expires_at else None


def find_pass_to_hand_in(secret: str, at: datetime) -> DoorPass | None:
    """The pass for a phone that was without a network when it ended: for two more days it
    may hand in what it had read before (`scan` takes nothing later)."""
    found = _known(secret)
    return found if found and at < found.expires_at + AFTER_EVENT else None


def _known(secret: str) -> DoorPass | None:
    passes = DoorPass.objects.select_related("event").filter(
        revoked_at=None, event__archived_at=None, event__state=State.ANNOUNCED
    )
    return passes.filter(token_hash=digest(Purpose.DOOR, secret[:100])).first()


@transaction.atomic
def scan(
    door_pass: DoorPass,
    reading: Reading,
    *,
    at: datetime,
    codes: Mapping[str, int] | None = None,
) -> Scan:
    """Apply one reading, once. The answer to a key that came before is the one given then.

    codes: see tickets.find. Raises EventRefused "scan_key" (another event's key), "pass_over".
    """
    event = states.lock(door_pass.event_id)
    if earlier := earlier_scan(door_pass, reading.key):
        return earlier
    scanned_at = moment_of(door_pass, reading.scanned_at, at)
    found = tickets.find(event, reading.ticket, codes)
    outcome = _admit(found, scanned_at)
    made = keep(door_pass, reading, found, outcome, scanned_at=scanned_at, at=at)
    if outcome == Outcome.ADMITTED:
        record("registration.checked_in", actor=None, about=found, at=at, door_pass=door_pass.pk)
    return made


def earlier_scan(door_pass: DoorPass, key: uuid.UUID) -> Scan | None:
    """The scan with this key, asked under the event's lock. Raises EventRefused "scan_key"
    where it is another event's."""
    earlier = Scan.objects.select_related("registration").filter(key=key).first()
    if earlier and earlier.event_id != door_pass.event_id:
        raise EventRefused("scan_key")
    return earlier


def moment_of(door_pass: DoorPass, scanned_at: datetime, at: datetime) -> datetime:
    """When it was read, as far as it can be: never before the pass was made, never in the
    future. Raises EventRefused "pass_over" for what was read after the pass ended."""
    if at >= door_pass.expires_at and scanned_at >= door_pass.expires_at:
        raise EventRefused("pass_over")
    return min(max(scanned_at, door_pass.made_at), at)


def _admit(found: Registration | None, scanned_at: datetime) -> Outcome:
    """Take the person's place once: of two readings the first one's condition holds."""
    if found is None:
        return Outcome.UNKNOWN
    own = Registration.objects.filter(pk=found.pk)
    is_coming = found.standing in states.STEPS[states.Step.CHECK_IN][0]
    if not is_coming or not own.filter(by_right()).exists():
        return Outcome.NOT_VALID
    free = own.filter(standing=Standing.REGISTERED, checked_in_at=None)
    if not free.update(checked_in_at=scanned_at):
        return Outcome.ALREADY
    found.checked_in_at = scanned_at
    return Outcome.ADMITTED


def keep(
    door_pass: DoorPass,
    reading: Reading,
    found: Registration | None,
    outcome: Outcome,
    *,
    scanned_at: datetime,
    at: datetime,
) -> Scan:
    """Write the scan down; inside the caller's transaction."""
    return Scan.objects.create(
        event_id=door_pass.event_id,
        door_pass=door_pass,
        key=reading.key,
        registration=found,
        scanned_at=scanned_at,
        received_at=at,
        was_offline=reading.was_offline,
        outcome=outcome,
    )


def scan_many(
    door_pass: DoorPass, readings: Iterable[Reading], *, at: datetime
) -> dict[uuid.UUID, Scan | EventRefused]:
    """The queue of a phone: each reading in a transaction of its own, answered by its key;
    one that is refused does not stop the others."""
    answers: dict[uuid.UUID, Scan | EventRefused] = {}
    codes = tickets.codes_of(door_pass.event)
    for reading in list(readings)[:MOST_AT_ONCE]:
        try:
            answers[reading.key] = scan(door_pass, reading, at=at, codes=codes)
        except EventRefused as refused:
            answers[reading.key] = refused
        except IntegrityError:
            # The same key at another event's door at the same moment.
            answers[reading.key] = EventRefused("scan_key")
    return answers


@transaction.atomic
def check_in(registration_id: int, *, by: User, at: datetime) -> Registration:
    """By hand, in the office. Raises EventRefused "not_allowed", RegistrationRefused
    "not_now", "in_already"."""
    found = _locked(registration_id, by)
    states.check_step(states.Step.CHECK_IN, found)
    if found.checked_in_at:
        raise RegistrationRefused("in_already")
    found.checked_in_at, found.checked_in_by = at, by
    found.save(update_fields=["checked_in_at", "checked_in_by"])
    record("registration.checked_in", actor=by, about=found, at=at)
    return found


@transaction.atomic
def undo_check_in(registration_id: int, *, by: User, at: datetime) -> Registration:
    """Take back a check-in that was a mistake; the scans stay. The next reading of the ticket
    admits again. Raises EventRefused "not_allowed", RegistrationRefused "not_in"."""
    found = _locked(registration_id, by)
    if found.checked_in_at is None:
        raise RegistrationRefused("not_in")
    found.checked_in_at = found.checked_in_by = None
    found.save(update_fields=["checked_in_at", "checked_in_by"])
    record("registration.check_in_undone", actor=by, about=found, at=at)
    return found


def _locked(registration_id: int, by: User) -> Registration:
    event_id = Registration.objects.values_list("event", flat=True).get(pk=registration_id)
    states.lock_for(event_id, by)
    return Registration.objects.select_for_update(no_key=True, of=("self",)).get(pk=registration_id)


def counts(event: Event) -> tuple[int, int]:
    """(how many are in, how many are expected in all)."""
    expected = event.registrations.filter(by_right(), standing=Standing.REGISTERED)
    return expected.exclude(checked_in_at=None).count(), expected.count()
