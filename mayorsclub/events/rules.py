"""Who may know of an event, who may come, and who keeps events."""

from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from rules import add_perm, predicate

from mayorsclub.accounts.models import Role, User
from mayorsclub.accounts.roles import has_role
from mayorsclub.events.models import Event, Registration, State
from mayorsclub.membership.rules import acts_for


@predicate
def may_keep_events(user: User | AnonymousUser) -> bool:
    """The secretariat plans events and sees who comes."""
    return isinstance(user, User) and user.is_active and has_role(user, Role.SECRETARIAT)


def is_over(event: Event, at: datetime) -> bool:
    """Whether it has ended; what never took place is not over."""
    return event.state == State.ANNOUNCED and event.ends_at <= at


def has_begun(event: Event, at: datetime) -> bool:
    return event.state == State.ANNOUNCED and event.starts_at <= at


def link_is_open(event: Event, at: datetime) -> bool:
    """Whether those registered see the online link: near the time, and until the end."""
    opens = event.starts_at - timedelta(minutes=event.link_minutes)
    return (
        bool(event.online_link) and event.state == State.ANNOUNCED and opens <= at < event.ends_at
    )


def why_no_registration(event: Event, at: datetime) -> str | None:
    """The code of RegistrationRefused why nobody can register now; None: it is open."""
    if event.state == State.CANCELLED:
        return "cancelled"
    if event.state == State.POSTPONED:
        return "postponed"
    if event.state != State.ANNOUNCED or event.archived_at:
        return "closed"
    if not event.takes_registrations:
        return "no_registration"
    if event.starts_at <= at:
        return "over"
    if event.registration_until and event.registration_until <= at:
        return "closed"
    return None


def speaks_for(user: User | AnonymousUser, registration: Registration) -> bool:
    """Whether this is the person's own registration, or one in the name of a member for whom
    they may register. One without an account is of whoever proved its address."""
    if not isinstance(user, User) or not user.is_active:
        return False
    if registration.user_id == user.pk:
        return True
    if registration.user_id is None and registration.email == user.email:
        return True
    member = registration.member
    return member is not None and acts_for(user, member, "may_register")


add_perm("events.keep", may_keep_events)
