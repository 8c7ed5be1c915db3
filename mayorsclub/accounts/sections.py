"""Links on /me/ that accounts itself has."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mayorsclub.accounts.home import Section
from mayorsclub.accounts.models import User


def own_data(_user: User, _at: datetime) -> list[Section]:
    """The file with everything that is known of the person."""
    text = _("Everything the platform knows about you, in one file.")
    return [Section(_("A copy of your data"), text, reverse("accounts:own_data"))]
