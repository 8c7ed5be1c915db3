"""A draft: begun, saved step by step, found again by a mailed link."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.core.files import File
from django.db import transaction

from mayorsclub.accounts.models import User
from mayorsclub.applications import drafts, kinds
from mayorsclub.applications.domain import links
from mayorsclub.applications.domain.rows import lock, write_to_applicant
from mayorsclub.applications.domain.states import (
    DRAFT_LIVES,
    Actor,
    Move,
    MoveRefused,
    check,
)
from mayorsclub.applications.models import Application, Link, State
from mayorsclub.audit.domain.log import record
from mayorsclub.files.domain import Checked, erase, files_about, keep
from mayorsclub.files.models import PrivateFile
from mayorsclub.ukrainian.dates import long_date

PURPOSE = "application"
MOST_FILES = 10


@transaction.atomic
def start(
    kind: str,
    *,
    email: str,
    language: str,
    at: datetime,
    by: User | None = None,
    is_demonstration: bool = False,
) -> Application:
    """Begin a draft and mail the link that resumes it.

    kind: slug of a registered kind (KeyError otherwise). by: who is signed in, if anyone;
    the draft belongs to the address alone. Nothing here tells whether it is known.
    """
    kinds.get(kind)
    application = Application.objects.create(
        kind=kind,
        language=language,
        email=email.strip().lower(),
        started_at=at,
        saved_at=at,
        expires_at=at + DRAFT_LIVES,
        is_demonstration=is_demonstration,
    )
    _mail_link(application, at=at)
    record("application.started", actor=by, about=application, at=at, kind=kind)
    return application


@transaction.atomic
def save_step(
    application_id: int,
    slug: str,
    *,
    raw: dict[str, list[str]],
    answers: dict[str, Any] | None,
    removed: Collection[int] = (),
    on_the_way: tuple[int, int] | None = None,
    language: str,
    at: datetime,
) -> Application:
    """Keep what was typed in one step, right or wrong; of two tabs the last one stays.

    answers: the cleaned values, None while the step is not valid. removed: ids of kept
    files the applicant takes out; they are erased. on_the_way: of what is saved while it
    is typed, the revision of the page and the moment of typing (ms); over a slow line it may
    come after a newer one. Raises MoveRefused: "sent", "closed", "stale".
    Not in the audit log: a draft is saved every few seconds and binds nobody.
    """
    application = lock(application_id)
    application.state = check(Move.SAVE_STEP, application, Actor.APPLICANT)
    before = drafts.saved(application, slug)
    newest = (before["revision"], before["typed"])
    if on_the_way is not None and on_the_way <= newest:
        raise MoveRefused("stale")
    revision, typed = on_the_way or (before["revision"] + 1, 0)
    files = {name: [pk for pk in ids if pk not in removed] for name, ids in before["files"].items()}
    if answers is not None:
        # A file may have come or gone in another tab since the form was read.
        answers = {**answers, **files}
    application.drafts[slug] = {
        "raw": raw,
        "answers": answers,
        "files": files,
        "saved_at": at.isoformat(),
        "revision": revision,
        "typed": typed,
    }
    application.language = language
    application.saved_at = at
    application.expires_at = at + DRAFT_LIVES
    application.save(update_fields=["state", "drafts", "language", "saved_at", "expires_at"])
    own = {pk for ids in before["files"].values() for pk in ids}
    if taken_out := own.intersection(removed):
        erase(files_about(application, purpose=PURPOSE).filter(pk__in=taken_out), at=at)
    return application


@transaction.atomic
def keep_file(
    application_id: int, slug: str, field: str, upload: File | Checked, *, at: datetime
) -> PrivateFile:
    """Keep one file of a step at once, so that a power cut does not lose it.

    Raises MoveRefused: "sent", "closed", "too_many_files"; files.domain.FileRefused.
    """
    application = lock(application_id)
    check(Move.SAVE_STEP, application, Actor.APPLICANT)
    step = drafts.saved(application, slug)
    ids = [pk for own in step["files"].values() for pk in own]
    if len(ids) >= MOST_FILES:
        raise MoveRefused("too_many_files", limit=MOST_FILES)
    file = keep(upload, purpose=PURPOSE, about=application, by=None, at=at)
    step["files"] = {**step["files"], field: [*step["files"].get(field, []), file.pk]}
    application.drafts[slug] = step
    application.save(update_fields=["drafts"])
    return file


@transaction.atomic
def mail_link(application_id: int, *, at: datetime) -> None:
    """Mail a link that resumes this draft: «continue later». Raises MoveRefused."""
    application = lock(application_id)
    check(Move.SAVE_STEP, application, Actor.APPLICANT)
    _mail_link(application, at=at)


@transaction.atomic
def mail_link_to(kind: str, *, email: str, at: datetime) -> None:
    """Mail a link to the newest draft of this address, if it has one; else nothing happens."""
    newest = (
        Application.objects.filter(kind=kind, email=email.strip().lower(), state=State.DRAFT)
        .order_by("-saved_at")
        .first()
    )
    if newest:
        _mail_link(newest, at=at)


def _mail_link(application: Application, *, at: datetime) -> None:
    token = links.make(application, Link.Purpose.RESUME, at=at)
    write_to_applicant(
        "applications.resume",
        application,
        at=at,
        link=links.address(
            "applications:resume",
            application.language,
            kinds.get(application.kind),
            token,
        ),
        until=long_date(at + DRAFT_LIVES, application.language),
    )
