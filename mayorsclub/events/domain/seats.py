"""How many may come, in all and of each group."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.events.domain.places import seats_of
from mayorsclub.events.domain.states import Move, changed, check, lock_in_use
from mayorsclub.events.models import Event, Group, Quota
from mayorsclub.events.refusals import EventRefused
from mayorsclub.events.signals import seats_grew

MOST = 100_000


@transaction.atomic
def set_seats(
    event_id: int,
    *,
    seats: int | None,
    quotas: Mapping[str, int],
    by: User,
    at: datetime,
) -> Event:
    """Set the seats; those who wait move up where there are more.

    seats: of all groups together; None: no limit. quotas: of groups with seats of their own;
    0 closes the event to a group; the others share what is left of `seats`. Raises
    EventRefused: "not_allowed", "not_now", "archived", "choice", "number", "quotas_exceed",
    "too_few_seats", "too_few_of_group".
    """
    event = lock_in_use(event_id, by)
    check(Move.CHANGE, event)
    wanted = {str(group): number for group, number in quotas.items()}
    _check(seats, wanted)
    _check_taken(event, seats, wanted)
    event.seats = seats
    event.quotas.exclude(group__in=wanted).delete()
    for group, number in wanted.items():
        Quota.objects.update_or_create(event=event, group=group, defaults={"seats": number})
    event.changed_at = at
    event.save(update_fields=["seats", "changed_at"])
    facts = {f"quota_{group}": number for group, number in wanted.items()}
    record("event.seats_set", actor=by, about=event, at=at, seats=seats, **facts)
    changed(event, at=at)
    # Whoever listens looks for themselves whether anybody may move up.
    seats_grew.send(sender=Event, event=event, at=at)
    return event


def _check(seats: int | None, quotas: Mapping[str, int]) -> None:
    if not set(quotas) <= set(Group.values):
        raise EventRefused("choice")
    if seats is not None and not 1 <= seats <= MOST:
        raise EventRefused("number", least=1, most=MOST)
    if any(not 0 <= number <= MOST for number in quotas.values()):
        raise EventRefused("number", least=0, most=MOST)
    if seats is not None and sum(quotas.values()) > seats:
        raise EventRefused("quotas_exceed", seats=seats)


def _check_taken(event: Event, seats: int | None, quotas: Mapping[str, int]) -> None:
    """Nobody loses a place, nor an offer of one."""
    taken = seats_of(event).taken
    if seats is not None and sum(taken.values()) > seats:
        raise EventRefused("too_few_seats", taken=sum(taken.values()))
    for group, number in quotas.items():
        if taken.get(group, 0) > number:
            label = Group(group).label
            raise EventRefused("too_few_of_group", taken=taken[group], group=label)
    others = sum(number for group, number in taken.items() if group not in quotas)
    if seats is not None and others > seats - sum(quotas.values()):
        raise EventRefused("too_few_for_others", taken=others)
