"""The letters about accounts. Their words are in letters/*.txt.

No value here is anybody's free text (names of passkeys, browsers): our mail must not
carry another's words.
"""

from django.utils.translation import gettext_lazy as _

from mayorsclub.mail.kinds import LetterKind, register

CODE = {"code": _("the code"), "minutes": _("how many minutes it is valid")}
CHANGE = {"change": _("what was changed")}
ROLE = {"role": _("the role")}

KINDS = [
    LetterKind("accounts.sign_in_code", _("Code to sign in"), CODE, is_secret=True),
    LetterKind("accounts.confirm_code", _("Code to confirm who it is"), CODE, is_secret=True),
    LetterKind("accounts.address_code", _("Code to confirm a new address"), CODE, is_secret=True),
    LetterKind("accounts.address_changed", _("To the former address: it was changed")),
    LetterKind("accounts.security_changed", _("A passkey or app was added or removed"), CHANGE),
    LetterKind("accounts.second_factor_reset", _("The second factor was removed by the office")),
    LetterKind("accounts.invited", _("Invitation to a new account")),
    LetterKind("accounts.role_granted", _("A role was given"), ROLE),
    LetterKind("accounts.role_ended", _("A role has ended"), ROLE),
]


def register_all() -> None:
    """Make the kinds known to mail. For `ready()`."""
    for kind in KINDS:
        register(kind)
