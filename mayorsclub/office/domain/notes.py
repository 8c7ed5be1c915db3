"""Notes of the office on records: written, changed, removed, brought back, reminded of."""

from datetime import date, datetime
from typing import ClassVar

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mayorsclub.accounts.models import User
from mayorsclub.accounts.roles import is_staff
from mayorsclub.audit.domain.log import record
from mayorsclub.mail.domain.outbox import queue_letter
from mayorsclub.office.addresses import address_of
from mayorsclub.office.models import Note
from mayorsclub.refusals import Refused
from mayorsclub.ukrainian.dates import in_kyiv


class NoteRefused(Refused):
    """Why a note is not kept."""

    sentences: ClassVar[dict[str, str | Promise]] = {
        "empty": _("Write the note."),
        "not_yours": _("Only whoever wrote a note changes it."),
        "past": _("The day of the reminder has passed. Choose a later one."),
        "whom": _("Only those who work in the office are reminded. Choose somebody else."),
        "no_day": _("Choose the day of the reminder too, or nobody to be reminded."),
    }


def notes_about(records: list[Model]) -> QuerySet[Note]:
    """The standing notes on these records, the pinned ones first."""
    found = Note.objects.none()
    for about in records:
        found = found | Note.objects.filter(
            about_type=about._meta.label_lower, about_id=str(about.pk)
        )
    return found.filter(removed_at=None).select_related("written_by", "remind_whom")


@transaction.atomic
def add_note(
    about: Model,
    *,
    text: str,
    is_pinned: bool = False,
    remind_on: date | None = None,
    remind_whom: User | None = None,
    by: User,
    at: datetime,
) -> Note:
    """Write a note on a record. remind_on: a day in Kyiv; without `remind_whom` it is for
    the writer. Raises NoteRefused: "empty", "past", "whom", "no_day".
    """
    text = _checked(text, remind_on, remind_whom, at)
    note = Note.objects.create(
        about_type=about._meta.label_lower,
        about_id=str(about.pk),
        text=text,
        is_pinned=is_pinned,
        remind_on=remind_on,
        remind_whom=(remind_whom or by) if remind_on else None,
        written_by=by,
        written_at=at,
    )
    record("note.added", actor=by, about=None, at=at, **_facts(note))
    return note


@transaction.atomic
def change_note(
    note_id: int,
    *,
    text: str,
    is_pinned: bool = False,
    remind_on: date | None = None,
    remind_whom: User | None = None,
    by: User,
    at: datetime,
) -> Note:
    """Change an own note; a new day reminds anew.

    Raises NoteRefused: "not_yours", "empty", "past", "whom", "no_day".
    """
    note = _locked(note_id, by)
    is_new_day = remind_on != note.remind_on
    note.text = _checked(text, remind_on if is_new_day else None, remind_whom, at, remind_on)
    note.is_pinned, note.changed_at = is_pinned, at
    note.remind_on = remind_on
    note.remind_whom = (remind_whom or by) if remind_on else None
    if is_new_day:
        note.reminded_at = note.done_at = None
    note.save()
    record("note.changed", actor=by, about=None, at=at, **_facts(note))
    return note


@transaction.atomic
def remove_note(note_id: int, *, by: User, at: datetime) -> Note:
    """Take an own note away; restore_note brings it back. Raises NoteRefused: "not_yours"."""
    note = _locked(note_id, by)
    note.removed_at = at
    note.save(update_fields=["removed_at"])
    record("note.removed", actor=by, about=None, at=at, **_facts(note))
    return note


@transaction.atomic
def restore_note(note_id: int, *, by: User, at: datetime) -> Note:
    """Bring a removed note back. Raises NoteRefused: "not_yours"."""
    note = _locked(note_id, by)
    note.removed_at = None
    note.save(update_fields=["removed_at"])
    record("note.restored", actor=by, about=None, at=at, **_facts(note))
    return note


@transaction.atomic
def tick_off(note_id: int, *, by: User, at: datetime) -> Note:
    """The reminder is dealt with: by whoever is reminded or wrote the note.

    Raises NoteRefused: "not_yours".
    """
    note = Note.objects.select_for_update().get(pk=note_id)
    if by.pk not in {note.written_by_id, note.remind_whom_id}:
        raise NoteRefused("not_yours")
    if note.done_at is None:
        note.done_at = at
        note.save(update_fields=["done_at"])
        record("note.ticked_off", actor=by, about=None, at=at, **_facts(note))
    return note


def to_remind(at: datetime) -> list[int]:
    """Notes whose day has come and whose letter is not written."""
    due = Note.objects.standing().filter(
        remind_on__lte=in_kyiv(at).date(), reminded_at=None, done_at=None
    )
    return list(due.exclude(remind_whom=None).values_list("pk", flat=True))


@transaction.atomic
def remind(note_id: int, *, at: datetime) -> bool:
    """Write the letter of one reminder, once; False where there is none to write (any more).

    The letter leads to the record and does not hold the note, which stays in the office.
    """
    note = Note.objects.select_for_update(of=("self",)).get(pk=note_id)
    whom = note.remind_whom
    if note.reminded_at or note.done_at or note.removed_at or note.remind_on is None:
        return False
    if note.remind_on > in_kyiv(at).date() or whom is None:
        return False
    note.reminded_at = at
    note.save(update_fields=["reminded_at"])
    if not whom.is_active or not is_staff(whom):
        return False
    link = address_of(note.about_type, note.about_id)
    queue_letter("office.note_reminder", to=whom, about=note, at=at, context={"path": link})
    return True


@transaction.atomic
def erase_notes(records: list[Model]) -> int:
    """Erase the notes on these records for good, with the person they speak of."""
    pks = [
        pk
        for about in records
        for pk in Note.objects.filter(
            about_type=about._meta.label_lower, about_id=str(about.pk)
        ).values_list("pk", flat=True)
    ]
    return Note.objects.filter(pk__in=pks).delete()[0]


def _checked(
    text: str,
    new_day: date | None,
    whom: User | None,
    at: datetime,
    day: date | None = None,
) -> str:
    text = text.replace("\x00", "").strip()
    if not text:
        raise NoteRefused("empty")
    if whom is not None and not is_staff(whom):
        raise NoteRefused("whom")
    if whom is not None and (new_day or day) is None:
        raise NoteRefused("no_day")
    if new_day is not None and new_day < in_kyiv(at).date():
        raise NoteRefused("past")
    return text


def _locked(note_id: int, by: User) -> Note:
    note = Note.objects.select_for_update(of=("self",)).get(pk=note_id)
    if note.written_by_id != by.pk:
        raise NoteRefused("not_yours")
    return note


def _facts(note: Note) -> dict[str, object]:
    return {"note": note.pk, "on": note.about_type, "on_id": note.about_id}
