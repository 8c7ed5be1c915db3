"""The secretariat gives a place to somebody who waits, also out of turn."""

from datetime import datetime

from django.db import transaction

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.events import rules
from mayorsclub.events.domain.confirmations import entry, tell
from mayorsclub.events.domain.places import seats_of
from mayorsclub.events.domain.rows import locked
from mayorsclub.events.domain.waiting import check_is_on
from mayorsclub.events.models import Registration, Standing
from mayorsclub.events.refusals import RegistrationRefused

# Whom a place can be given to.
FROM = frozenset({Standing.WAITING, Standing.OFFERED})


@transaction.atomic
def give_place(
    registration_id: int, *, over_seats: bool = False, by: User, at: datetime
) -> Registration:
    """Give a place at once, without waiting for a yes; the letter brings the entry for the
    calendar. Whoever was offered one holds a seat already.

    over_seats: the secretariat says that there is room beyond the seats. Raises
    RegistrationRefused: "not_allowed", "not_now", "cancelled", "postponed", "over", "full".
    """
    event, registration = locked(registration_id)
    if not rules.may_keep_events(by):
        raise RegistrationRefused("not_allowed")
    was = registration.standing
    if was not in FROM:
        raise RegistrationRefused("not_now", state=registration.get_standing_display())
    check_is_on(event, at)
    waits = was == Standing.WAITING
    if waits and not over_seats and seats_of(event).is_full(registration.group):
        raise RegistrationRefused("full")
    registration.standing, registration.offered_until = Standing.REGISTERED, None
    registration.registered_at = at
    registration.save(update_fields=["standing", "offered_until", "registered_at"])
    record("registration.given", actor=by, about=registration, at=at, event=event.pk, was=was)
    tell("given", registration, event, at=at, calendar=entry(event, registration, at=at))
    return registration
