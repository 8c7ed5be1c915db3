"""A new event from one that was."""

from dataclasses import replace
from datetime import datetime
from functools import partial

from django.db import transaction

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.events.domain.facts import PLAIN, facts_of, tidied
from mayorsclub.events.domain.slugs import insert
from mayorsclub.events.domain.states import lock_for
from mayorsclub.events.domain.times import along
from mayorsclub.events.models import Event, EventPartner, ProgrammeItem, Question, Quota
from mayorsclub.events.refusals import EventRefused


@transaction.atomic
def copy(event_id: int, *, starts_at: datetime, by: User, at: datetime) -> Event:
    """A draft with the words, programme, questions, seats and partners of another event, at
    another time; without its people, files, link and picture.

    Raises EventRefused: "not_allowed", "in_the_past".
    """
    first = lock_for(event_id, by)
    if starts_at <= at:
        raise EventRefused("in_the_past")
    moved = partial(along, was=first.starts_at, now=starts_at)
    facts = replace(
        facts_of(first),
        slug="",
        starts_at=starts_at,
        ends_at=moved(first.ends_at),
        online_link="",
        registration_until=first.registration_until and moved(first.registration_until),
    )
    neat = tidied(facts)
    event = Event(starts_at=neat.starts_at, ends_at=neat.ends_at)
    for name in PLAIN:
        setattr(event, name, getattr(neat, name))
    event.audience, event.seats = first.audience, first.seats
    event.created_by, event.created_at = by, at
    event.revised_at = event.changed_at = at
    insert(event, neat)
    _copy_rows(first, event)
    record("event.copied", actor=by, about=event, at=at, copy_of=first.pk)
    return event


def _copy_rows(first: Event, event: Event) -> None:
    moved = partial(along, was=first.starts_at, now=event.starts_at)
    items = list(first.programme.all())
    for item in items:
        item.pk, item.event = None, event
        item.starts_at = moved(item.starts_at)
        item.ends_at = item.ends_at and moved(item.ends_at)
    ProgrammeItem.objects.bulk_create(items)
    questions = list(first.questions.filter(removed_at=None))
    for question in questions:
        question.pk, question.event = None, event
    Question.objects.bulk_create(questions)
    Quota.objects.bulk_create(
        Quota(event=event, group=quota.group, seats=quota.seats) for quota in first.quotas.all()
    )
    EventPartner.objects.bulk_create(
        EventPartner(event=event, partner_id=row.partner_id) for row in first.partners.all()
    )
