"""One reminder for each deadline, to those who have not voted."""

from datetime import datetime, timedelta

from django.db import transaction

from mayorsclub.audit.domain.log import record
from mayorsclub.committees.domain.notices import tell_about_matter
from mayorsclub.committees.domain.roll import drop_ended
from mayorsclub.committees.domain.rows import electors_of, lock_matter
from mayorsclub.committees.models import Matter
from mayorsclub.committees.rules import is_open


def is_time(matter: Matter, at: datetime) -> bool:
    """Whether the reminder of this deadline is due and not yet sent."""
    days = matter.body.remind_days_before
    starts = matter.closes_at - timedelta(days=days)
    return days > 0 and matter.reminded_at is None and is_open(matter, at) and at >= starts


@transaction.atomic
def remind(matter_id: int, *, at: datetime) -> int:
    """Queue the reminders of one matter, once; how many. Nought when it is not the time."""
    matter = lock_matter(matter_id)
    if not is_time(matter, at):
        return 0
    matter.reminded_at = at
    matter.save(update_fields=["reminded_at"])
    drop_ended(matter, at=at)
    waiting = [e.user for e in electors_of(matter) if not e.absence and not hasattr(e, "vote")]
    record("matter.reminded", actor=None, about=matter, at=at, reminded=len(waiting))
    tell_about_matter("committees.reminder", matter, waiting, at=at)
    return len(waiting)
