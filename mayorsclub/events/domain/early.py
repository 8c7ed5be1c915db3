"""Partners hear of a planned open event before the public does."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.events import links
from mayorsclub.events.domain import telling
from mayorsclub.events.domain.states import lock
from mayorsclub.events.models import Audience, Event, State
from mayorsclub.mail.domain.outbox import queue_letter
from mayorsclub.mailings.models import Purpose
from mayorsclub.mailings.news import address_to_stop
from mayorsclub.mailings.receiving import receivers
from mayorsclub.mailings.segments import Segment
from mayorsclub.ukrainian.dates import moment

# Later than this after the public nobody is the first to hear.
JUST_COME = timedelta(days=1)


def due(at: datetime) -> QuerySet[Event]:
    """Open events that partners may see and were not told of, while that is still news."""
    return Event.objects.filter(
        state=State.ANNOUNCED,
        audience=Audience.OPEN,
        archived_at=None,
        partners_told_at=None,
        early_days__gt=0,
        partners_from__lte=at,
        public_from__gt=at - JUST_COME,
        starts_at__gt=at,
    )


def tell_partners_due(at: datetime) -> int:
    """Tell the partners of every event that is due; how many letters were written."""
    return sum(tell_partners(pk, at=at) for pk in due(at).values_list("pk", flat=True))


@transaction.atomic
def tell_partners(event_id: int, *, at: datetime) -> int:
    """Write to everybody who represents an active partner and wants news, each once; how many.
    A second time writes to nobody."""
    event = lock(event_id)
    if not due(at).filter(pk=event.pk).exists():
        return 0
    found = receivers(Segment("partners", {"status": "active"}), purpose=Purpose.NEWS, at=at)
    told = [each.user for each in found if each.user is not None and not each.left_out]
    for user in told:
        _write(event, user, at=at)
    event.partners_told_at = at
    event.save(update_fields=["partners_told_at"])
    record("event.partners_told", actor=None, about=event, at=at, count=len(told))
    return len(told)


def _write(event: Event, user: User, *, at: datetime) -> None:
    language = user.language
    with translation.override(language):
        summary = event.summary
    context = telling.about(event, language) | {"summary": summary}
    context["link"] = links.of_event_signed_in(event, language)
    kind = "events.early_notice"
    if event.public_from and event.public_from > at:
        context["public_from"] = moment(event.public_from, language)
    else:
        kind = "events.partners_notice"
    queue_letter(
        kind,
        to=user,
        about=event,
        at=at,
        context=context,
        unsubscribe=address_to_stop(user.email, language),
    )
