"""What may be done with a sitting in which state, and who reads its minutes."""

from enum import Enum

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from mayorsclub.accounts.models import Role, User
from mayorsclub.accounts.roles import has_role
from mayorsclub.committees.domain.tally import quorum
from mayorsclub.committees.models import (
    Attendance,
    Elector,
    Matter,
    Sitting,
    SittingMinutes,
    SittingState,
)
from mayorsclub.committees.rules import day_of, may_follow, sits_in
from mayorsclub.files.models import PrivateFile


class Move(Enum):
    CHANGE = "change"
    AGENDA = "agenda"
    CALL = "call"
    MOVE = "move"
    CANCEL = "cancel"
    ANSWER = "answer"
    HOLD = "hold"
    RECORD = "record"
    APPROVE = "approve"
    CORRECT = "correct"


_PREPARED, _CALLED, _HELD = SittingState.PREPARED, SittingState.CALLED, SittingState.HELD
TABLE: dict[Move, set[SittingState]] = {
    Move.CHANGE: {_PREPARED},
    Move.AGENDA: {_PREPARED, _CALLED, _HELD},
    Move.CALL: {_PREPARED},
    Move.MOVE: {_CALLED},
    Move.CANCEL: {_PREPARED, _CALLED},
    Move.ANSWER: {_CALLED},
    Move.HOLD: {_CALLED},
    Move.RECORD: {_HELD},
    Move.APPROVE: {_HELD},
    Move.CORRECT: {SittingState.APPROVED},
}
THERE = (Attendance.Presence.PRESENT, Attendance.Presence.ONLINE)


def is_allowed(move: Move, sitting: Sitting) -> bool:
    """Whether the state lets it."""
    return sitting.state in TABLE[move]


def needed(sitting: Sitting, members: int) -> int:
    """How many of the members must be there: the rule of the body, settled when it was held."""
    return quorum(members, sitting.quorum_percent or sitting.body.quorum_percent)


def may_read_minutes(user: User | AnonymousUser, file: PrivateFile) -> bool:
    """Members of the body and the secretariat; not whom a matter of the agenda bars, since
    the minutes tell what was said of it. Such a member gets extracts of the other items."""
    minutes = SittingMinutes.objects.filter(file=file).select_related("sitting__body").first()
    if minutes is None or not isinstance(user, User) or not user.is_active:
        return False
    if sits_in(user, minutes.sitting.body, day_of(timezone.now())):
        return follows_all(user, minutes.sitting)
    return has_role(user, Role.SECRETARIAT)


def follows_all(user: User, sitting: Sitting) -> bool:
    """Whether this member may know what was said of every matter of the agenda."""
    matters = Matter.objects.filter(agenda_items__sitting=sitting)
    own = {
        elector.matter_id: elector
        for elector in Elector.objects.filter(matter__in=matters, user=user)
    }
    return all(may_follow(own.get(matter.pk), matter) for matter in matters)
