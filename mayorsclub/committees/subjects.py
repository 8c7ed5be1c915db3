"""What a matter is about, seen only through what its own app registered here.

Committees know nothing of applications, missions or elections: an app registers one
Handler for its model in `apps.py` `ready()`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Model

from mayorsclub.accounts.models import User

if TYPE_CHECKING:
    from mayorsclub.committees.models import Decision, Matter


@dataclass(frozen=True)
class Handler:
    """How committees treat one kind of subject. All functions are called by position.

    bar: why this elector may not vote (own application, own community), or None;
        asked when the matter opens and again under the lock of each vote.
    template, context: the subject on the committee's page; the template gets `subject`
        and what `context(subject, user)` returns.
    question_uk, decision_uk: for the minutes, in Ukrainian. «Питання: {question}»,
        «Рішення: {decision}»; the second gets whether the proposal was adopted.
    decided: called once, in the transaction of the decision, with the subject's row locked.
    may_read: whether this person may see the subject at all.
    ask: passes a question (subject, text, by, at) to whom it concerns; None where nobody
        can be asked. Raises mayorsclub.refusals.Refused.
    """

    bar: Callable[[User, Any], str | None]
    template: str
    context: Callable[[Any, User], dict[str, object]]
    question_uk: Callable[[Any], str]
    decision_uk: Callable[[Any, bool], str]
    decided: Callable[[Any, "Decision", datetime], None]
    may_read: Callable[[User, Any], bool]
    ask: Callable[[Any, str, User, datetime], None] | None = None


_handlers: dict[type[Model], Handler] = {}


def register(model: type[Model], handler: Handler) -> None:
    """Let records of `model` be put to the vote. A second registration replaces the first."""
    _handlers[model] = handler


def handler_of(matter: "Matter") -> Handler:
    """The handler of a matter's subject; LookupError where its app registered none."""
    model = matter.subject_type.model_class()
    if model is None or model not in _handlers:
        raise LookupError(f"no handler for {matter.subject_type}")
    return _handlers[model]


def handler_for(subject: Model) -> Handler:
    """The handler of a record that is about to be put to the vote."""
    return _handlers[type(subject)]
