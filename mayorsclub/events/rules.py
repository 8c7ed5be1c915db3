"""Who may know of an event, who may come, and who keeps events."""

from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q
from rules import add_perm, predicate

from mayorsclub.accounts.models import Role, User
from mayorsclub.accounts.roles import has_role
from mayorsclub.events.models import Audience, Event, Group, Registration, State
from mayorsclub.membership.models import Member, Status
from mayorsclub.membership.rules import acts_for, delegations
from mayorsclub.partners.rules import representatives


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


def by_right() -> Q:
    """Condition for registrations that a right carries now. As a member, a delegate or a
    partner one comes to a closed event only while one is that; nobody comes whose account is
    off. Asked each time: who is a member again comes again."""
    person = {"user": OuterRef("user")}
    members = Member.objects.filter(**person, status=Status.ACTIVE)
    delegates, speakers = delegations().filter(**person), representatives().filter(**person)
    closed = Q(event__audience__in=(Audience.MEMBERS, Audience.PARTNERS))
    return Q(user=None) | Q(user__is_active=True) & (
        ~closed
        | ~Q(group__in=(Group.MEMBERS, Group.PARTNERS))
        | Q(Exists(members), group=Group.MEMBERS)
        | Q(Exists(delegates), group=Group.MEMBERS)
        | Q(Exists(speakers), group=Group.PARTNERS)
    )


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
