"""As whom a person comes to an event; seats may be kept for each group."""

from django.contrib.auth.models import AnonymousUser

from mayorsclub.accounts.models import User
from mayorsclub.directory.rules import Viewer, viewer_of
from mayorsclub.events.models import Audience, Event, Group, Invitation
from mayorsclub.events.refusals import RegistrationRefused
from mayorsclub.membership.models import Member


def invitation_of(user: User | AnonymousUser, event: Event) -> Invitation | None:
    """The person's invitation that was not taken back."""
    if not isinstance(user, User):
        return None
    return event.invitations.filter(user=user, revoked_at=None).first()


def comes_by_right(viewer: Viewer, event: Event) -> bool:
    """Whether members come to it as such, invited or not."""
    return viewer is Viewer.MEMBER and event.audience != Audience.INVITED


def group_of(
    user: User | AnonymousUser,
    event: Event,
    *,
    member: Member | None = None,
    invitation: Invitation | None = None,
    viewer: Viewer | None = None,
) -> Group:
    """As whom a person comes to an event that they see. viewer: where it is known already.

    Raises RegistrationRefused: "declined"; "not_allowed" for whoever sees a closed event for
    another reason than that it is for them, such as the secretariat.
    """
    viewer = Viewer.MEMBER if member is not None else viewer or viewer_of(user)
    if comes_by_right(viewer, event):
        return Group.MEMBERS
    if viewer is Viewer.PARTNER and event.audience in {Audience.OPEN, Audience.PARTNERS}:
        return Group.PARTNERS
    if invitation is not None:
        if invitation.declined_at is not None:
            raise RegistrationRefused("declined")
        own = {Viewer.MEMBER: Group.MEMBERS, Viewer.PARTNER: Group.PARTNERS}
        return own.get(viewer, Group.GUESTS)
    if event.audience != Audience.OPEN:
        raise RegistrationRefused("not_allowed")
    return Group.PUBLIC
