"""The letters about questions and proposals. Their words are in letters/*.txt.

The answer to a question stands on the session's page, for members; no letter carries it.
"""

from django.utils.translation import gettext_lazy as _

from mayorsclub.mail.kinds import LetterKind, register

TITLE = {"title": _("the topic, as the person proposed it")}
LINK = {"link": _("the page of the proposals")}

KINDS = [
    LetterKind(
        "expert_sessions.question_answered",
        _("Expert session: your question is answered"),
        {
            "session": _("title of the session"),
            "link": _("the question on the session’s page"),
        },
    ),
    LetterKind(
        "expert_sessions.proposal_planned",
        _("Expert session: your proposal is planned"),
        {**TITLE, **LINK},
    ),
    LetterKind(
        "expert_sessions.proposal_declined",
        _("Expert session: your proposal is declined"),
        {**TITLE, **LINK, "reason": _("why, as the secretariat wrote it")},
    ),
]


def register_all() -> None:
    """Make the kinds known to mail. For `ready()`."""
    for kind in KINDS:
        register(kind)
