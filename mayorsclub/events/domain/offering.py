"""What one person can do about an event now; for its page."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from django.contrib.auth.models import AnonymousUser

from mayorsclub.accounts.models import User
from mayorsclub.directory.rules import Viewer, viewer_of
from mayorsclub.events import queries, rules
from mayorsclub.events.domain.answers import questions_of
from mayorsclub.events.domain.groups import comes_by_right, group_of, invitation_of
from mayorsclub.events.domain.places import seats_of
from mayorsclub.events.domain.tokens import Purpose, token
from mayorsclub.events.models import Event, Registration, Standing
from mayorsclub.events.refusals import RegistrationRefused
from mayorsclub.membership.models import Delegate
from mayorsclub.membership.queries import delegations_of


class Can(StrEnum):
    REGISTER = "register"
    WAIT = "wait"
    NOTHING = "nothing"
    HAS = "has"


@dataclass(frozen=True)
class Offer:
    """can: what is offered. registration: the person's own that stands now, with `secret`
    of its page. why: the sentence why nothing can be done ('' where nobody need register).
    left: seats for this person's group; None: no limit. is_one_click: nothing is asked.
    delegations: in whose name this person may register. may_change_answers: something is
    asked, and what the own registration answered may be another now."""

    can: Can
    registration: Registration | None = None
    secret: str = ""
    why: str = ""
    left: int | None = None
    is_one_click: bool = False
    delegations: list[Delegate] = field(default_factory=list)
    may_change_answers: bool = False

    @property
    def standing(self) -> str:
        return self.registration.standing if self.registration else ""

    @property
    def has_place(self) -> bool:
        return self.standing == Standing.REGISTERED

    @property
    def is_offered(self) -> bool:
        return self.standing == Standing.OFFERED


def offer(
    event: Event, user: User | AnonymousUser, at: datetime, *, viewer: Viewer | None = None
) -> Offer:
    """What this person, who sees the event, can do about it now. A handful of queries; the
    same for everybody who is not signed in. viewer: as whom they look, where that was asked
    in this request already."""
    registration = queries.registration_of(user, event)
    why = why_not(event, at)
    delegations = _delegations(user)
    if registration is not None:
        secret = token(Purpose.REGISTRATION, registration.nonce)
        return Offer(
            Can.HAS,
            registration,
            secret,
            why,
            delegations=delegations,
            may_change_answers=not why and bool(questions_of(event)),
        )
    if why:
        return Offer(Can.NOTHING, why=why)
    try:
        viewer = viewer or viewer_of(user)
        invitation = None if comes_by_right(viewer, event) else invitation_of(user, event)
        group = group_of(user, event, invitation=invitation, viewer=viewer)
    except RegistrationRefused as refused:
        return Offer(Can.NOTHING, why=refused.message, delegations=delegations)
    left = seats_of(event).left(group)
    is_known = isinstance(user, User)
    is_plain = is_known and not delegations and not questions_of(event)
    return Offer(
        Can.WAIT if left == 0 else Can.REGISTER,
        left=left,
        is_one_click=is_plain,
        delegations=delegations,
    )


def why_not(event: Event, at: datetime) -> str:
    """The sentence why nobody can register now; '' where registration is open."""
    reason = rules.why_no_registration(event, at)
    return RegistrationRefused(reason).message if reason else ""


def _delegations(user: User | AnonymousUser) -> list[Delegate]:
    if not isinstance(user, User):
        return []
    return [held for held in delegations_of(user) if held.may_register]
