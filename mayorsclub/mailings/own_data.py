"""Whether a person wants letters with news, for the file of their own data."""

from django.utils.translation import gettext_lazy as _

from mayorsclub.accounts.models import User
from mayorsclub.accounts.own_data import Part
from mayorsclub.mailings.models import NewsChoice


def parts(user: User) -> list[Part]:
    """The choices made for the person's address."""
    rows = [
        [
            (_("E-mail"), each.email),
            (_("News by e-mail"), _("yes") if each.wants_news else _("no")),
            (_("When"), each.changed_at),
        ]
        for each in NewsChoice.objects.filter(email=user.email)
    ]
    return [Part("news", _("Letters with news"), rows)]
