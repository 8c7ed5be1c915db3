"""Which events there are for whom. Every page, list, feed, file and count begins here."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from mayorsclub.accounts.models import User
from mayorsclub.directory.rules import Viewer, viewer_of
from mayorsclub.events.models import (
    ACTIVE,
    Audience,
    Event,
    EventFile,
    Invitation,
    Question,
    Registration,
    Standing,
    State,
)
from mayorsclub.events.rules import by_right, may_keep_events
from mayorsclub.files.models import PrivateFile, Scan
from mayorsclub.membership.rules import delegations
from mayorsclub.partners.rules import representations


def announced() -> QuerySet[Event]:
    """Events that somebody may know of; who, `visible_to` says."""
    return Event.objects.exclude(state=State.DRAFT).filter(archived_at=None)


def public(at: datetime) -> QuerySet[Event]:
    """The events that everyone may know of."""
    return announced().filter(audience=Audience.OPEN, public_from__lte=at)


def visible_to(
    user: User | AnonymousUser, at: datetime, *, viewer: Viewer | None = None
) -> QuerySet[Event]:
    """The events that exist for this person now; for all others they do not.
    viewer: as whom they look, where that was asked in this request already.

    An open event: partners from `partners_from`, everyone from `public_from`. A closed one:
    its audience. An invited one: who was invited or has a place that a right carries. The secretariat sees
    whatever is announced. Rights are asked anew each time, so a lost one works at once.
    """
    if not isinstance(user, User) or not user.is_active:
        return public(at)
    if may_keep_events(user):
        return announced()
    viewer = viewer or viewer_of(user)
    seen = Q(audience=Audience.OPEN, public_from__lte=at)
    early = Q(audience__in=(Audience.OPEN, Audience.PARTNERS), partners_from__lte=at)
    if viewer is Viewer.PARTNER:
        seen |= early
    if viewer is Viewer.MEMBER:
        seen |= Q(audience__in=(Audience.PARTNERS, Audience.MEMBERS), public_from__lte=at)
        # Whoever is a member looks as one, and may represent a partner as well.
        seen |= early & Q(Exists(representations(user)))
    invited = Invitation.objects.filter(event=OuterRef("pk"), user=user, revoked_at=None)
    coming = Registration.objects.filter(
        by_right(), event=OuterRef("pk"), user=user, standing__in=ACTIVE
    )
    return announced().filter(seen | Q(Exists(invited), public_from__lte=at) | Q(Exists(coming)))


def is_visible(event: Event, user: User | AnonymousUser, at: datetime) -> bool:
    """Whether this event exists for this person now."""
    return visible_to(user, at).filter(pk=event.pk).exists()


def may_read_paper(user: User | AnonymousUser, file: PrivateFile) -> bool:
    """Whether this person reads a file of an event now: whoever sees the event, or only who
    has a place, as the file says; the office always."""
    paper = EventFile.objects.select_related("event").filter(file=file).first()
    if paper is None:
        return False
    if may_keep_events(user):
        return True
    if not is_visible(paper.event, user, timezone.now()):
        return False
    if paper.is_for == EventFile.For.AUDIENCE:
        return True
    registration = registration_of(user, paper.event)
    return registration is not None and registration.standing == Standing.REGISTERED


def papers_of(registration: Registration) -> QuerySet[EventFile]:
    """The files that the link of a registration opens, while it stands: those for everyone
    who sees the event, and with a place those for the registered. Never a held one."""
    if registration.standing not in ACTIVE or registration.event.archived_at:
        return EventFile.objects.none()
    found = EventFile.objects.filter(event=registration.event).select_related("file")
    if registration.standing != Standing.REGISTERED:
        found = found.filter(is_for=EventFile.For.AUDIENCE)
    return found.exclude(file__scan=Scan.HELD)


def own(user: User) -> Q:
    """Registrations that are this person's: of the account, or made without one with the
    address that the account has proved."""
    return Q(user=user) | Q(user=None, erased_at=None, email=user.email)


def registration_of(user: User | AnonymousUser, event: Event) -> Registration | None:
    """The person's own registration that stands now: a place, an offer or a wait."""
    if not isinstance(user, User):
        return None
    rows = event.registrations.filter(own(user), standing__in=ACTIVE)
    return rows.select_related("user", "member__user").first()


def coming(event: Event, users: Iterable[int]) -> QuerySet[Registration, int]:
    """The numbers of those among these accounts who have a registration that stands."""
    rows = event.registrations.filter(user__in=list(users), standing__in=ACTIVE)
    return rows.values_list("user_id", flat=True)


def registrations_of(user: User) -> QuerySet[Registration]:
    """Everything that is this person's, or in the name of a member for whom they register;
    each with its event and people."""
    let_by = delegations().filter(user=user, may_register=True)
    in_name = Q(member__in=let_by.values("member")) | Q(member__user=user)
    rows = Registration.objects.filter(by_right(), own(user) | in_name, event__archived_at=None)
    return rows.select_related("event", "user", "member__user")


def with_questions(registrations: QuerySet[Registration]) -> QuerySet[Registration]:
    """With `is_asked`: whether their event asks anything now."""
    asked = Question.objects.filter(event=OuterRef("event"), removed_at=None)
    return registrations.annotate(is_asked=Exists(asked))
