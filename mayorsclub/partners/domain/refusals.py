"""Why the register of partners refuses."""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mayorsclub.refusals import Refused


class PartnerRefused(Refused):
    """A change of the register of partners that the rules do not allow."""

    sentences: ClassVar[dict[str, str | Promise]] = {
        "move": _("This status cannot follow the present status of the partner."),
        "reason": _("Write the reason: it stays in the history of the register."),
        "not_allowed": _("You may not change this entry."),
        "not_active": _("This partnership is not active now."),
        "already": _("This person represents the partner already."),
        "last": _("A partner needs at least one representative: add another one first."),
        "name": _("Write the name in both languages."),
        "future_entry": _("The day of entry cannot lie in the future."),
        "choice": _("Choose from the sectors and kinds of projects that are offered."),
    }
