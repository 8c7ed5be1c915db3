"""What the office reads of mailings. Every list costs a fixed number of queries."""

from datetime import datetime

from django.db.models import Count, Q, QuerySet

from mayorsclub.accounts.models import User
from mayorsclub.mail.models import State
from mayorsclub.mailings.models import (
    Dispatch,
    LetterTemplate,
    Mailing,
    MailingState,
    NewsChoice,
)


def with_counts() -> QuerySet[Mailing]:
    """All mailings with `chosen` (who gets the letter), `arrived`, `failed`, `left_out_count`."""
    goes = Q(dispatches__left_out="")
    return Mailing.objects.select_related("written_by").annotate(
        chosen=Count("dispatches", filter=goes),
        arrived=Count("dispatches", filter=Q(dispatches__letter__state=State.SENT)),
        failed=Count("dispatches", filter=Q(dispatches__letter__state=State.FAILED)),
        left_out_count=Count("dispatches", filter=~goes & Q(dispatches__isnull=False)),
    )


def fates(mailing: Mailing) -> dict[str, int]:
    """How many letters of a mailing are in which state of mail; '' counts the unwritten."""
    rows = (
        mailing.dispatches.filter(left_out="")
        .values_list("letter__state")
        .annotate(count=Count("pk"))
        .order_by()
    )
    return {state or "": count for state, count in rows}


def dispatches(mailing: Mailing) -> QuerySet[Dispatch]:
    """Its receivers with their letters, as they were settled."""
    return mailing.dispatches.select_related("letter").order_by("pk")


def templates(*, archived: bool = False) -> QuerySet[LetterTemplate]:
    """Templates that are offered, or those in the archive."""
    return LetterTemplate.objects.filter(archived_at__isnull=not archived).order_by("name", "pk")


def due(at: datetime) -> QuerySet[Mailing]:
    """Scheduled mailings whose moment has come."""
    return Mailing.objects.filter(state=MailingState.SCHEDULED, send_at__lte=at)


def unfinished() -> QuerySet[Mailing]:
    """Mailings whose letters are not all written."""
    return Mailing.objects.filter(state=MailingState.SENDING)


def wants_news(user: User) -> bool:
    """Whether letters with news go to this person."""
    refused = NewsChoice.objects.filter(Q(user=user) | Q(email=user.email), wants_news=False)
    return not refused.exists()
