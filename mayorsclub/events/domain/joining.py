"""Two accounts of one person become one: what each registered for."""

from datetime import datetime

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.events.models import ACTIVE, Registration, Standing

# Of two registrations for one event the better one stays.
_RANK = {Standing.REGISTERED: 0, Standing.OFFERED: 1, Standing.WAITING: 2}


def join_registrations(keep: User, other: User, *, at: datetime) -> None:
    """End one of two registrations for the same event, before the other account's rows move
    to the kept one. Inside the caller's transaction; a seat that grows free goes to the next
    with the worker's next look at the waiting lists."""
    kept = {row.event_id: row for row in _active(keep)}
    for row in _active(other):
        twin = kept.get(row.event_id)
        if twin is None:
            continue
        worse = max((twin, row), key=lambda each: (_RANK[Standing(each.standing)], each is row))
        worse.standing, worse.ended_at = Standing.CANCELLED, at
        worse.save(update_fields=["standing", "ended_at"])
        record("registration.joined", actor=None, about=worse, at=at, event=worse.event_id)


def _active(user: User) -> list[Registration]:
    rows = Registration.objects.filter(user=user, standing__in=ACTIVE)
    return list(rows.select_for_update(of=("self",), no_key=True).order_by("pk"))
