"""Files of an event: an agenda, slides, a report. Who reads them: queries.may_read_paper."""

from datetime import datetime

from django.core.files.base import File
from django.db import transaction

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.events.domain.facts import LONGEST_TEXT, check_length
from mayorsclub.events.domain.states import changed, lock_in_use
from mayorsclub.events.models import EventFile
from mayorsclub.events.refusals import EventRefused
from mayorsclub.files.domain import Checked, erase, keep
from mayorsclub.files.models import PrivateFile
from mayorsclub.mail.markup import one_line

PURPOSE = "event_file"
MOST = 30


@transaction.atomic
def add(
    event_id: int,
    upload: File | Checked,
    *,
    title_uk: str,
    title_en: str = "",
    is_for: str = EventFile.For.AUDIENCE,
    by: User,
    at: datetime,
) -> EventFile:
    """Keep a file with an event, in any state of it: papers come after the event, too.

    is_for: a value of EventFile.For. title_uk: empty: the name of the file. Raises
    EventRefused: "not_allowed", "archived", "too_many", "choice", "too_long"; FileRefused.
    """
    event = lock_in_use(event_id, by)
    if event.files.count() >= MOST:
        raise EventRefused("too_many", most=MOST)
    if is_for not in EventFile.For.values:
        raise EventRefused("choice")
    titles = one_line(title_uk, LONGEST_TEXT), one_line(title_en, LONGEST_TEXT)
    for name, title in zip(("title_uk", "title_en"), titles, strict=True):
        check_length(EventFile, name, title)
    file = keep(upload, purpose=PURPOSE, about=event, by=by, at=at)
    paper = event.files.create(
        file=file,
        title_uk=titles[0] or file.original_name,
        title_en=titles[1],
        is_for=is_for,
    )
    record("event.file_added", actor=by, about=event, at=at, file=file.pk, is_for=is_for)
    changed(event, at=at)
    return paper


@transaction.atomic
def remove(paper_id: int, *, by: User, at: datetime) -> None:
    """Take a file off and erase it. Raises EventRefused: "not_allowed", "archived"."""
    event_id, file_id = EventFile.objects.values_list("event", "file").get(pk=paper_id)
    event = lock_in_use(event_id, by)
    event.files.filter(pk=paper_id).delete()
    erase(PrivateFile.objects.filter(pk=file_id), at=at)
    record("event.file_removed", actor=by, about=event, at=at, file=file_id)
    changed(event, at=at)
