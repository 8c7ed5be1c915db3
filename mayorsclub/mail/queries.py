"""Reading letters and their wordings."""

from django.db.models import Model, QuerySet

from mayorsclub.mail import kinds
from mayorsclub.mail.kinds import Wording
from mayorsclub.mail.models import Letter, LetterText


def wording(kind: str, language: str) -> Wording:
    """What a kind of letter says now: the office's words, or else ours."""
    own = LetterText.objects.filter(kind=kind, language=language).first()
    return Wording(own.subject, own.body) if own else kinds.default_wording(kind, language)


def letters_about(record: Model) -> QuerySet[Letter]:
    """The letters that one record caused, newest first."""
    return Letter.objects.filter(
        about_type=record._meta.label_lower, about_id=str(record.pk)
    ).select_related("to_user")
