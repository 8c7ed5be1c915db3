"""Why mailings refuse something, in words for the one who asked."""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mayorsclub.refusals import Refused


class MailingRefused(Refused):
    """Words that cannot be sent, or a move that the state does not allow."""

    sentences: ClassVar[dict[str, str | Promise]] = {
        "no_subject": _("Write the subject in Ukrainian, in one line."),
        "no_text": _("Write the text in Ukrainian."),
        "half_english": _("For an English letter write both its subject and its text."),
        "unknown_names": _("The letter does not know {unknown}. It may use {known}."),
        "no_name": _("Give it a name by which the office finds it again."),
        "unknown_segment": _("Choose to whom to write."),
        "nobody": _("Nobody is left to write to. Choose others."),
        "count_changed": _("Meanwhile the receivers have changed: {count} now. Look and send."),
        "not_now": _("This is not possible now: {state}. Reload the page."),
        "in_the_past": _("Choose a moment that lies ahead."),
        "none_failed": _("No letter of this mailing has failed."),
        "none_wait": _("All its letters have left already."),
    }
