"""While a body deals with an application: questions, answers, further files."""

from collections.abc import Sequence
from datetime import datetime

from django.core.files import File
from django.db import transaction

from mayorsclub.accounts.models import User
from mayorsclub.applications import rules
from mayorsclub.applications.domain.drafting import MOST_FILES, PURPOSE
from mayorsclub.applications.domain.rows import (
    add_event,
    going_matter,
    lock,
    status_address,
    write_to_applicant,
)
from mayorsclub.applications.domain.states import (
    ANSWER_WITHIN,
    Actor,
    Move,
    MoveRefused,
    check,
)
from mayorsclub.applications.models import Application, Event
from mayorsclub.audit.domain.log import record
from mayorsclub.committees.domain import matters
from mayorsclub.committees.models import MatterState
from mayorsclub.committees.refusals import MatterRefused
from mayorsclub.files.domain import Checked, keep
from mayorsclub.files.models import PrivateFile
from mayorsclub.ukrainian.dates import long_date

LONGEST_TEXT = 5000
MOST_FILES_AT_ONCE = 5


def actor_of(user: User, application: Application) -> Actor:
    """In which capacity this person acts here. Raises MoveRefused "not_yours": in none."""
    if rules.is_applicant(user, application):
        return Actor.APPLICANT
    matter = going_matter(application)
    if matter and rules.may_take_part(matter.electors.filter(user=user).first()):
        return Actor.COMMITTEE
    if rules.is_secretariat(user):
        return Actor.SECRETARIAT
    raise MoveRefused("not_yours")


@transaction.atomic
def ask(application_id: int, *, text: str, by: User, at: datetime) -> Event:
    """Ask the applicant; the vote stands still until the answer.

    by: a member of the body who takes part in the matter, or the secretariat.
    Raises MoveRefused: "not_yours", "not_now", "closed", "empty", "too_long".
    """
    application = lock(application_id)
    text = _checked(text)
    if not text:
        raise MoveRefused("empty")
    application.state = check(Move.ASK, application, actor_of(by, application))
    application.expires_at = at + ANSWER_WITHIN
    application.save(update_fields=["state", "expires_at"])
    matter = going_matter(application)
    if matter and matter.state == MatterState.OPEN:
        try:
            matters.pause(matter, actor=by, at=at)
        except MatterRefused as refused:
            # Its time ran out a moment ago: the decision comes first.
            raise MoveRefused("not_now", state=application.get_state_display().lower()) from refused
    event = add_event(application, Event.Kind.ASKED, at=at, actor=by, text=text)
    record("application.asked", actor=by, about=application, at=at)
    write_to_applicant(
        "applications.question",
        application,
        at=at,
        number=application.number,
        question=text,
        until=long_date(application.expires_at, application.language),
        link=status_address(application),
    )
    return event


@transaction.atomic
def answer(
    application_id: int,
    *,
    text: str,
    uploads: Sequence[File | Checked] = (),
    by: User,
    at: datetime,
) -> Event:
    """The applicant answers with words, files or both; the vote goes on.

    Raises MoveRefused: "not_yours", "not_now", "closed", "empty", "too_long",
    "too_many_files"; files.domain.FileRefused.
    """
    application = lock(application_id)
    text = _checked(text)
    application.state = check(Move.ANSWER, application, actor_of(by, application))
    if not text and not uploads:
        raise MoveRefused("empty")
    files = _keep(application, uploads, by=by, at=at)
    application.expires_at = None
    application.save(update_fields=["state", "expires_at"])
    event = add_event(application, Event.Kind.ANSWERED, at=at, actor=by, text=text, files=files)
    record("application.answered", actor=by, about=application, at=at, files=len(files))
    matter = going_matter(application)
    if matter and matter.state == MatterState.PAUSED:
        # The members hear from the committee's own letter that the vote goes on.
        matters.resume(matter, actor=by, at=at)
    return event


@transaction.atomic
def add_file(
    application_id: int, *, uploads: Sequence[File | Checked], by: User, at: datetime
) -> Event:
    """Add files to an application under review, by the applicant or the secretariat.

    Raises MoveRefused: "not_yours", "not_now", "closed", "empty", "too_many_files";
    files.domain.FileRefused.
    """
    application = lock(application_id)
    application.state = check(Move.ADD_FILE, application, actor_of(by, application))
    if not uploads:
        raise MoveRefused("empty")
    files = _keep(application, uploads, by=by, at=at)
    event = add_event(application, Event.Kind.FILE_ADDED, at=at, actor=by, files=files)
    record("application.file_added", actor=by, about=application, at=at, files=len(files))
    return event


def _checked(text: str) -> str:
    text = text.replace("\x00", "").strip()
    if len(text) > LONGEST_TEXT:
        raise MoveRefused("too_long")
    return text


def _keep(
    application: Application, uploads: Sequence[File | Checked], *, by: User, at: datetime
) -> list[PrivateFile]:
    already = PrivateFile.objects.filter(
        pk__in=Event.files.through.objects.filter(event__application=application).values(
            "privatefile"
        )
    ).count()
    limit = 2 * MOST_FILES
    if len(uploads) > MOST_FILES_AT_ONCE or already + len(uploads) > limit:
        raise MoveRefused("too_many_files", limit=limit)
    return [keep(upload, purpose=PURPOSE, about=application, by=by, at=at) for upload in uploads]
