"""Secret links that are mailed to applicants, and addresses for letters."""

import hashlib
import secrets
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from mayorsclub.applications.models import Application, Link, State

# In which state a link of each purpose works.
WORKS_IN = {Link.Purpose.RESUME: State.DRAFT, Link.Purpose.CONFIRM: State.SUBMITTED}


def digest(purpose: str, token: str) -> str:
    """What is stored in place of a token: useless for another purpose, useless if stolen."""
    return hashlib.sha256(f"applications:{purpose}:{token}".encode()).hexdigest()


def make(application: Application, purpose: Link.Purpose, *, at: datetime) -> str:
    """A new link's token (256 bits). Earlier ones of the same purpose keep working, so
    that an older letter is as good as the newest."""
    token = secrets.token_urlsafe(32)
    Link.objects.create(
        application=application, purpose=purpose, token_hash=digest(purpose, token), made_at=at
    )
    return token


def find(purpose: Link.Purpose, kind: str, token: str) -> Application | None:
    """The application of this link, if the link works for it now."""
    link = (
        Link.objects.select_related("application")
        .filter(
            purpose=purpose,
            token_hash=digest(purpose, token),
            application__kind=kind,
            application__state=WORKS_IN[purpose],
        )
        .first()
    )
    return link.application if link else None


def address(name: str, language: str, *args: object) -> str:
    """A page's full address for a letter in that language, from the one fixed host."""
    with translation.override(language):
        return settings.BASE_URL + reverse(name, args=args)
