"""How people come to an event: registering, the seats they get, giving a place up.

Everything that gives or frees a seat holds the event's lock, so seats are never oversold.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.events import queries, rules
from mayorsclub.events.domain import answers as asking
from mayorsclub.events.domain import states
from mayorsclub.events.domain.confirmations import confirm, entry, tell
from mayorsclub.events.domain.desk import office_cancel, office_register, walk_in
from mayorsclub.events.domain.groups import group_of, invitation_of
from mayorsclub.events.domain.offering import offer, why_not
from mayorsclub.events.domain.places import seats_left, seats_taken
from mayorsclub.events.domain.rows import (
    Coming,
    GuestFacts,
    enter,
    facts_of,
    find_by_link,
    locked,
    standing_of,
    tidied,
)
from mayorsclub.events.domain.states import Step, check_step
from mayorsclub.events.domain.waiting import accept, check_is_on, fill
from mayorsclub.events.models import (
    Event,
    Group,
    Invitation,
    Registration,
    Standing,
    State,
)
from mayorsclub.events.refusals import RegistrationRefused
from mayorsclub.membership.models import Member
from mayorsclub.membership.rules import acts_for

__all__ = [
    "GuestFacts",
    "accept",
    "cancel",
    "find_by_link",
    "offer",
    "office_cancel",
    "office_register",
    "register",
    "register_guest",
    "seats_left",
    "seats_taken",
    "standing_of",
    "walk_in",
    "why_not",
]


@transaction.atomic
def register(
    event_id: int,
    *,
    user: User,
    member: Member | None = None,
    answers: Mapping[str, object] | None = None,
    by: User,
    at: datetime,
) -> Registration:
    """Give a person with an account a place, or one on the waiting list where it is full.

    user: who comes; with `member`, either the member or a delegate in the member's place,
    by the hand of whom the member let. answers: by the number of the question, as text.
    Raises RegistrationRefused: "delegate_only", "not_allowed", "declined", "already",
    "already_other", what rules.why_no_registration says, and what answers.checked raises.
    """
    event = states.lock(event_id)
    # After the lock: who may come is what holds now, not when the page was opened.
    if member is not None:
        member = Member.objects.select_related("user").get(pk=member.pk)
    check_hand(user=user, member=member, by=by)
    if not (user.is_active and queries.is_visible(event, user, at)):
        raise RegistrationRefused("not_allowed")
    if by != user and not queries.is_visible(event, by, at):
        raise RegistrationRefused("not_allowed")
    invitation = invitation_of(user, event)
    group = group_of(user, event, member=member, invitation=invitation)
    facts = facts_of(user)
    if standing_of(event, user=user, email=facts.email):
        raise RegistrationRefused("already" if by == user else "already_other")
    coming = Coming(facts, group, user.language, user, member, invitation, by)
    return _take_in(event, coming, answers or {}, at=at)


def check_hand(*, user: User, member: Member | None, by: User) -> None:
    """Raises RegistrationRefused "delegate_only": everybody registers themselves, and others
    only in the name of a member who lets them."""
    if member is None:
        if user != by:
            raise RegistrationRefused("delegate_only")
        return
    if user.pk not in {member.user_id, by.pk} or not acts_for(by, member, "may_register"):
        raise RegistrationRefused("delegate_only")


@transaction.atomic
def register_guest(
    event_id: int,
    facts: GuestFacts,
    *,
    answers: Mapping[str, object] | None = None,
    invitation: Invitation | None = None,
    language: str,
    at: datetime,
) -> Registration:
    """Give somebody a place who is not signed in: anybody at an open event, or whoever
    opened their personal invitation, whose address (and account) is the invitation's.

    An address that is registered already gets the letter about its registration again: what
    the page says after must not tell who comes.
    Raises RegistrationRefused: "not_allowed", "declined", "name_required", what
    rules.why_no_registration says, and what answers.checked raises.
    """
    event = states.lock(event_id)
    coming = _guest(event, facts, invitation, language, at)
    check_open(event, at)
    asked = asking.checked(event, answers or {}, at=at)
    known = standing_of(event, user=coming.user, email=coming.facts.email)
    if known is not None:
        standing = Standing(known.standing).label
        tell("registration_again", known, event, at=at, standing=standing)
        return known
    return _place(event, coming, asked, at=at)


def _guest(
    event: Event,
    facts: GuestFacts,
    invitation: Invitation | None,
    language: str,
    at: datetime,
) -> Coming:
    if invitation is None:
        if not queries.public(at).filter(pk=event.pk).exists():
            raise RegistrationRefused("not_allowed")
        neat = tidied(facts)
        if not neat.email:
            raise RegistrationRefused("not_allowed")
        return Coming(neat, Group.PUBLIC, language)
    # Read anew: it may have been taken back since the page was opened.
    valid = event.invitations.filter(pk=invitation.pk, revoked_at=None).select_related("user")
    found = valid.first()
    if found is None or event.archived_at:
        raise RegistrationRefused("not_allowed")
    user = found.user
    if user is not None:
        if not user.is_active:
            raise RegistrationRefused("not_allowed")
        group = group_of(user, event, invitation=found)
        return Coming(facts_of(user), group, user.language, user, None, found, user)
    if found.declined_at is not None:
        raise RegistrationRefused("declined")
    own = GuestFacts(facts.name, found.email, facts.phone, facts.organisation)
    return Coming(tidied(own), Group.GUESTS, language, invitation=found)


def check_open(event: Event, at: datetime) -> None:
    """Raises RegistrationRefused with what rules.why_no_registration says."""
    if reason := rules.why_no_registration(event, at):
        raise RegistrationRefused(reason)


def _take_in(
    event: Event, coming: Coming, answers: Mapping[str, object], *, at: datetime
) -> Registration:
    check_open(event, at)
    return _place(event, coming, asking.checked(event, answers, at=at), at=at)


def _place(event: Event, coming: Coming, asked: dict[str, str], *, at: datetime) -> Registration:
    # Those who wait come first, also where a seat grew and nobody told us.
    seats = fill(event, at=at)
    is_full = seats.is_full(coming.group)
    standing = Standing.WAITING if is_full else Standing.REGISTERED
    registration = enter(event, coming, standing=standing, answers=asked, at=at)
    if is_full:
        tell("waiting", registration, event, at=at)
    else:
        confirm(registration, event, at=at)
    return registration


@transaction.atomic
def cancel(registration_id: int, *, by: User | None, at: datetime) -> Registration:
    """Give up a place or a wait; the place goes to the next.

    by: None for whoever opened the secret link. Raises RegistrationRefused: "not_allowed",
    "not_now", "cancelled", "over".
    """
    event, registration = locked(registration_id)
    if by is not None and not rules.speaks_for(by, registration):
        raise RegistrationRefused("not_allowed")
    was = registration.standing
    registration.standing = check_step(Step.CANCEL, registration)
    # Of a postponed event the old date means nothing: a place there may be given up.
    if event.state != State.POSTPONED:
        check_is_on(event, at)
    registration.ended_at = at
    registration.save(update_fields=["standing", "ended_at"])
    record("registration.cancelled", actor=by, about=registration, at=at, event=event.pk, was=was)
    had_place = was == Standing.REGISTERED
    calendar = entry(event, registration, at=at, takes_out=True) if had_place else None
    tell("cancelled_by_you", registration, event, at=at, calendar=calendar)
    fill(event, at=at)
    return registration
