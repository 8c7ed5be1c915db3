"""The address at which a receiver stops letters with news: signed, without an end, so that
the link in an old letter works too. It opens nothing else."""

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation

SALT = "mailings.news"


def address_to_stop(email: str, language: str = "uk") -> str:
    """The full address for this receiver's letters."""
    token = signing.dumps(email.strip().lower(), salt=SALT)
    with translation.override(language):
        return settings.BASE_URL + reverse("mailings:stop", args=[token])


def email_of(token: str) -> str | None:
    """Whose token it is; None for one that we did not sign."""
    try:
        email = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return email if isinstance(email, str) else None
