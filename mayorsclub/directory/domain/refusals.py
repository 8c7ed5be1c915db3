"""Why a profile is not changed."""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mayorsclub.refusals import Refused


class ProfileRefused(Refused):
    """A change of what is shown that the rules do not allow."""

    sentences: ClassVar[dict[str, str | Promise]] = {
        "not_allowed": _("You may not change this profile."),
        "only_self": _("Only the member decides what is shown to whom."),
        "choice": _("Choose from what is offered."),
        "reason": _("Write the reason: the person reads it in the letter."),
        "nothing": _("There is no profile yet."),
        "already_hidden": _("This profile is hidden already."),
        "not_hidden": _("This profile is not hidden."),
    }
