"""What /me/ shows of a person's messages."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from mayorsclub.accounts.home import Section
from mayorsclub.accounts.models import User


def sections(user: User, at: datetime) -> list[Section]:
    """The way to the own messages, for everybody: a member asks the club from here."""
    return [
        Section(
            _("Messages to the club"),
            _("Your questions and requests, and our answers to them"),
            reverse("inbox:mine"),
        )
    ]
