"""The roll of a matter: who may vote, and who has left it. Nobody ever joins it."""

from datetime import datetime

from django.utils import translation

from mayorsclub.accounts.models import Role, User
from mayorsclub.accounts.queries import open_grants
from mayorsclub.audit.domain.log import record
from mayorsclub.committees.domain.notices import tell_about_matter
from mayorsclub.committees.domain.rows import electors_of
from mayorsclub.committees.models import Elector, Matter, Seat
from mayorsclub.committees.rules import day_of, seated_on
from mayorsclub.committees.subjects import handler_of


def freeze(matter: Matter, *, at: datetime) -> None:
    """Write the roll from the seats of this day, with the bars that the subject's app names."""
    seats = Seat.objects.filter(seated_on(day_of(at)), body=matter.body).select_related("user")
    for seat in seats.filter(user__is_active=True):
        reason = bar_of(seat.user, matter)
        Elector.objects.create(
            matter=matter,
            user=seat.user,
            is_chair=seat.is_chair,
            absence=Elector.Absence.BARRED if reason else "",
            absence_reason=reason or "",
            absent_at=at if reason else None,
        )


def bar_of(user: User, matter: Matter) -> str | None:
    """Why this person may not vote on the matter, in Ukrainian as the minutes need it."""
    with translation.override("uk"):
        return handler_of(matter).bar(user, matter.subject)


def leave(
    elector: Elector,
    absence: Elector.Absence,
    *,
    reason: str = "",
    actor: User | None,
    at: datetime,
) -> None:
    """Take one elector off the roll, inside the caller's transaction."""
    elector.absence = absence
    elector.absence_reason = reason
    elector.absent_at = at
    elector.save(update_fields=["absence", "absence_reason", "absent_at"])
    record(
        "elector.left",
        actor=actor,
        about=elector.matter,
        at=at,
        elector=elector.pk,
        absence=absence.value,
    )
    present = Elector.objects.filter(matter=elector.matter_id, absence="")
    if not present.exists():
        tell_nobody_may_vote(elector.matter, at=at)


def drop_ended(matter: Matter, *, at: datetime) -> None:
    """Take off the roll whoever left the body, or whose account was switched off, without
    having voted: they can no longer vote, so nobody waits for them."""
    seated = set(
        Seat.objects.filter(seated_on(day_of(at)), body=matter.body).values_list("user", flat=True)
    )
    for elector in electors_of(matter):
        gone = elector.user_id not in seated or not elector.user.is_active
        if gone and not elector.absence and not hasattr(elector, "vote"):
            leave(elector, Elector.Absence.ENDED, actor=None, at=at)


def tell_nobody_may_vote(matter: Matter, *, at: datetime) -> None:
    """Tell the chair and the secretariat that a matter has nobody who may vote on it."""
    chairs = User.objects.filter(
        pk__in=Seat.objects.filter(seated_on(day_of(at)), body=matter.body, is_chair=True).values(
            "user"
        )
    )
    staff = [grant.user for grant in open_grants().filter(role=Role.SECRETARIAT)]
    people = {user.pk: user for user in [*chairs, *staff]}
    tell_about_matter("committees.nobody_may_vote", matter, people.values(), at=at)
