"""The one table of an application's life: who may move it, from where, to where."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mayorsclub.applications.models import Application, State
from mayorsclub.refusals import Refused

DRAFT_LIVES = timedelta(days=30)
CONFIRM_WITHIN = timedelta(days=14)
ANSWER_WITHIN = timedelta(days=30)
# After a refusal the same person may apply again when this many days have passed.
REAPPLY_AFTER_DAYS = 90


class Actor(StrEnum):
    """In which capacity somebody acts; `system` is the club's own automation."""

    APPLICANT = "applicant"
    COMMITTEE = "committee"
    SECRETARIAT = "secretariat"
    CLOCK = "clock"
    SYSTEM = "system"


class Move(StrEnum):
    SAVE_STEP = "save_step"
    CHANGE_EMAIL = "change_email"
    SUBMIT = "submit"
    CONFIRM_EMAIL = "confirm_email"
    ASK = "ask"
    ANSWER = "answer"
    ADD_FILE = "add_file"
    WITHDRAW = "withdraw"
    APPROVE = "approve"
    REJECT = "reject"
    EXPIRE = "expire"


@dataclass(frozen=True)
class Rule:
    to: State
    who: frozenset[Actor]


def _rule(to: State, *who: Actor) -> Rule:
    return Rule(to, frozenset(who))


_A, _C, _S = Actor.APPLICANT, Actor.COMMITTEE, Actor.SECRETARIAT
_REVIEW, _ASKED = State.UNDER_REVIEW, State.INFORMATION_REQUESTED

# `start` has no row: it makes the draft. What is not here is refused.
TABLE: Mapping[tuple[Move, State], Rule] = {
    (Move.SAVE_STEP, State.DRAFT): _rule(State.DRAFT, _A),
    (Move.CHANGE_EMAIL, State.DRAFT): _rule(State.DRAFT, _A),
    (Move.CHANGE_EMAIL, State.SUBMITTED): _rule(State.SUBMITTED, _A),
    (Move.SUBMIT, State.DRAFT): _rule(State.SUBMITTED, _A),
    (Move.CONFIRM_EMAIL, State.SUBMITTED): _rule(_REVIEW, _A),
    (Move.ASK, _REVIEW): _rule(_ASKED, _C, _S),
    (Move.ASK, _ASKED): _rule(_ASKED, _C, _S),
    (Move.ANSWER, _ASKED): _rule(_REVIEW, _A),
    (Move.ADD_FILE, _REVIEW): _rule(_REVIEW, _A, _S),
    (Move.ADD_FILE, _ASKED): _rule(_ASKED, _A, _S),
    (Move.WITHDRAW, State.SUBMITTED): _rule(State.WITHDRAWN, _S),
    (Move.WITHDRAW, _REVIEW): _rule(State.WITHDRAWN, _A, _S),
    (Move.WITHDRAW, _ASKED): _rule(State.WITHDRAWN, _A, _S),
    (Move.APPROVE, _REVIEW): _rule(State.APPROVED, _C),
    (Move.REJECT, _REVIEW): _rule(State.REJECTED, _C),
    (Move.EXPIRE, State.DRAFT): _rule(State.EXPIRED, Actor.CLOCK),
    (Move.EXPIRE, State.SUBMITTED): _rule(State.EXPIRED, Actor.CLOCK),
    (Move.EXPIRE, _ASKED): _rule(State.EXPIRED, Actor.CLOCK),
}

CLOSED = frozenset({State.APPROVED, State.REJECTED, State.WITHDRAWN, State.EXPIRED})


class MoveRefused(Refused):
    """A move that the table or a rule does not allow. step: the step to mend, if one is."""

    sentences: ClassVar[dict[str, str | Promise]] = {
        "sent": _("This application has been sent already. You can no longer change it."),
        "closed": _("This application is closed: {state}. Nothing more can be done with it."),
        "not_now": _("This is not possible now. The state of the application: {state}."),
        "not_yours": _("You may not do this with this application."),
        "incomplete": _("Some answers are missing or have become wrong. Look at this step."),
        "no_consent": _("Without your consent we cannot accept the application."),
        "too_early": _("You may apply again from {date}."),
        "stale": _("A newer version of this step has been saved already."),
        "link_dead": _("This link no longer works."),
        "empty": _("Write an answer or add a file."),
        "too_long": _("The text is too long: shorten it to 5,000 characters."),
        "reminded": _("They were reminded less than a day ago. Wait until tomorrow."),
        "too_many_files": _("There are too many files already: {limit} at most."),
    }

    def __init__(self, code: str, *, step: str = "", **values: object) -> None:
        super().__init__(code, **values)
        self.step = step


def is_allowed(move: Move, application: Application, actor: Actor) -> bool:
    """What a page asks before it offers a move."""
    rule = TABLE.get((move, State(application.state)))
    return rule is not None and actor in rule.who


def check(move: Move, application: Application, actor: Actor) -> State:
    """The state that the move leads to. Call it with the row locked.

    Raises MoveRefused: "sent", "closed" or "not_now" by the state, "not_yours" by the actor.
    """
    state = State(application.state)
    rule = TABLE.get((move, state))
    if rule is None:
        if move in {Move.SAVE_STEP, Move.SUBMIT} and state not in CLOSED:
            raise MoveRefused("sent")
        raise MoveRefused("closed" if state in CLOSED else "not_now", state=state.label.lower())
    if actor not in rule.who:
        raise MoveRefused("not_yours")
    return rule.to
