"""What /me/ tells representatives of partners."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mayorsclub.accounts.home import Section
from mayorsclub.accounts.models import User
from mayorsclub.partners import queries
from mayorsclub.partners.domain.representatives import name_for


def who(user: User) -> str:
    """The partners for which the person speaks, for messages to the club; '' for others."""
    language = (get_language() or "uk")[:2]
    return ", ".join(name_for(partner, language) for partner in queries.entries_of(user))


def sections(user: User, at: datetime) -> list[Section]:
    """The entry of each partner that the person represents."""
    language = (get_language() or "uk")[:2]
    return [
        Section(
            _("Partner: %(name)s") % {"name": name_for(partner, language)},
            _("Entry in the register, interests and certificate"),
            reverse("partners:entry", args=[partner.pk]),
        )
        for partner in queries.entries_of(user)
    ]
