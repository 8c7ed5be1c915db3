"""Letters to applicants. Their texts are in letters/.

A kind with a letter of its own for approval or refusal gives it the placeholders of
`applications.approved` or `applications.rejected`.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mayorsclub.mail import kinds

APPLICATION: dict[str, str | Promise] = {"application": _("what kind of application it is")}
NUMBER: dict[str, str | Promise] = {**APPLICATION, "number": _("number of the application")}
STATUS: dict[str, str | Promise] = {"link": _("address of the application’s page")}
APPROVED = {**NUMBER, "decision": _("number and date of the decision"), "link": _("My page")}
REJECTED = {
    **NUMBER,
    **STATUS,
    "decision": _("number and date of the decision"),
    "again_from": _("from which day one may apply again"),
    "contact": _("the club’s e-mail, for an appeal"),
}

_LETTERS: dict[str, tuple[Promise, Mapping[str, str | Promise], bool]] = {
    "resume": (
        _("Application: link to continue the draft"),
        {**APPLICATION, "link": _("secret link"), "until": _("last day of the draft")},
        True,
    ),
    "confirm": (
        _("Application: please confirm the e-mail"),
        {**NUMBER, "link": _("secret link"), "until": _("last day to confirm")},
        True,
    ),
    "received": (
        _("Application: passed to the committee"),
        {**NUMBER, **STATUS, "until": _("day by which the committee votes")},
        False,
    ),
    "question": (
        _("Application: the committee asks"),
        {
            **NUMBER,
            **STATUS,
            "question": _("the question"),
            "until": _("last day to answer"),
        },
        False,
    ),
    "approved": (_("Application: approved"), APPROVED, False),
    "rejected": (_("Application: rejected"), REJECTED, False),
    "withdrawn": (_("Application: withdrawn"), NUMBER, False),
    "expired": (
        _("Application: expired"),
        {**APPLICATION, "reason": _("why it expired"), "link": _("where to apply again")},
        False,
    ),
}

for _name, (_title, _placeholders, _is_secret) in _LETTERS.items():
    kinds.register(
        kinds.LetterKind(
            kind=f"applications.{_name}",
            title=_title,
            placeholders=_placeholders,
            is_secret=_is_secret,
        )
    )
