"""Why mail refuses something, in words for the one who asked."""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mayorsclub.refusals import Refused


class MailRefused(Refused):
    """A letter or a wording that may not be changed so."""

    sentences: ClassVar[dict[str, str | Promise]] = {
        "not_held": _("This letter does not wait for a look any more. Reload the page."),
        "not_waiting": _("This letter has already left or was cancelled. Reload the page."),
        "not_ended": _("Only a letter that was sent or failed can be sent again."),
        "wiped": _(
            "This letter held a secret and was wiped. Ask for a new one where it came from."
        ),
        "no_subject": _("Write a subject of one line."),
        "no_body": _("Write the text of the letter."),
        "unknown_names": _("This letter does not know {unknown}. It may use {known}."),
        "unknown_kind": _("There is no such letter."),
    }
