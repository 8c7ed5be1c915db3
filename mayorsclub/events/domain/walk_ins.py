"""Guests who stand at the door without a ticket."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mayorsclub.events.domain import states
from mayorsclub.events.domain.desk import walk_in
from mayorsclub.events.domain.door import Reading, earlier_scan, keep, moment_of
from mayorsclub.events.domain.rows import GuestFacts
from mayorsclub.events.models import DoorPass, Outcome, Scan


@dataclass(frozen=True)
class WalkIn:
    """Somebody let in. key, at, was_offline: as of a door.Reading."""

    key: uuid.UUID
    name: str
    organisation: str
    email: str
    at: datetime
    was_offline: bool = False


@transaction.atomic
def let_in(door_pass: DoorPass, guest: WalkIn, *, at: datetime) -> Scan:
    """Register and check in a guest at the door, once for each key.

    It is done in the name of whoever gave the pass; with their right it ends. Who was let in
    without a network is in, whatever the seats say. Raises EventRefused as `door.scan` does,
    RegistrationRefused as `desk.walk_in` does.
    """
    states.lock(door_pass.event_id)
    if earlier := earlier_scan(door_pass, guest.key):
        return earlier
    scanned_at = moment_of(door_pass, guest.at, at)
    registration = walk_in(
        door_pass.event_id,
        GuestFacts(guest.name, email=guest.email, organisation=guest.organisation),
        by=door_pass.made_by,
        at=scanned_at,
        over_seats=guest.was_offline,
    )
    reading = Reading(guest.key, "", scanned_at, guest.was_offline)
    return keep(door_pass, reading, registration, Outcome.ADMITTED, scanned_at=scanned_at, at=at)
