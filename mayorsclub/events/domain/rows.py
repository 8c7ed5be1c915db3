"""What every deed with a registration shares: the facts of a person, the locked row, the
new row. Locks are taken in one order: the event, its registrations, the audit log."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import override

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.events.domain import states
from mayorsclub.events.domain.tokens import Purpose, digest, new_digest, new_nonce
from mayorsclub.events.models import ACTIVE, Event, Invitation, Registration, Standing
from mayorsclub.events.refusals import RegistrationRefused
from mayorsclub.events.rules import by_right
from mayorsclub.inbox import writers
from mayorsclub.mail.markup import one_line
from mayorsclub.membership.models import Member


@dataclass(frozen=True)
class GuestFacts:
    """Who comes, as they say or as the secretariat writes."""

    name: str
    email: str = ""
    phone: str = ""
    organisation: str = ""


@dataclass(frozen=True)
class Coming:
    """Who comes, as whom, in whose name and by whose hand."""

    facts: GuestFacts
    group: str
    language: str
    user: User | None = None
    member: Member | None = None
    invitation: Invitation | None = None
    by: User | None = None


def tidied(facts: GuestFacts) -> GuestFacts:
    """The facts in one line each and no longer than their columns. Raises
    RegistrationRefused "name_required"."""
    neat = GuestFacts(
        name=one_line(facts.name, 200),
        email=facts.email.replace("\x00", "").strip().lower()[:254],
        phone=one_line(facts.phone, 20),
        organisation=one_line(facts.organisation, 200),
    )
    if not neat.name:
        raise RegistrationRefused("name_required")
    return neat


def facts_of(user: User) -> GuestFacts:
    """What the account and the registers say of a person."""
    with override(user.language):
        organisation = writers.known(user)
    return tidied(GuestFacts(str(user), user.email, user.phone, organisation))


def locked(registration_id: int) -> tuple[Event, Registration]:
    """The event and one registration of it, alone until the transaction ends."""
    event_id = Registration.objects.values_list("event_id", flat=True).get(pk=registration_id)
    event = states.lock(event_id)
    rows = Registration.objects.select_for_update(of=("self",), no_key=True)
    return event, rows.select_related("user", "member").get(pk=registration_id)


def standing_of(event: Event, *, user: User | None, email: str) -> Registration | None:
    """The registration that this person or address has at the event now."""
    same = Q(pk=None)
    if user is not None:
        same |= Q(user=user)
    if email:
        same |= Q(email=email)
    rows = event.registrations.filter(same, standing__in=ACTIVE).select_related("user", "member")
    return rows.first()


def enter(
    event: Event,
    coming: Coming,
    *,
    standing: Standing,
    answers: dict[str, str],
    at: datetime,
    is_walk_in: bool = False,
) -> Registration:
    """Write the row and its line in the log. The caller holds the event's lock."""
    nonce = new_nonce()
    registration = Registration.objects.create(
        event=event,
        user=coming.user,
        member=coming.member,
        invitation=coming.invitation,
        by=coming.by,
        group=coming.group,
        name=coming.facts.name,
        email=coming.facts.email,
        phone=coming.facts.phone,
        organisation=coming.facts.organisation,
        language=coming.language,
        standing=standing,
        registered_at=at,
        waiting_since=at if standing == Standing.WAITING else None,
        nonce=nonce,
        ticket_hash=new_digest(Purpose.TICKET, nonce),
        link_hash=new_digest(Purpose.REGISTRATION, nonce),
        answers=answers,
        is_walk_in=is_walk_in,
        checked_in_at=at if is_walk_in else None,
        checked_in_by=coming.by if is_walk_in else None,
        is_demonstration=event.is_demonstration,
    )
    record(
        "registration.made",
        actor=coming.by,
        about=registration,
        at=at,
        event=event.pk,
        standing=str(standing),
        group=str(coming.group),
    )
    return registration


def find_by_link(secret: str) -> Registration | None:
    """The registration of a secret link, whatever its standing; None: it leads nowhere, as
    where no right carries it any more."""
    found = Registration.objects.filter(
        link_hash=digest(Purpose.REGISTRATION, secret), erased_at=None, event__archived_at=None
    )
    found = found.filter(by_right())
    people = ("user", "member__user", "answers_changed_by")
    return found.select_related("event", *people).first()
