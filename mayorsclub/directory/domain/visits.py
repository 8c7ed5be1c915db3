"""Against gathering the register page by page: how much one person may open in an hour."""

import time
from datetime import datetime

from django.core.cache import cache
from django.db import transaction

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.membership.models import Member
from mayorsclub.partners.models import Partner

SECONDS = 3600
# Pages of one person or partner and their cards; pages of lists.
MOST = {"one": 60, "list": 180}


def count(user: User, what: str, *, at: datetime) -> bool:
    """Count one more page of this sort ("one", "list") for the person; whether it may be shown.

    The first page over the limit is noted in the log. The count is kept in the shared cache,
    so that it holds over all processes.
    """
    key = f"directory:{what}:{user.pk}:{int(time.time() // SECONDS)}"
    cache.add(key, 0, SECONDS)
    opened = cache.incr(key)
    # Counting up in the database's cache would make the count end after five minutes.
    cache.touch(key, SECONDS)
    if opened == MOST[what] + 1:
        with transaction.atomic():
            record("directory.limit_reached", actor=user, about=user, at=at, pages=what)
    return opened <= MOST[what]


@transaction.atomic
def note_card(holder: Member | Partner, *, user: User, at: datetime) -> None:
    """Note in the log that somebody took a contact with them."""
    record("directory.card_taken", actor=user, about=holder, at=at)
