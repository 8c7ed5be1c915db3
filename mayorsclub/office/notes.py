"""Notes on the page of a record: shown, written, changed, taken away and brought back."""

from functools import partial
from typing import Any

from django import forms
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput

from mayorsclub.accounts.models import User
from mayorsclub.inbox.queries import staff
from mayorsclub.office.actions import Action
from mayorsclub.office.domain import notes
from mayorsclub.office.models import Note


class NoteForm(forms.Form):
    """A note, and when and whom it is to be brought to mind."""

    text = forms.CharField(
        label=gettext_lazy("Note"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
    is_pinned = forms.BooleanField(label=gettext_lazy("Keep it on top"), required=False)
    remind_on = forms.DateField(
        label=gettext_lazy("Remind on"), widget=AdminDateInput, required=False
    )
    remind_whom = forms.ModelChoiceField(
        label=gettext_lazy("Remind whom"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("me"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["remind_whom"].queryset = staff()  # type: ignore[attr-defined]


def actions(about: Model, found: list[Note], user: User) -> list[Action]:
    """What this person may do with the notes of a record."""
    how: dict[str, Any] = {"by": user, "at": timezone.now()}
    offered = [
        Action(
            "note",
            _("Write a note"),
            _("The note is kept."),
            partial(notes.add_note, about, **how),
            form=NoteForm,
        )
    ]
    for note in found:
        if note.written_by_id == user.pk:
            offered += [_change(note, how), _remove(note, how)]
        if note.remind_on and not note.done_at and user.pk in _concerned(note):
            offered.append(
                Action(
                    f"note-done-{note.pk}",
                    _("Dealt with"),
                    _("The reminder is ticked off."),
                    partial(notes.tick_off, note.pk, **how),
                )
            )
    return offered


def _concerned(note: Note) -> set[int | None]:
    return {note.written_by_id, note.remind_whom_id}


def _change(note: Note, how: dict[str, Any]) -> Action:
    initial = {
        "text": note.text,
        "is_pinned": note.is_pinned,
        "remind_on": note.remind_on,
        "remind_whom": note.remind_whom_id,
    }
    return Action(
        f"note-change-{note.pk}",
        _("Change the note"),
        _("The note is kept."),
        partial(notes.change_note, note.pk, **how),
        form=NoteForm,
        initial=initial,
    )


def _remove(note: Note, how: dict[str, Any]) -> Action:
    return Action(
        f"note-remove-{note.pk}",
        _("Remove the note"),
        _("The note was removed."),
        partial(notes.remove_note, note.pk, **how),
        leads_to=f"?undo_note={note.pk}",
    )


def restoring(asked: str, about: list[Model], user: User) -> list[Action]:
    """The way back of a note that was just removed; asked: its key in the address."""
    if not asked.isdecimal() or len(asked) > 18:
        return []
    names = {(each._meta.label_lower, str(each.pk)) for each in about}
    note = Note.objects.filter(pk=asked, written_by=user).exclude(removed_at=None).first()
    if note is None or (note.about_type, note.about_id) not in names:
        return []
    how: dict[str, Any] = {"by": user, "at": timezone.now()}
    return [
        Action(
            f"note-restore-{note.pk}",
            _("Undo"),
            _("The note is back."),
            partial(notes.restore_note, note.pk, **how),
        )
    ]
