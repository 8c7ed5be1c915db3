"""Changing what a registration answered to the questions of the event."""

from datetime import datetime

from django.db import transaction

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.events import rules
from mayorsclub.events.domain.answers import Answers, checked
from mayorsclub.events.domain.rows import locked
from mayorsclub.events.models import ACTIVE, Registration
from mayorsclub.events.refusals import RegistrationRefused


@transaction.atomic
def change_answers(
    registration_id: int, given: Answers, *, by: User | None, at: datetime
) -> Registration:
    """Answer all questions of the event anew, while registration is open and this one stands.
    Answers that are the same leave no line in the log.

    by: None for whoever opened the secret link. Raises RegistrationRefused: "not_allowed",
    "not_now", what rules.why_no_registration says, and what answers.checked raises.
    """
    event, registration = locked(registration_id)
    if by is not None and not rules.speaks_for(by, registration):
        raise RegistrationRefused("not_allowed")
    if registration.standing not in ACTIVE:
        raise RegistrationRefused("not_now", state=registration.get_standing_display())
    if reason := rules.why_no_registration(event, at):
        raise RegistrationRefused(reason)
    before = registration.answers
    after = checked(event, given, before=before, at=at)
    if after == before:
        return registration
    registration.answers = after
    registration.answers_changed_at, registration.answers_changed_by = at, by
    registration.save(update_fields=["answers", "answers_changed_at", "answers_changed_by"])
    # Which questions, never the words of an answer.
    numbers = sorted(int(n) for n in before.keys() | after.keys() if before.get(n) != after.get(n))
    record(
        "registration.answers_changed",
        actor=by,
        about=registration,
        at=at,
        event=event.pk,
        questions=numbers,
    )
    return registration


def may_change_answers(registration: Registration, at: datetime) -> bool:
    """Whether the link of a registration, which names its event, lets its answers be changed
    now; whether anything is asked, its reader knows."""
    is_open = rules.why_no_registration(registration.event, at) is None
    return registration.standing in ACTIVE and is_open
