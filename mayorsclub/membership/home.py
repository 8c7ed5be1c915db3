"""What /me/ tells members and delegates."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mayorsclub.accounts.home import Section
from mayorsclub.accounts.models import User
from mayorsclub.membership import queries
from mayorsclub.membership.domain.delegates import name_of
from mayorsclub.membership.domain.mandates import position_text, present_post
from mayorsclub.membership.models import Status


def who(user: User) -> str:
    """A member's present post, for messages to the club; '' for others."""
    member = queries.entry_of(user)
    if member is None:
        return ""
    today = timezone.localdate()
    post = present_post(member.posts.all(), today=today)
    return position_text(post, (get_language() or "uk")[:2], today=today) if post else ""


def own_sections(user: User, at: datetime) -> list[Section]:
    """Entry, certificate and delegates of a member."""
    member = queries.entry_of(user)
    if member is None:
        return []
    found = [
        Section(
            _("Your membership"),
            _("№ %(number)s, %(status)s")
            % {
                "number": member.register_number,
                "status": member.get_status_display().lower(),
            },
            reverse("membership:entry", args=[member.pk]),
        )
    ]
    if member.status == Status.ACTIVE:
        found += [
            Section(
                _("Certificate"),
                _("Your certificate of membership, to download and to show"),
                reverse("membership:certificate", args=[member.pk]),
            ),
            Section(
                _("Delegates"),
                _("Responsible staff who act in your name, as far as you let them"),
                reverse("membership:delegates"),
            ),
        ]
    return found


def delegate_sections(user: User, at: datetime) -> list[Section]:
    """In whose name the person acts."""
    language = (get_language() or "uk")[:2]
    return [
        Section(
            _("You act for: %(member)s") % {"member": name_of(held.member.user, language)},
            _("What this member lets you do"),
            reverse("membership:entry", args=[held.member_id]),
        )
        for held in queries.delegations_of(user)
    ]
