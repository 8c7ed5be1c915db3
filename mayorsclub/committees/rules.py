"""Who may do what in a body. The domain asks after its lock; views and templates ask the same."""

from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone

from mayorsclub.accounts.models import Role, User
from mayorsclub.accounts.roles import has_role
from mayorsclub.committees.models import Body, Decision, Elector, Matter, MatterState, Seat
from mayorsclub.files.models import PrivateFile
from mayorsclub.ukrainian.dates import in_kyiv


def day_of(at: datetime) -> date:
    """The date in Kyiv at a moment: terms begin and end with the Ukrainian day."""
    return in_kyiv(at).date()


def seated_on(day: date) -> Q:
    """Condition for seats whose term runs on that day. `until` is the first day outside."""
    return Q(since__lte=day) & (Q(until=None) | Q(until__gt=day))


def sits_in(user: User, body: Body, day: date) -> bool:
    """Whether the person has a seat in the body on that day."""
    return Seat.objects.filter(seated_on(day), body=body, user=user).exists()


def sits_anywhere(user: User | AnonymousUser, day: date) -> bool:
    """Whether the person is in any body on that day."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return Seat.objects.filter(seated_on(day), user=user).exists()


def sits_today(user: User | AnonymousUser) -> bool:
    """Whether the person is in any body today; then a second factor is required.

    Kept on the object, like roles: one query a request.
    """
    if not isinstance(user, User):
        return False
    kept = user.__dict__.get("_sits_today")
    if kept is None:
        kept = user.__dict__["_sits_today"] = sits_anywhere(user, day_of(timezone.now()))
    return kept


def is_open(matter: Matter, at: datetime) -> bool:
    """Votes count. The closing moment itself is too late."""
    return matter.state == MatterState.OPEN and at < matter.closes_at


def is_over(matter: Matter) -> bool:
    """Whether nothing more can happen to the matter."""
    return matter.state in {MatterState.DECIDED, MatterState.WITHDRAWN}


def stands_aside(elector: Elector | None) -> bool:
    """Recused or barred: has an interest of their own in the matter."""
    return elector is not None and elector.absence in {
        Elector.Absence.RECUSED,
        Elector.Absence.BARRED,
    }


def may_follow(elector: Elector | None, matter: Matter) -> bool:
    """Whether a member of the body sees the subject, the discussion and the minutes.

    Whoever has a conflict of interest does not while it is discussed; whoever the
    matter is about, or comes from the same community, never does.
    """
    if elector is None or not stands_aside(elector):
        return True
    return elector.absence == Elector.Absence.RECUSED and matter.state == MatterState.DECIDED


def may_ask(elector: Elector | None) -> bool:
    """Questions are asked by those on the roll who did not step out."""
    return elector is not None and not elector.absence


def may_read_minutes(user: User | AnonymousUser, file: PrivateFile) -> bool:
    """Members of the body that decided, except whom the matter barred; the secretariat."""
    decision = Decision.objects.filter(minutes=file).select_related("matter__body").first()
    if decision is None or not isinstance(user, User) or not user.is_active:
        return False
    if sits_in(user, decision.matter.body, day_of(timezone.now())):
        elector = Elector.objects.filter(matter=decision.matter, user=user).first()
        return may_follow(elector, decision.matter)
    return has_role(user, Role.SECRETARIAT)
