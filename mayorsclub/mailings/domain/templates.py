"""Templates: words kept to be used again. Nothing is deleted, what is not needed is archived."""

from datetime import datetime

from django.db import transaction

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.mail.markup import one_line
from mayorsclub.mailings.domain import words
from mayorsclub.mailings.domain.refusals import MailingRefused
from mayorsclub.mailings.models import LetterTemplate
from mayorsclub.mailings.segments import all_names

NAME_LIMIT = 120


@transaction.atomic
def save(
    template_id: int | None, *, name: str, by: User, at: datetime, **values: str
) -> LetterTemplate:
    """Make a template (id None) or change one; values: words.FIELDS.

    Raises MailingRefused: 'no_name' and what words.checked refuses.
    """
    name = one_line(name, NAME_LIMIT)
    if not name:
        raise MailingRefused("no_name")
    tidy = words.checked(values, names=all_names())
    template = LetterTemplate()
    if template_id is not None:
        template = LetterTemplate.objects.select_for_update().get(pk=template_id)
    template.name, template.changed_at, template.changed_by = name, at, by
    for field, value in tidy.items():
        setattr(template, field, value)
    template.save()
    record("letter_template.saved", actor=by, about=template, at=at, new=template_id is None)
    return template


@transaction.atomic
def archive(template_id: int, *, by: User, at: datetime) -> LetterTemplate:
    """Offer it no more. Twice is once."""
    template = LetterTemplate.objects.select_for_update().get(pk=template_id)
    if template.archived_at is None:
        template.archived_at = at
        template.save(update_fields=["archived_at"])
        record("letter_template.archived", actor=by, about=template, at=at)
    return template


@transaction.atomic
def restore(template_id: int, *, by: User, at: datetime) -> LetterTemplate:
    """Offer it again."""
    template = LetterTemplate.objects.select_for_update().get(pk=template_id)
    if template.archived_at is not None:
        template.archived_at = None
        template.save(update_fields=["archived_at"])
        record("letter_template.restored", actor=by, about=template, at=at)
    return template
