"""The life of a matter: opened, paused, resumed, withdrawn. Its end is in decisions.py."""

from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.committees.domain import roll
from mayorsclub.committees.domain.notices import tell_about_matter
from mayorsclub.committees.domain.rows import electors_of, lock_matter
from mayorsclub.committees.models import Body, Elector, Matter, MatterState
from mayorsclub.committees.refusals import MatterRefused
from mayorsclub.committees.rules import day_of, is_open, is_over, may_ask, sits_in
from mayorsclub.committees.subjects import handler_for, handler_of

LONGEST_QUESTION = 5000


@transaction.atomic
def open_matter(
    body_slug: str,
    *,
    subject: Model,
    title_uk: str,
    title_en: str,
    actor: User | None,
    at: datetime,
) -> Matter:
    """Put a record to the vote of a body: freeze the roll, start the clock, tell the members.

    subject: a record whose model has a handler; its row is locked by the caller.
    actor: who caused it, None for the system. at: aware; the roll is of that day in Kyiv.
    Raises MatterRefused "already_open"; LookupError without a handler; Body.DoesNotExist.
    """
    handler_for(subject)
    body = Body.objects.get(slug=body_slug)
    subject_type = ContentType.objects.get_for_model(subject)
    waiting = Matter.objects.filter(
        body=body, subject_type=subject_type, subject_id=subject.pk
    ).filter(state__in=[MatterState.OPEN, MatterState.PAUSED])
    if waiting.exists():
        raise MatterRefused("already_open")

    matter = Matter.objects.create(
        body=body,
        subject_type=subject_type,
        subject_id=subject.pk,
        title_uk=title_uk[:250],
        title_en=title_en[:250],
        quorum_percent=body.quorum_percent,
        majority=body.majority,
        opened_at=at,
        closes_at=at + timedelta(days=body.days_to_vote),
    )
    roll.freeze(matter, at=at)
    electors = electors_of(matter)
    present = [elector.user for elector in electors if not elector.absence]
    record(
        "matter.opened",
        actor=actor,
        about=matter,
        at=at,
        body=body.slug,
        roll=len(electors),
        barred=len(electors) - len(present),
    )
    tell_about_matter("committees.new_matter", matter, present, at=at)
    if not present:
        roll.tell_nobody_may_vote(matter, at=at)
    return matter


@transaction.atomic
def pause(matter: Matter, *, actor: User | None, at: datetime) -> Matter:
    """Stop the clock while information is awaited. Votes already cast stay.

    Raises MatterRefused "not_open", or "closed" when the deadline has passed.
    """
    matter = lock_matter(matter.pk)
    if matter.state != MatterState.OPEN:
        raise MatterRefused("closed" if is_over(matter) else "not_open")
    if not is_open(matter, at):
        raise MatterRefused("closed")
    matter.state = MatterState.PAUSED
    matter.paused_at = at
    matter.save(update_fields=["state", "paused_at"])
    record("matter.paused", actor=actor, about=matter, at=at)
    return matter


@transaction.atomic
def resume(matter: Matter, *, actor: User | None, at: datetime) -> Matter:
    """Start the clock again; the deadline moves by as long as it stood.

    Raises MatterRefused "not_paused".
    """
    matter = lock_matter(matter.pk)
    if matter.state != MatterState.PAUSED or matter.paused_at is None:
        raise MatterRefused("not_paused")
    matter.closes_at += max(at - matter.paused_at, timedelta(0))
    matter.state = MatterState.OPEN
    matter.paused_at = None
    matter.save(update_fields=["state", "paused_at", "closes_at"])
    record("matter.resumed", actor=actor, about=matter, at=at)
    waiting = [e.user for e in electors_of(matter) if not e.absence and not hasattr(e, "vote")]
    tell_about_matter("committees.resumed", matter, waiting, at=at)
    return matter


@transaction.atomic
def withdraw(matter: Matter, *, actor: User | None, at: datetime) -> Matter:
    """Take a matter off the table without a decision, such as when its applicant withdraws.

    Raises MatterRefused "closed" when it is decided or withdrawn already.
    """
    matter = lock_matter(matter.pk)
    if is_over(matter):
        raise MatterRefused("closed")
    matter.state = MatterState.WITHDRAWN
    matter.paused_at = None
    matter.save(update_fields=["state", "paused_at"])
    record("matter.withdrawn", actor=actor, about=matter, at=at)
    return matter


@transaction.atomic
def ask(matter: Matter, text: str, *, by: User, at: datetime) -> None:
    """Pass a member's question to whom the matter concerns, through the subject's handler.

    Raises MatterRefused "closed", "not_open", "not_member", "no_questions", "empty",
    "too_long"; what the handler refuses with.
    """
    matter = lock_matter(matter.pk)
    if not is_open(matter, at):
        raise MatterRefused("not_open" if matter.state == MatterState.PAUSED else "closed")
    elector = Elector.objects.filter(matter=matter, user=by).first()
    if not sits_in(by, matter.body, day_of(at)) or not may_ask(elector):
        raise MatterRefused("not_member")
    handler = handler_of(matter)
    if handler.ask is None:
        raise MatterRefused("no_questions")
    text = text.strip()
    if not text:
        raise MatterRefused("empty")
    if len(text) > LONGEST_QUESTION:
        raise MatterRefused("too_long")
    record("matter.question_asked", actor=by, about=matter, at=at)
    handler.ask(matter.subject, text, by, at)
