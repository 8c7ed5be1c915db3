"""The partner organisations that help to hold an event."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.events.domain.states import Move, changed, check, lock_in_use
from mayorsclub.events.models import Event, EventPartner
from mayorsclub.events.refusals import EventRefused
from mayorsclub.partners.models import Partner, Status

MOST = 50


@transaction.atomic
def set_partners(event_id: int, partners: Iterable[int], *, by: User, at: datetime) -> Event:
    """Let these partners, by their ids and in this order, stand with the event.

    One that was named before may stay when it is active no longer; pages show active ones
    only. Raises EventRefused: "not_allowed", "not_now", "archived", "choice", "too_many".
    """
    event = lock_in_use(event_id, by)
    check(Move.CHANGE, event)
    wanted = list(dict.fromkeys(partners))
    if len(wanted) > MOST:
        raise EventRefused("too_many", most=MOST)
    before = list(event.partners.values_list("partner", flat=True))
    if wanted == before:
        return event
    new = set(wanted) - set(before)
    if Partner.objects.filter(pk__in=new, status=Status.ACTIVE).count() != len(new):
        raise EventRefused("choice")
    # The rows are written anew: their numbers are the order.
    event.partners.all().delete()
    EventPartner.objects.bulk_create(EventPartner(event=event, partner_id=pk) for pk in wanted)
    record("event.partners_changed", actor=by, about=event, at=at, partners=wanted)
    changed(event, at=at)
    return event
