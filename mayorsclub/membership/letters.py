"""The letters about membership. Their words are in letters/*.txt."""

from django.utils.translation import gettext_lazy as _

from mayorsclub.mail.kinds import LetterKind, register

REASON = {"reason": _("the reason, as the secretariat wrote it")}
MEMBER = {"member": _("the member’s name")}

KINDS = [
    LetterKind(
        "membership.welcome",
        _("Next steps for a new member"),
        {"number": _("the number in the register")},
    ),
    LetterKind("membership.status_active", _("Membership is active again"), REASON),
    LetterKind("membership.status_suspended", _("Membership was suspended"), REASON),
    LetterKind("membership.status_left", _("A member has left"), REASON),
    LetterKind("membership.status_excluded", _("A member was excluded"), REASON),
    LetterKind(
        "membership.delegate_invited",
        _("Invitation of a delegate"),
        {**MEMBER, "link": _("the page where the invitation is accepted")},
        is_secret=True,
    ),
    LetterKind(
        "membership.delegate_accepted",
        _("To the member: a delegate accepted"),
        {"delegate": _("the delegate’s name")},
    ),
    LetterKind("membership.delegate_removed", _("To the delegate: the delegation ended"), MEMBER),
]


def register_all() -> None:
    """Make the kinds known to mail. For `ready()`."""
    for kind in KINDS:
        register(kind)
