"""Why a change of people or roles was refused."""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mayorsclub.refusals import Refused


class AccountRefused(Refused):
    """A change of people or roles that the rules do not allow."""

    sentences: ClassVar[dict[str, str | Promise]] = {
        "not_allowed": _("You may not do this."),
        "reason": _("Write the reason: it stays in the history of the register."),
        "self": _("You cannot do this to your own account. Ask another administrator."),
        "last_administrator": _(
            "This is the last administrator. Give the role to another person first."
        ),
        "inactive": _("This account is disabled. Enable it first."),
        "address_taken": _("Another account already uses this address."),
        "has_roles": _("This person has roles. End them first, then remove the second factor."),
        "no_second_factor": _(
            "This person has no passkey or authenticator app yet. Ask them to sign in and set "
            "one up on their security page, then give the role."
        ),
        "already_open": _("This person already has this role, or it waits for approval."),
        "already_granted": _("This role has already been approved."),
        "ended": _("This role has already ended."),
        "same_person": _("Another administrator must approve this."),
        "administrator_exists": _(
            "There is an administrator already. They give roles to other people in the office."
        ),
    }
