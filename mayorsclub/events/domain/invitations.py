"""Personal invitations to an event, by hand or by segment."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.events.domain.inviting import tell_invited
from mayorsclub.events.domain.states import Move, check, lock, lock_for, lock_in_use
from mayorsclub.events.domain.tokens import Purpose, digest, new_digest, new_nonce
from mayorsclub.events.models import ACTIVE, Invitation, State
from mayorsclub.events.refusals import EventRefused
from mayorsclub.mail.markup import one_line
from mayorsclub.mailings.models import Purpose as LetterPurpose
from mayorsclub.mailings.receiving import receivers
from mayorsclub.mailings.segments import SOURCES, Segment

MOST_AT_ONCE = 2000
LANGUAGES = dict(settings.LANGUAGES)


@dataclass(frozen=True)
class Invited:
    """Somebody to invite. user: the account, where there is one; found by the address, too.
    language: of the letter, 'uk' or 'en'."""

    email: str
    name: str
    language: str = "uk"
    user: User | None = None


@transaction.atomic
def invite(event_id: int, people: Iterable[Invited], *, by: User, at: datetime) -> list[Invitation]:
    """Invite people, each address once; those new among them. Whoever stands in the list
    already, stays as they are; whoever has declined is not asked again.

    Letters go out when the event may be seen: for a draft, `announce` sees to it. Raises
    EventRefused: "not_allowed", "not_now", "archived", "over", "too_many_at_once",
    "bad_address".
    """
    event = lock_in_use(event_id, by)
    check(Move.INVITE, event)
    # Of a postponed event the old date means nothing; letters wait for the new one.
    if event.state != State.POSTPONED and event.starts_at <= at:
        raise EventRefused("over")
    wanted = _wanted(people)
    standing = event.invitations.filter(revoked_at=None)
    emails = set(standing.values_list("email", flat=True))
    users = set(standing.exclude(user=None).values_list("user", flat=True))
    new = [
        _new(event.pk, each, by=by, at=at)
        for each in wanted
        if each.email not in emails and (each.user is None or each.user.pk not in users)
    ]
    for invitation in new:
        invitation.save(force_insert=True)
    if new:
        record("event.invited", actor=by, about=event, at=at, count=len(new))
        tell_invited(event, at=at)
    return new


def invite_segment(event_id: int, segment: Segment, *, by: User, at: datetime) -> list[Invitation]:
    """Invite everybody of a register, or those chosen from it, whom a letter reaches.

    Raises EventRefused as `invite`, and "choice" for a register that there is not, or
    people without a choice.
    """
    if segment.register not in SOURCES or (segment.register == "people" and not segment.ids):
        raise EventRefused("choice")
    found = receivers(segment, purpose=LetterPurpose.SERVICE, at=at)
    people = [
        Invited(each.email, each.name, each.language, each.user)
        for each in found
        if not each.left_out
    ]
    return invite(event_id, people, by=by, at=at)


@transaction.atomic
def revoke(invitation_id: int, *, by: User, at: datetime) -> Invitation:
    """Take an invitation back: its link opens nothing any more. A registration that came of
    it stays; the office cancels that by itself. Twice is once.

    Raises EventRefused: "not_allowed".
    """
    event_id = Invitation.objects.values_list("event", flat=True).get(pk=invitation_id)
    event = lock_for(event_id, by)
    invitation = event.invitations.get(pk=invitation_id)
    if invitation.revoked_at is None:
        invitation.revoked_at = at
        invitation.save(update_fields=["revoked_at"])
        record("event.invitation_revoked", actor=by, about=event, at=at, invitation=invitation.pk)
    return invitation


@transaction.atomic
def decline(invitation: Invitation, *, at: datetime) -> Invitation:
    """The invited person does not come. Twice is once.

    Raises EventRefused: "invitation_over" for one that was taken back, "registered" for
    whoever has a place: that is given up first.
    """
    event = lock(invitation.event_id)
    own = event.invitations.select_related("user").get(pk=invitation.pk)
    if own.revoked_at is not None:
        raise EventRefused("invitation_over")
    if own.registrations.filter(standing__in=ACTIVE).exists():
        raise EventRefused("registered")
    if own.declined_at is None:
        own.declined_at = at
        own.save(update_fields=["declined_at"])
        record("event.invitation_declined", actor=own.user, about=event, at=at, invitation=own.pk)
    return own


def find(token: str, *, at: datetime) -> Invitation | None:
    """The invitation of a personal link; None for one that was taken back or whose account is
    off, and while or since its event is not to be seen."""
    found = Invitation.objects.filter(
        token_hash=digest(Purpose.INVITATION, token),
        revoked_at=None,
        event__archived_at=None,
        event__public_from__lte=at,
    )
    found = found.exclude(user__is_active=False)
    return found.exclude(event__state=State.DRAFT).select_related("event", "user").first()


def _wanted(people: Iterable[Invited]) -> list[Invited]:
    """Each address once, tidied, with its account."""
    by_email: dict[str, Invited] = {}
    for each in people:
        email = (each.user.email if each.user else each.email).strip().lower()
        try:
            validate_email(email)
        except ValidationError:
            raise EventRefused("bad_address", address=one_line(email, 80)) from None
        language = each.language if each.language in LANGUAGES else "uk"
        name = one_line(each.name, 200) or email
        by_email.setdefault(email, replace(each, email=email, name=name, language=language))
    if len(by_email) > MOST_AT_ONCE:
        raise EventRefused("too_many_at_once", most=MOST_AT_ONCE)
    accounts = User.objects.filter(email__in=by_email, is_active=True).in_bulk(field_name="email")
    return [replace(each, user=each.user or accounts.get(each.email)) for each in by_email.values()]


def _new(event_id: int, each: Invited, *, by: User, at: datetime) -> Invitation:
    nonce = new_nonce()
    return Invitation(
        event_id=event_id,
        user=each.user,
        email=each.email,
        name=each.name,
        language=each.language,
        nonce=nonce,
        token_hash=new_digest(Purpose.INVITATION, nonce),
        invited_at=at,
        invited_by=by,
    )
