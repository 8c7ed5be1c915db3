"""The letters after an event. Their words are in letters/*.txt."""

from django.utils.translation import gettext_lazy as _

from mayorsclub.mail.kinds import LetterKind, register

TITLE = {"title": _("name of the event")}

KINDS = [
    LetterKind(
        "events.feedback",
        _("Event: how was it?"),
        {**TITLE, "link": _("secret link to the form")},
        is_secret=True,
    ),
    LetterKind(
        "events.certificate",
        _("Event: certificate of attendance"),
        {
            **TITLE,
            "link": _("secret link to the certificate"),
            "confirmation": _("address of its public confirmation"),
        },
        is_secret=True,
    ),
]


def register_all() -> None:
    """Make the kinds known to mail. For `ready()`."""
    for kind in KINDS:
        register(kind)
