"""The office's own wording of our letters."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from mayorsclub.audit.domain.log import record
from mayorsclub.mail import kinds, markup
from mayorsclub.mail.domain.refusals import MailRefused
from mayorsclub.mail.kinds import Wording
from mayorsclub.mail.models import LetterText
from mayorsclub.mail.rendering import SUBJECT_LIMIT


@transaction.atomic
def set_wording(
    kind: str, language: str, *, subject: str, body: str, by: AbstractBaseUser, at: datetime
) -> LetterText:
    """Put the office's words in the place of ours, for letters written from now on.

    Raises MailRefused: 'unknown_kind', 'no_subject', 'no_body', 'unknown_names'.
    """
    words = checked(kind, language, subject=subject, body=body)
    LetterText.objects.select_for_update().filter(kind=kind, language=language).first()
    text, _made = LetterText.objects.update_or_create(
        kind=kind,
        language=language,
        defaults={
            "subject": words.subject,
            "body": words.body,
            "changed_at": at,
            "changed_by_id": by.pk,
        },
    )
    record("letter_text.changed", actor=by, about=text, at=at, kind=kind, language=language)
    return text


@transaction.atomic
def restore_wording(kind: str, language: str, *, by: AbstractBaseUser, at: datetime) -> None:
    """Go back to our own words. Nothing happens where they are used already.

    Raises MailRefused: 'unknown_kind'.
    """
    _known(kind, language)
    text = LetterText.objects.select_for_update().filter(kind=kind, language=language).first()
    if text is None:
        return
    record("letter_text.restored", actor=by, about=text, at=at, kind=kind, language=language)
    text.delete()


def checked(kind: str, language: str, *, subject: str, body: str) -> Wording:
    """A wording fit to be saved, for forms and previews too. Raises as `set_wording`."""
    letter_kind = _known(kind, language)
    words = Wording(markup.one_line(subject, SUBJECT_LIMIT), markup.clean(body).strip())
    if not words.subject:
        raise MailRefused("no_subject")
    if not words.body:
        raise MailRefused("no_body")
    unknown = markup.in_braces(words.subject + "\n" + words.body) - letter_kind.names
    if unknown:
        raise MailRefused(
            "unknown_names", unknown=_in_braces(unknown), known=_in_braces(letter_kind.names)
        )
    return words


def _known(kind: str, language: str) -> kinds.LetterKind:
    if language not in kinds.LANGUAGES:
        raise MailRefused("unknown_kind")
    try:
        return kinds.get(kind)
    except kinds.UnknownKind:
        raise MailRefused("unknown_kind") from None


def _in_braces(names: set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))
