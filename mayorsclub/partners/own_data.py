"""What partnership knows of a person, for the file of their own data."""

from django.utils.translation import gettext_lazy as _

from mayorsclub.accounts.models import User
from mayorsclub.accounts.own_data import Part
from mayorsclub.partners.models import Representative


def parts(user: User) -> list[Part]:
    """For which partners the person speaks or spoke."""
    rows = Representative.objects.filter(user=user).select_related("partner")
    return [
        Part(
            "representations",
            _("For whom you speak"),
            [
                [
                    (_("Partner"), each.partner.name_uk),
                    (_("Position"), each.position),
                    (_("Since"), each.since),
                    (_("Until"), each.removed_at),
                ]
                for each in rows
            ],
        )
    ]
