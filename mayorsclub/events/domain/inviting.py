"""Letters to those invited: each once, when the event may be seen."""

from datetime import datetime

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast
from django.utils import translation

from mayorsclub.events import links
from mayorsclub.events.domain import telling
from mayorsclub.events.domain.states import lock
from mayorsclub.events.models import Event, Invitation, State
from mayorsclub.mail.domain.outbox import Address, queue_letter
from mayorsclub.mail.models import Letter

# Letters of one transaction: nobody waits for two thousand of them.
BATCH = 100


def untold(invitations: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """Those that stand and that no letter was written of; nobody writes to whom we forgot."""
    number = Cast(OuterRef("pk"), CharField())
    letters = Letter.objects.filter(about_type="events.invitation", about_id=number)
    standing = invitations.filter(~Exists(letters), revoked_at=None, declined_at=None)
    return standing.exclude(email__endswith=".invalid")


def due(at: datetime) -> QuerySet[Event]:
    """Events that may be seen, with people invited who were not written to."""
    waiting = untold(Invitation.objects.filter(event=OuterRef("pk")))
    return Event.objects.filter(
        Exists(waiting),
        state=State.ANNOUNCED,
        archived_at=None,
        public_from__lte=at,
        starts_at__gt=at,
    )


def tell_invited_of(event_id: int, *, at: datetime) -> int:
    """Write to all of them, each BATCH in a transaction of its own; for the worker."""
    count = 0
    while written := _tell_batch(event_id, at=at):
        count += written
    return count


@transaction.atomic
def _tell_batch(event_id: int, *, at: datetime) -> int:
    return tell_invited(lock(event_id), at=at)


def tell_invited(event: Event, *, at: datetime) -> int:
    """Write to the first BATCH of those invited who were not written to, if the event may be
    seen now; how many. The worker goes on with the others.

    Inside the caller's transaction, with the event locked.
    """
    is_seen = event.public_from is not None and event.public_from <= at
    is_off = event.state != State.ANNOUNCED or event.archived_at is not None
    if is_off or not is_seen or event.starts_at <= at:
        return 0
    waiting = list(untold(event.invitations.all()).select_related("user")[:BATCH])
    for invitation in waiting:
        _write(event, invitation, at=at)
    return len(waiting)


def _write(event: Event, invitation: Invitation, *, at: datetime) -> None:
    user, language = invitation.user, invitation.language
    with translation.override(language):
        summary = event.summary
    queue_letter(
        "events.invited_account" if user else "events.invited",
        to=user or Address(invitation.email, invitation.name, language),
        about=invitation,
        at=at,
        language=language,
        context=telling.about(event, language)
        | {"summary": summary, "link": links.of_invitation(invitation, language)},
    )
