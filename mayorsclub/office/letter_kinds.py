"""The letters of the office to those who work in it. Their words are in letters/*.txt.

They hold nothing of a record: they lead to it.
"""

from django.utils.translation import gettext_lazy as _

from mayorsclub.mail.kinds import LetterKind, register

PATH = {"path": _("where it is, after the site’s address")}

KINDS = [
    LetterKind("office.note_reminder", _("To staff: a reminder of a note"), PATH),
    LetterKind("office.export_waits", _("To administrators: an export waits for consent"), PATH),
    LetterKind("office.export_ready", _("To staff: the export is ready"), PATH),
]


def register_all() -> None:
    """Make the kinds known to mail. For `ready()`."""
    for kind in KINDS:
        register(kind)
