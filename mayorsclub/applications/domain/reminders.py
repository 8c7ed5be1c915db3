"""The office reminds an applicant of what they have to do, at most once a day."""

from datetime import datetime, timedelta

from django.db import transaction

from mayorsclub.accounts.models import User
from mayorsclub.applications import queries, rules
from mayorsclub.applications.domain.rows import lock, status_address, write_to_applicant
from mayorsclub.applications.domain.states import MoveRefused
from mayorsclub.applications.domain.submission import mail_confirmation
from mayorsclub.applications.models import Application, State
from mayorsclub.audit.domain.log import record
from mayorsclub.mail.queries import letters_about
from mayorsclub.ukrainian.dates import long_date

AT_MOST_EVERY = timedelta(days=1)
# What waits for the applicant in which state, and which letter says so.
LETTERS = {
    State.SUBMITTED: "applications.confirm",
    State.INFORMATION_REQUESTED: "applications.question",
}


def can_remind(application: Application) -> bool:
    """Whether something waits for the applicant."""
    return application.state in LETTERS


@transaction.atomic
def remind(application_id: int, *, by: User, at: datetime) -> Application:
    """Send once more the letter that asks to confirm the e-mail, or to answer.

    Raises MoveRefused: "not_yours", "not_now", "reminded" within a day of the last one.
    """
    application = lock(application_id)
    if not rules.is_secretariat(by):
        raise MoveRefused("not_yours")
    if not can_remind(application):
        raise MoveRefused("not_now", state=application.get_state_display().lower())
    letter = LETTERS[State(application.state)]
    earlier = letters_about(application).filter(kind=letter)
    if earlier.filter(written_at__gt=at - AT_MOST_EVERY).exists():
        raise MoveRefused("reminded")
    # Before the log: the letter's link is a row of its own.
    if application.state == State.SUBMITTED:
        mail_confirmation(application.pk, at=at)
    else:
        questions = queries.open_questions(application)
        until = application.expires_at or at
        write_to_applicant(
            letter,
            application,
            at=at,
            number=application.number,
            question="\n\n".join(question.text for question in questions),
            until=long_date(until, application.language),
            link=status_address(application),
        )
    record("application.reminded", actor=by, about=application, at=at, state=application.state)
    return application
