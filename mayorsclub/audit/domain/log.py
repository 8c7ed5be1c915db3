"""The only door through which a line comes into the log."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import islice

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.utils import timezone

from mayorsclub.audit.domain.facts import checked
from mayorsclub.audit.domain.seals import seal
from mayorsclub.audit.models import Entry, Head

AT_ONCE = 1000
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
    _check(action, at)
    plain = checked(facts)

    # One writer at a time: two lines after the same one would break the chain.
    head = Head.objects.select_for_update().get(pk=1)
    entry = _sealed(head, action, actor=actor, about=about, at=at, facts=plain)
    entry.save(force_insert=True)
    head.save(update_fields=["number", "seal"])
    return entry


def record_all(
    action: str,
    *,
    actor: AbstractBaseUser | None,
    about: Iterable[tuple[models.Model, Mapping[str, object]]],
    at: datetime,
) -> None:
    """Add one line for each of these records with its facts, as `record` does one by one.

    For work on thousands of records in one transaction. Raises what `record` raises.
    """
    _check(action, at)
    plain = [(each, checked(dict(facts))) for each, facts in about]
    if not plain:
        return
    head = Head.objects.select_for_update().get(pk=1)
    lines = (
        _sealed(head, action, actor=actor, about=each, at=at, facts=facts) for each, facts in plain
    )
    while part := list(islice(lines, AT_ONCE)):
        Entry.objects.bulk_create(part)
    head.save(update_fields=["number", "seal"])


def _check(action: str, at: datetime) -> None:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("record needs the transaction of what it records")
    if not ACTION.fullmatch(action):
        raise ValueError(f"an action is named like 'vote.cast', not {action!r}")
    if timezone.is_naive(at):
        raise ValueError("the time of an entry needs its time zone")


def _sealed(
    head: Head,
    action: str,
    *,
    actor: AbstractBaseUser | None,
    about: models.Model | None,
    at: datetime,
    facts: dict[str, object],
) -> Entry:
    """The line that comes next, not saved; the head moves on to it."""
    entry = Entry(
        number=head.number + 1,
        at=at,
        action=action,
        actor_id=actor.pk if actor else None,
        about_type=about._meta.label_lower if about else "",
        about_id=str(about.pk) if about else "",
        facts=facts,
        previous_seal=head.seal,
    )
    entry.seal = seal(entry)
    head.number, head.seal = entry.number, entry.seal
    return entry
