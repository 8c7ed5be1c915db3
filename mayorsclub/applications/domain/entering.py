"""What every kind does when an approved application becomes an entry of a register."""

from datetime import datetime, timedelta

from mayorsclub.accounts.domain.people import change_profile
from mayorsclub.accounts.models import User
from mayorsclub.applications import kinds
from mayorsclub.applications.domain.endings import letter_time
from mayorsclub.applications.models import Application
from mayorsclub.committees.models import Decision

# The letter with the next steps comes after the decision's, not together with it.
AFTER_DECISION = timedelta(minutes=5)


def applicant_to_enter(application: Application, *, at: datetime) -> User:
    """The applicant's account; letters begin as the applicant wished, unless it says how.

    Call it in the transaction of the decision.
    """
    user = application.applicant
    if user is None:
        raise RuntimeError(f"application {application.number} has no account to enter")
    wished = kinds.get(application.kind).summary(application.answers).salutation
    if wished and not user.salutation:
        user = change_profile(user.pk, by=user, at=at, salutation=wished)
        application.applicant = user
    return user


def next_steps_at(decision: Decision, at: datetime) -> datetime:
    """Until when the letter with the next steps is held: a little after the decision's."""
    return (letter_time(decision, at) or at) + AFTER_DECISION
