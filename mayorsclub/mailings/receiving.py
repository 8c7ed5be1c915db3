"""Who of a segment gets a letter now, each once, and who does not and why."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Exists, OuterRef

from mayorsclub.committees.rules import day_of
from mayorsclub.mail.models import Letter
from mayorsclub.mail.models import State as LetterState
from mayorsclub.mailings.models import Dispatch, NewsChoice, Purpose
from mayorsclub.mailings.segments import SOURCES, Receiver, Segment


@dataclass(frozen=True)
class Refusals:
    """Who wants no letters with news: addresses, and people by their ids."""

    emails: frozenset[str] = frozenset()
    users: frozenset[int] = frozenset()

    def of(self, email: str, user_id: int | None) -> bool:
        return email in self.emails or user_id in self.users


def refusals() -> Refusals:
    """Who wants none now. One query."""
    rows = list(NewsChoice.objects.filter(wants_news=False).values_list("email", "user_id"))
    return Refusals(
        frozenset(email for email, _user in rows), frozenset(user for _email, user in rows if user)
    )


def receivers(segment: Segment, *, purpose: str, at: datetime) -> list[Receiver]:
    """Everybody of a segment at this moment, each person and each address once; those who get
    no letter stand there too, with the reason. A fixed number of queries."""
    source = SOURCES[segment.register]
    refused = refusals() if purpose == Purpose.NEWS else Refusals()
    failed = _failed_addresses()
    seen: set[object] = set()
    settled = []
    for receiver in source.find(segment, day_of(at)):
        reason = _why_not(receiver, failed)
        if not reason and refused.of(receiver.email, receiver.user.pk if receiver.user else None):
            reason = Dispatch.LeftOut.REFUSED
        if not reason:
            marks = {receiver.email, *([receiver.user.pk] if receiver.user else [])}
            reason = Dispatch.LeftOut.TWICE if marks & seen else ""
            seen |= marks
        settled.append(replace(receiver, left_out=reason) if reason else receiver)
    return settled


def _why_not(receiver: Receiver, failed: set[str]) -> str:
    if receiver.user is not None and not receiver.user.is_active:
        return Dispatch.LeftOut.DISABLED
    try:
        validate_email(receiver.email)
    except ValidationError:
        return Dispatch.LeftOut.NO_ADDRESS
    return Dispatch.LeftOut.FAILED if receiver.email in failed else ""


def _failed_addresses() -> set[str]:
    """Addresses whose last letter failed: none has arrived there since."""
    later = Letter.objects.filter(
        to_address=OuterRef("to_address"),
        state=LetterState.SENT,
        sent_at__gt=OuterRef("written_at"),
    )
    failed = Letter.objects.filter(~Exists(later), state=LetterState.FAILED)
    return {address.lower() for address in failed.values_list("to_address", flat=True)}
