"""The only door through which a line comes into the log."""

import re
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.utils import timezone

from mayorsclub.audit.domain.facts import checked
from mayorsclub.audit.domain.seals import seal
from mayorsclub.audit.models import Entry, Head

ACTION = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")


def record(
    action: str,
    *,
    actor: AbstractBaseUser | None,
    about: models.Model | None,
    at: datetime,
    **facts: object,
) -> Entry:
    """Add one sealed line to the log, inside the caller's transaction.

    action: 'application.submitted': what, then a past participle.
    actor: who did it; None for the system or someone not signed in.
    about: the record it concerns. at: aware. facts: ids, codes, states.
    Holds the log's lock until the transaction ends, so lock your own rows before.
    Raises RuntimeError outside a transaction, ValueError for what may not be logged.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("record needs the transaction of what it records")
    if not ACTION.fullmatch(action):
        raise ValueError(f"an action is named like 'vote.cast', not {action!r}")
    if timezone.is_naive(at):
        raise ValueError("the time of an entry needs its time zone")
    plain = checked(facts)

    # One writer at a time: two lines after the same one would break the chain.
    head = Head.objects.select_for_update().get(pk=1)
    entry = Entry(
        number=head.number + 1,
        at=at,
        action=action,
        actor_id=actor.pk if actor else None,
        about_type=about._meta.label_lower if about else "",
        about_id=str(about.pk) if about else "",
        facts=plain,
        previous_seal=head.seal,
    )
    entry.seal = seal(entry)
    entry.save(force_insert=True)
    head.number, head.seal = entry.number, entry.seal
    head.save(update_fields=["number", "seal"])
    return entry
