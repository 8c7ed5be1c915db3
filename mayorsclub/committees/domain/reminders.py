"""One reminder for each deadline, to those who have not voted."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import translation

from mayorsclub.accounts.models import Role, User
from mayorsclub.accounts.queries import open_grants
from mayorsclub.audit.domain.log import record
from mayorsclub.committees.domain.notices import tell_about_matter
from mayorsclub.committees.domain.roll import drop_ended
from mayorsclub.committees.domain.rows import electors_of, lock_matter
from mayorsclub.committees.models import Body, Matter, MatterState, Seat
from mayorsclub.committees.refusals import MatterRefused
from mayorsclub.committees.rules import day_of, is_open, is_over
from mayorsclub.mail.domain.outbox import queue_letter
from mayorsclub.mail.queries import letters_about
from mayorsclub.ukrainian.dates import long_date


def is_time(matter: Matter, at: datetime) -> bool:
    """Whether the reminder of this deadline is due and not yet sent."""
    days = matter.body.remind_days_before
    starts = matter.closes_at - timedelta(days=days)
    return days > 0 and matter.reminded_at is None and is_open(matter, at) and at >= starts


LETTER = "committees.reminder"
AT_MOST_EVERY = timedelta(days=1)
TERM_ENDS_IN = timedelta(days=30)


@transaction.atomic
def remind_now(matter_id: int, *, actor: User, at: datetime) -> int:
    """The office reminds all who have not voted, at most once a day; how many. Who they are
    it does not learn: the vote is secret until the decision.

    Raises MatterRefused: "not_open", "closed", "reminded", "all_voted".
    """
    matter = lock_matter(matter_id)
    if matter.state != MatterState.OPEN:
        raise MatterRefused("closed" if is_over(matter) else "not_open")
    if not is_open(matter, at):
        raise MatterRefused("closed")
    if _was_reminded(matter, at):
        raise MatterRefused("reminded")
    drop_ended(matter, at=at)
    waiting = [e.user for e in electors_of(matter) if not e.absence and not hasattr(e, "vote")]
    if not waiting:
        raise MatterRefused("all_voted")
    record("matter.reminded", actor=actor, about=matter, at=at, reminded=len(waiting))
    tell_about_matter(LETTER, matter, waiting, at=at)
    return len(waiting)


def _was_reminded(matter: Matter, at: datetime) -> bool:
    return letters_about(matter).filter(kind=LETTER, written_at__gt=at - AT_MOST_EVERY).exists()


@transaction.atomic
def tell_end_of_term(seat_id: int, *, at: datetime) -> bool:
    """Tell the secretariat that a term ends within TERM_ENDS_IN; once for each end. Whether
    it was told now."""
    Body.objects.select_for_update(no_key=True).get(seats=seat_id)
    seat = Seat.objects.select_related("body", "user").get(pk=seat_id)
    is_time = seat.until is not None and day_of(at) < seat.until <= day_of(at + TERM_ENDS_IN)
    if seat.until is None or not is_time or seat.end_told == seat.until:
        return False
    seat.end_told = seat.until
    seat.save(update_fields=["end_told"])
    record("seat.end_told", actor=None, about=seat, at=at, until=seat.until.isoformat())
    for grant in open_grants().filter(role=Role.SECRETARIAT):
        user: User = grant.user
        with translation.override(user.language):
            context = {
                "name": str(seat.user),
                "body": seat.body.name,
                "until": long_date(seat.until, user.language),
                "link": f"{settings.BASE_URL}/office/committees/{seat.body_id}/",
            }
        queue_letter("committees.term_ends", to=user, about=seat.body, at=at, context=context)
    return True


@transaction.atomic
def remind(matter_id: int, *, at: datetime) -> int:
    """Queue the reminders of one matter, once; how many. Nought when it is not the time."""
    matter = lock_matter(matter_id)
    if not is_time(matter, at):
        return 0
    matter.reminded_at = at
    matter.save(update_fields=["reminded_at"])
    # Where the office has just done it, the clock does not do it again.
    if _was_reminded(matter, at):
        return 0
    drop_ended(matter, at=at)
    waiting = [e.user for e in electors_of(matter) if not e.absence and not hasattr(e, "vote")]
    record("matter.reminded", actor=None, about=matter, at=at, reminded=len(waiting))
    tell_about_matter(LETTER, matter, waiting, at=at)
    return len(waiting)
