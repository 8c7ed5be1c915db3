"""What /me/ tells members of the expert sessions."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from mayorsclub.accounts.home import Section
from mayorsclub.accounts.models import User
from mayorsclub.sessions.rules import is_member


def sections(user: User, at: datetime) -> list[Section]:
    """The way to recordings and answers, for members and their delegates."""
    if not is_member(user):
        return []
    return [
        Section(
            _("Expert sessions"),
            _("Recordings, slides, questions and answers, and the topics you propose"),
            reverse("expert_sessions:archive"),
        )
    ]
