"""Who is shown to whom, and who may change it."""

from enum import Enum

from django.contrib.auth.models import AnonymousUser
from rules import add_perm, predicate

from mayorsclub.accounts.models import User
from mayorsclub.directory.models import Audience, PartnerProfile, Profile
from mayorsclub.membership import queries as members
from mayorsclub.membership import rules as member_rules
from mayorsclub.membership.models import Member
from mayorsclub.membership.models import Status as MemberStatus
from mayorsclub.partners import rules as partner_rules
from mayorsclub.partners.models import Partner
from mayorsclub.partners.models import Status as PartnerStatus

# The text people agree to (templates/directory/parts/agreement.html). Whoever agreed to
# another text is asked again and not shown until then. Source: 2297-VI, art. 8 and 11.
AGREEMENT = "2026-11"


class Viewer(Enum):
    """As whom a person looks. A delegate looks as a member does."""

    EVERYONE = "everyone"
    PARTNER = "partner"
    MEMBER = "member"


# The audiences to which a viewer belongs.
SEES: dict[Viewer, tuple[str, ...]] = {
    Viewer.EVERYONE: (Audience.EVERYONE,),
    Viewer.PARTNER: (Audience.EVERYONE, Audience.PARTNERS),
    Viewer.MEMBER: (Audience.EVERYONE, Audience.PARTNERS, Audience.MEMBERS),
}


def viewer_of(user: User | AnonymousUser) -> Viewer:
    """As whom this person looks now; asked at each request, so that a lost right is lost."""
    if not isinstance(user, User):
        return Viewer.EVERYONE
    if member_rules.is_member(user) or members.delegations_of(user):
        return Viewer.MEMBER
    return Viewer.PARTNER if partner_rules.is_partner(user) else Viewer.EVERYONE


@predicate
def may_use_directory(user: User | AnonymousUser) -> bool:
    """Members, their delegates and representatives of partners."""
    return viewer_of(user) is not Viewer.EVERYONE


@predicate
def is_reading_member(user: User | AnonymousUser) -> bool:
    """Members and their delegates, to whom what is for members is shown."""
    return viewer_of(user) is Viewer.MEMBER


def is_in_good_standing(profile: Profile | PartnerProfile) -> bool:
    """Whether its holder is an active member or partner now."""
    if isinstance(profile, Profile):
        member = profile.member
        return member.status == MemberStatus.ACTIVE and member.user.is_active
    return profile.partner.status == PartnerStatus.ACTIVE


def is_shown(profile: Profile | PartnerProfile) -> bool:
    """Whether anything of it may be shown to anybody: agreed, not hidden, in good standing."""
    return (
        profile.agreed_version == AGREEMENT
        and profile.hidden_at is None
        and is_in_good_standing(profile)
    )


def sees(viewer: Viewer, profile: Profile | PartnerProfile, field: str) -> bool:
    """Whether this viewer sees this field (one of profile.FIELDS; another raises ValueError).

    Without the entry itself nothing of it is seen.
    """
    if field not in profile.FIELDS:
        raise ValueError(field)
    audiences = SEES[viewer]
    return (
        is_shown(profile)
        and profile.entry_for in audiences
        and getattr(profile, f"{field}_for") in audiences
    )


def may_edit(user: User | AnonymousUser, holder: Member | Partner) -> bool:
    """The member, a delegate who may edit the profile; a representative of an active partner."""
    if isinstance(holder, Member):
        return member_rules.acts_for(user, holder, "may_edit_profile")
    return holder.status == PartnerStatus.ACTIVE and partner_rules.represents(user, holder)


def may_decide(user: User | AnonymousUser, holder: Member | Partner) -> bool:
    """Who agrees and says who sees what: the person the data are about, so never a delegate;
    for a partner its representative."""
    if isinstance(holder, Member):
        return member_rules.is_own_entry(user, holder) and may_edit(user, holder)
    return may_edit(user, holder)


def may_moderate(user: User | AnonymousUser, holder: Member | Partner) -> bool:
    """The secretariat hides what must not be shown."""
    if isinstance(holder, Member):
        return bool(member_rules.may_keep_register(user))
    return bool(partner_rules.may_keep_register(user))


add_perm("directory.use", may_use_directory)
