"""The letters about partnership. Their words are in letters/*.txt."""

from django.utils.translation import gettext_lazy as _

from mayorsclub.mail.kinds import LetterKind, register

PARTNER = {"partner": _("the partner’s name")}
REASON = {**PARTNER, "reason": _("the reason, as the secretariat wrote it")}

KINDS = [
    LetterKind(
        "partners.welcome",
        _("Next steps for a new partner"),
        {**PARTNER, "number": _("the number in the register")},
    ),
    LetterKind("partners.status_active", _("Partnership is active again"), REASON),
    LetterKind("partners.status_suspended", _("Partnership was suspended"), REASON),
    LetterKind("partners.status_ended", _("Partnership has ended"), REASON),
    LetterKind("partners.representative_added", _("A representative was added"), PARTNER),
    LetterKind("partners.representative_removed", _("A representative was removed"), PARTNER),
]


def register_all() -> None:
    """Make the kinds known to mail. For `ready()`."""
    for kind in KINDS:
        register(kind)
