"""What a registration answered, in words."""

from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mayorsclub.events.domain.answers import shown
from mayorsclub.events.models import Question, Registration
from mayorsclub.ukrainian.dates import moment


def in_words(question: Question, registration: Registration) -> str:
    """The answer to a question; of a consent, when it was given."""
    kept = str(registration.answers.get(str(question.pk), ""))
    if not kept or question.kind != Question.Kind.CONSENT:
        return shown(question, kept)
    when = moment(datetime.fromisoformat(kept), (get_language() or "uk")[:2])
    return _("yes, {when}").format(when=when)


def answered(registration: Registration) -> list[tuple[str, str]]:
    """The questions that were answered, with the answers; also those taken off since. One
    query, none where nothing was answered."""
    if not registration.answers:
        return []
    return [
        (question.label, in_words(question, registration))
        for question in registration.event.questions.all()
        if str(question.pk) in registration.answers
    ]
