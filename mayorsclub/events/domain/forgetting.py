"""How long it is known who came, and what is left afterwards.

Of people without an account the club keeps name, contacts and answers as long as the event
and what follows it (certificates, feedback) need them; the counts stay.
Source: 2297-VI, art. 6 and 15 (no longer than the purpose needs).
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.events.domain import states
from mayorsclub.events.models import (
    ACTIVE,
    CalendarFeed,
    Event,
    Feedback,
    Invitation,
    Registration,
    State,
)
from mayorsclub.mail.models import Letter
from mayorsclub.mail.models import State as LetterState

KEPT_FOR = timedelta(days=90)
NOTHING = "–"
# A name that can never be a mailbox (RFC 2606).
NOBODY = "erased-{pk}@erased.invalid"
ERASED_ADDRESSES = "@erased.invalid"
# The columns of a registration that `forget` writes.
FORGOTTEN = (
    "name",
    "email",
    "phone",
    "organisation",
    "answers",
    "answers_changed_at",
    "answers_changed_by",
    "erased_at",
)


def events_due(at: datetime) -> QuerySet[Event]:
    """Events whose time is over and that still know a guest. One without a new date yet is
    still to come."""
    guests = Registration.objects.filter(event=OuterRef("pk"), user=None, erased_at=None)
    invited = Invitation.objects.filter(event=OuterRef("pk"), user=None).exclude(
        email__endswith=ERASED_ADDRESSES
    )
    over = Event.objects.filter(ends_at__lte=at - KEPT_FOR).exclude(state=State.POSTPONED)
    return over.filter(Exists(guests) | Exists(invited)).order_by("pk")


@transaction.atomic
def forget_guests(event_id: int, *, at: datetime) -> int:
    """Forget the guests of one event whose time is over; how many registrations. Safe to
    call twice."""
    event = states.lock(event_id)
    if not events_due(at).filter(pk=event.pk).exists():
        return 0
    rows = list(event.registrations.filter(user=None, erased_at=None).order_by("pk"))
    for row in rows:
        forget(row, at=at)
    invitations = event.invitations.filter(user=None).exclude(email__endswith=ERASED_ADDRESSES)
    for invitation in invitations:
        forget_invitation(invitation)
    record("event.guests_forgotten", actor=None, about=event, at=at, count=len(rows))
    return len(rows)


def forget(registration: Registration, *, at: datetime) -> None:
    """Leave event, group, standing and times; who it was and what they answered goes, also
    out of letters. Feedback stays: it has no name. Inside the caller's transaction."""
    registration.name = NOTHING
    registration.email = registration.phone = registration.organisation = ""
    registration.answers = {}
    registration.answers_changed_at = registration.answers_changed_by = None
    registration.erased_at = at
    registration.save(update_fields=FORGOTTEN)
    _forget_letters(registration)


def forget_invitation(invitation: Invitation) -> None:
    """Leave that somebody was invited, and what they answered. The link opens nothing more
    than a past event, and nobody has it."""
    invitation.name, invitation.email = NOTHING, NOBODY.format(pk=invitation.pk)
    invitation.save(update_fields=["name", "email"])
    _forget_letters(invitation)


def _forget_letters(about: Registration | Invitation) -> None:
    """Letters that it caused. One that is being sent just now is left whole: its worker
    still needs the address."""
    found = Letter.objects.filter(
        about_type=about._meta.label_lower, about_id=str(about.pk)
    ).exclude(state=LetterState.SENDING)
    found.filter(state__in=[LetterState.HELD, LetterState.QUEUED]).update(
        state=LetterState.CANCELLED
    )
    found.update(
        subject=NOTHING,
        body_text="",
        body_html="",
        calendar="",
        last_error="",
        unsubscribe="",
        to_name="",
        to_address=NOBODY.format(pk=about.pk),
        to_user=None,
    )


def registrations_of(user: User, addresses: list[str]) -> QuerySet[Registration]:
    """Everything that this person registered for, signed in or with one of these addresses."""
    return Registration.objects.filter(Q(user=user) | Q(email__in=addresses))


def is_expected(user: User, addresses: list[str], at: datetime) -> bool:
    """Whether the person has, or waits for, a place at an event that is still to come."""
    ahead = Q(event__state=State.POSTPONED) | Q(event__state=State.ANNOUNCED, event__ends_at__gt=at)
    rows = registrations_of(user, addresses).filter(ahead, standing__in=ACTIVE)
    return rows.exists()


def forget_person(user: User, addresses: list[str], *, at: datetime) -> None:
    """Forget one person at all events, at their own wish. Inside the caller's transaction."""
    rows = registrations_of(user, addresses)
    Feedback.objects.filter(registration__in=rows).update(comment="")
    for registration in list(rows.order_by("pk")):
        forget(registration, at=at)
    for invitation in Invitation.objects.filter(Q(user=user) | Q(email__in=addresses)):
        forget_invitation(invitation)
    CalendarFeed.objects.filter(user=user).delete()
