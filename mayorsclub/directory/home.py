"""What /me/ tells of profiles and the directory."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mayorsclub.accounts.home import Item, Section
from mayorsclub.accounts.models import User
from mayorsclub.directory.models import Profile
from mayorsclub.directory.rules import AGREEMENT, Viewer, viewer_of
from mayorsclub.membership import queries as members
from mayorsclub.membership.domain.delegates import name_of
from mayorsclub.membership.models import Status as MemberStatus
from mayorsclub.partners import queries as partners
from mayorsclub.partners.domain.representatives import name_for
from mayorsclub.partners.models import Status as PartnerStatus


def waiting(user: User, at: datetime) -> list[Item]:
    """A member who has not yet said what may be shown, and one whose profile is hidden."""
    member = members.entry_of(user)
    if member is None or member.status != MemberStatus.ACTIVE:
        return []
    profile = Profile.objects.filter(member=member).first()
    url = reverse("directory:member_profile", args=[member.pk])
    if profile is not None and profile.hidden_at is not None:
        return [
            Item(
                _("Your profile is hidden"),
                _("The secretariat asks you to correct it."),
                url,
                _("Correct"),
                is_urgent=True,
            )
        ]
    if profile is None or profile.agreed_version not in {"", AGREEMENT}:
        return [
            Item(
                _("Say what is shown of you"),
                _("Until you do, neither members nor the site show anything of you."),
                url,
                _("Choose"),
            )
        ]
    return []


def sections(user: User, at: datetime) -> list[Section]:
    """The profiles that this person may edit, and the directory."""
    language = (get_language() or "uk")[:2]
    found = []
    member = members.entry_of(user)
    if member is not None and member.status == MemberStatus.ACTIVE:
        found.append(
            Section(
                _("Your profile"),
                _("What you tell of yourself, and who sees it"),
                reverse("directory:member_profile", args=[member.pk]),
                is_profile=True,
            )
        )
    found += [
        Section(
            _("Profile of: %(member)s") % {"member": name_of(held.member.user, language)},
            _("You may edit it in the member’s name"),
            reverse("directory:member_profile", args=[held.member_id]),
            is_profile=True,
        )
        for held in members.delegations_of(user)
        if held.may_edit_profile
    ]
    found += [
        Section(
            _("Page of: %(name)s") % {"name": name_for(partner, language)},
            _("What the directory and the site show of the partner, and to whom"),
            reverse("directory:partner_profile", args=[partner.pk]),
            is_profile=True,
        )
        for partner in partners.entries_of(user)
        if partner.status == PartnerStatus.ACTIVE
    ]
    if viewer_of(user) is not Viewer.EVERYONE:
        found.append(
            Section(
                _("Directory"),
                _("Members and partners, as far as each lets you see"),
                reverse("directory:home"),
            )
        )
    return found
