"""The calendar on a person's own page."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mayorsclub.accounts.home import Section
from mayorsclub.accounts.models import User


def calendar(user: User, at: datetime) -> list[Section]:
    """Where everybody with an account finds the address of their own calendar."""
    return [
        Section(
            title=_("My calendar"),
            text=_("The events of the Club in the calendar of your phone or computer."),
            url=reverse("events:subscription"),
        )
    ]
