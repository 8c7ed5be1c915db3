"""The letters about a registration. Their words are in letters/*.txt.

They carry a secret link, and none of the words that somebody without
an account typed.
"""

from django.utils.translation import gettext_lazy as _

from mayorsclub.mail.kinds import LetterKind, register

ABOUT_EVENT = {
    "title": _("the event"),
    "moment": _("when it is"),
    "place": _("where it is"),
    "link": _("secret page of the registration"),
}

KINDS = [
    LetterKind("events.registered", _("Events: you are registered"), ABOUT_EVENT, is_secret=True),
    LetterKind(
        "events.waiting", _("Events: you are on the waiting list"), ABOUT_EVENT, is_secret=True
    ),
    LetterKind(
        "events.offered",
        _("Events: a place is free for you"),
        {**ABOUT_EVENT, "until": _("until when the place waits")},
        is_secret=True,
    ),
    LetterKind(
        "events.given",
        _("Events: you have got a place from the waiting list"),
        ABOUT_EVENT,
        is_secret=True,
    ),
    LetterKind(
        "events.offer_lapsed",
        _("Events: the offered place went on to the next"),
        ABOUT_EVENT,
        is_secret=True,
    ),
    LetterKind(
        "events.cancelled_by_you",
        _("Events: you have given up your place"),
        ABOUT_EVENT,
        is_secret=True,
    ),
    LetterKind(
        "events.cancelled_by_office",
        _("Events: the secretariat has cancelled a registration"),
        {**ABOUT_EVENT, "reason": _("why, as the secretariat wrote it")},
        is_secret=True,
    ),
    LetterKind("events.reminder", _("Events: reminder"), ABOUT_EVENT, is_secret=True),
    LetterKind(
        "events.registration_again",
        _("Events: somebody registered this address once more"),
        {**ABOUT_EVENT, "standing": _("where the registration stands")},
        is_secret=True,
    ),
]


def register_all() -> None:
    """Make the kinds known to mail. For `ready()`."""
    for kind in KINDS:
        register(kind)
