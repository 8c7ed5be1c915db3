"""Why the register of members refuses."""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mayorsclub.refusals import Refused


class MembershipRefused(Refused):
    """A change of the register of members that the rules do not allow."""

    sentences: ClassVar[dict[str, str | Promise]] = {
        "move": _("This status cannot follow the present status of the member."),
        "reason": _("Write the reason: it stays in the history of the register."),
        "not_allowed": _("You may not change this entry."),
        "not_active": _("This membership is not active now."),
        "place": _("Name the community of this post."),
        "title": _("Write what the post is called."),
        "future_start": _("The post cannot begin in the future."),
        "too_early": _("A post in local self-government cannot begin before 1990."),
        "order": _("The post cannot end before it began."),
        "already_ended": _("This post has already ended."),
        "own_address": _("This is your own address: a delegate needs an address of their own."),
        "already_invited": _("This person is already your delegate or has an open invitation."),
        "too_many": _(
            "You cannot add more delegates or invitations now: remove one first, or try again tomorrow."
        ),
        "invitation_over": _("This invitation is no longer valid. Ask the member for a new one."),
        "future_entry": _("The day of entry cannot lie in the future."),
        "interest": _("Choose from the ways of taking part that are offered."),
    }
