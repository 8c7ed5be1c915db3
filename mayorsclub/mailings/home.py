"""What /me/ offers: whether letters with news come."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from mayorsclub.accounts.home import Section
from mayorsclub.accounts.models import User


def sections(user: User, at: datetime) -> list[Section]:
    """The choice of letters."""
    text = _("Receive the club’s news by e-mail, or no more of them")
    return [Section(_("Letters with news"), text, reverse("mailings:choice"))]
