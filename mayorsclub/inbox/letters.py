"""The letters about messages. Their words are in letters/*.txt.

None quotes what was written to us: our mail must not carry a stranger's words.
"""

from django.utils.translation import gettext_lazy as _

from mayorsclub.mail.kinds import LetterKind, register

NUMBER = {"number": _("number of the message")}
TOPIC = {"topic": _("what the message is about")}
ANSWER = {**NUMBER, "answer": _("the answer, as the office wrote it")}
OFFICE = {"link": _("the message in the office")}

KINDS = [
    LetterKind("inbox.received", _("Message: we have received it"), {**NUMBER, **TOPIC}),
    LetterKind(
        "inbox.answered",
        _("Message: answer to a person with an account"),
        {**ANSWER, "link": _("the thread on the person’s own page")},
    ),
    LetterKind(
        "inbox.answered_by_link",
        _("Message: answer to a person without an account"),
        {**ANSWER, "link": _("secret link")},
        is_secret=True,
    ),
    LetterKind(
        "inbox.extended",
        _("Message: the term of an appeal is extended"),
        {**NUMBER, "until": _("last day of the answer")},
    ),
    LetterKind(
        "inbox.assigned",
        _("To the office: a message was given to you"),
        {**NUMBER, **TOPIC, **OFFICE},
    ),
    LetterKind(
        "inbox.deadline",
        _("To the office: the day of an appeal is near"),
        {**NUMBER, **OFFICE, "until": _("last day of the answer")},
    ),
]


def register_all() -> None:
    """Make the kinds known to mail. For `ready()`."""
    for kind in KINDS:
        register(kind)
