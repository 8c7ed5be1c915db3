"""How the demonstration accounts sign in: the newest mailed code, the second factor of now."""

import email
import email.policy
import email.utils
import re
from pathlib import Path

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt

from mayorsclub.accounts.models import User

# A code stands at the end of the subject; «Ч-2026-0001» is the number of an application.
CODE = re.compile(r"(?<![\w-])\d{4}-?\d{4}$")


def second_factor(user: User) -> tuple[str, str] | None:
    """The secret of the person's authenticator app and its code of this moment."""
    factor = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if factor is None:
        return None
    secret = decrypt(factor.data["secret"])
    counter = next(iter(yield_hotp_counters_from_time()))
    return secret, format_hotp_value(hotp_value(secret, counter))


def mailed_codes(folder: Path) -> dict[str, str]:
    """The newest sign-in code in the letters written to `folder`, by address."""
    codes = {}
    for path in sorted(folder.glob("*.eml")):
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        found = CODE.search(str(message["Subject"]).strip())
        if found:
            address = email.utils.parseaddr(str(message["To"]))[1]
            codes[address] = found.group()
    return codes
