"""The office's saved answers."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.inbox import rules
from mayorsclub.inbox.domain.rows import checked_text
from mayorsclub.inbox.domain.states import InboxRefused
from mayorsclub.inbox.models import SavedAnswer


@dataclass(frozen=True)
class Words:
    """A saved answer as it is typed; text_en may be empty."""

    title: str
    topic: str
    text_uk: str
    text_en: str = ""


@transaction.atomic
def save_answer(saved_id: int | None, words: Words, *, by: User, at: datetime) -> SavedAnswer:
    """Write a new saved answer (saved_id None) or change one.

    Raises InboxRefused: "not_allowed", "title_taken", "empty", "too_long".
    """
    if not rules.may_answer(by):
        raise InboxRefused("not_allowed")
    saved = (
        SavedAnswer()
        if saved_id is None
        else SavedAnswer.objects.select_for_update().get(pk=saved_id)
    )
    saved.title = words.title.strip()
    if SavedAnswer.objects.filter(title=saved.title).exclude(pk=saved.pk).exists():
        raise InboxRefused("title_taken")
    saved.topic = words.topic
    saved.text_uk = checked_text(words.text_uk)
    saved.text_en = checked_text(words.text_en) if words.text_en.strip() else ""
    saved.changed_at, saved.changed_by = at, by
    saved.save()
    record("saved_answer.changed", actor=by, about=saved, at=at)
    return saved


@transaction.atomic
def remove_answer(saved_id: int, *, by: User, at: datetime) -> None:
    """Take a saved answer off the list; answers that were sent keep their words.

    Raises InboxRefused "not_allowed".
    """
    if not rules.may_answer(by):
        raise InboxRefused("not_allowed")
    saved = SavedAnswer.objects.select_for_update().get(pk=saved_id)
    record("saved_answer.removed", actor=by, about=saved, at=at)
    saved.delete()
