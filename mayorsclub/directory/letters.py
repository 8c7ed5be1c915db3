"""The letters about profiles. Their words are in letters/*.txt."""

from django.utils.translation import gettext_lazy as _

from mayorsclub.mail.kinds import LetterKind, register

NAME = {"name": _("whose profile it is")}

KINDS = [
    LetterKind(
        "directory.hidden",
        _("A profile was hidden"),
        {**NAME, "reason": _("the reason, as the secretariat wrote it")},
    ),
    LetterKind("directory.shown_again", _("A profile is shown again"), NAME),
]


def register_all() -> None:
    """Make the kinds known to mail. For `ready()`."""
    for kind in KINDS:
        register(kind)
