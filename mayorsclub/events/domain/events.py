"""The life of an event: planned, announced, moved, postponed, cancelled, put away."""

from datetime import datetime

from django.db import transaction

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.events import rules
from mayorsclub.events.domain import telling
from mayorsclub.events.domain.copying import copy
from mayorsclub.events.domain.facts import (
    PLAIN,
    EventFacts,
    facts_of,
    tidied,
    tidied_place,
    tidied_reason,
)
from mayorsclub.events.domain.inviting import tell_invited
from mayorsclub.events.domain.slugs import insert, slug_for
from mayorsclub.events.domain.states import Move, changed, check, lock_for, lock_in_use, touch
from mayorsclub.events.domain.times import Where, may_tell, partners_from, set_times
from mayorsclub.events.models import Audience, Event, State
from mayorsclub.events.refusals import EventRefused

__all__ = [
    "EventFacts",
    "announce",
    "archive",
    "cancel",
    "change",
    "copy",
    "facts_of",
    "plan",
    "postpone",
    "redate",
    "reschedule",
    "unarchive",
]

# From the smallest to the largest: whoever was told of an event is not made to forget it.
WIDENING = (Audience.INVITED, Audience.MEMBERS, Audience.PARTNERS, Audience.OPEN)


@transaction.atomic
def plan(facts: EventFacts, *, by: User, at: datetime) -> Event:
    """Prepare an event; nobody is told yet.

    Raises EventRefused: "not_allowed", "in_the_past", "slug_taken", and what facts.tidied
    refuses.
    """
    if not rules.may_keep_events(by):
        raise EventRefused("not_allowed")
    neat = tidied(facts)
    if neat.starts_at <= at:
        raise EventRefused("in_the_past")
    event = Event(starts_at=neat.starts_at, ends_at=neat.ends_at, audience=neat.audience)
    event.created_by, event.created_at = by, at
    event.revised_at = event.changed_at = at
    _write(event, neat)
    insert(event, neat)
    changed(event, at=at)
    record("event.planned", actor=by, about=event, at=at, kind=event.kind, audience=event.audience)
    return event


@transaction.atomic
def change(event_id: int, facts: EventFacts, *, by: User, at: datetime) -> Event:
    """Write the facts anew. Of an announced event a change of time, place or link is told to
    everyone registered; a change of words is not, but calendars take it over.

    The address stays once it is announced (facts.slug is not looked at), and its audience
    only grows. One that is postponed gets its date by `redate`, and one that is over does not
    come back. Raises EventRefused as `plan`, and "not_now", "archived", "audience_known",
    "no_date", "over", "public_late", "outside", "no_summary", "no_place".
    """
    event = lock_in_use(event_id, by)
    check(Move.CHANGE, event)
    neat, before, is_told = tidied(facts), Where.of(event), may_tell(event, at)
    words = _words(event)
    if event.state == State.DRAFT:
        event.slug = slug_for(neat, event=event) if neat.slug else event.slug
    if event.state == State.POSTPONED and (neat.starts_at, neat.ends_at) != before.times:
        raise EventRefused("no_date")
    if rules.is_over(event, at) and neat.ends_at > at:
        raise EventRefused("over")
    set_times(event, neat.starts_at, neat.ends_at, at=at)
    _write(event, neat)
    _set_audience(event, neat.audience, at=at)
    if event.state != State.DRAFT:
        _check_complete(event)
    has_moved = Where.of(event) != before
    if event.state != State.DRAFT and (has_moved or _words(event) != words):
        touch(event, at=at)
    _keep(event, at=at)
    record("event.changed", actor=by, about=event, at=at, audience=event.audience)
    if is_told and has_moved:
        telling.tell("events.changed", event, words=telling.differences(event, before), at=at)
    return event


@transaction.atomic
def announce(
    event_id: int, *, public_from: datetime | None = None, by: User, at: datetime
) -> Event:
    """Let its audience see it, now or from a later moment on; partners see an open event
    `early_days` before, but not before now. Those invited already are written to when it is
    seen.

    public_from: aware; None or past: now. Raises EventRefused: "not_allowed", "not_now",
    "archived", "in_the_past", "public_late", "no_summary", "no_place".
    """
    event = lock_in_use(event_id, by)
    event.state = check(Move.ANNOUNCE, event)
    if event.starts_at <= at:
        raise EventRefused("in_the_past")
    _check_complete(event)
    _publish(event, public_from, at=at)
    event.revised_at = at
    _keep(event, at=at)
    record("event.announced", actor=by, about=event, at=at, public_from=_text(event.public_from))
    tell_invited(event, at=at)
    return event


@transaction.atomic
def reschedule(event_id: int, *, public_from: datetime | None, by: User, at: datetime) -> Event:
    """Another moment of publication, while it lies ahead; None: now. Partners who see the
    event already go on seeing it.

    Raises EventRefused: "not_allowed", "not_now", "archived", "public_already", "public_late".
    """
    event = lock_in_use(event_id, by)
    if event.state != State.ANNOUNCED or event.public_from is None:
        raise EventRefused("not_now", state=event.get_state_display())
    if event.public_from <= at:
        raise EventRefused("public_already")
    seen = event.partners_from
    _publish(event, public_from, at=at)
    if seen and seen <= at:
        event.partners_from = seen
    _keep(event, at=at)
    record("event.rescheduled", actor=by, about=event, at=at, public_from=_text(event.public_from))
    tell_invited(event, at=at)
    return event


@transaction.atomic
def redate(
    event_id: int,
    *,
    starts_at: datetime,
    ends_at: datetime,
    place_uk: str,
    place_en: str,
    reason_uk: str,
    reason_en: str,
    by: User,
    at: datetime,
) -> Event:
    """Another time or place, with a reason; or a date for what was postponed. Everyone
    registered is told and keeps the place.

    Raises EventRefused: "not_allowed", "not_now", "archived", "over", "in_the_past",
    "ends_before", "public_late", "outside", "no_place", "too_long", "reason_required".
    """
    event = _ahead(event_id, by, at=at)
    event.state = check(Move.REDATE, event)
    event.reason_uk, event.reason_en = tidied_reason(reason_uk, reason_en)
    if starts_at <= at:
        raise EventRefused("in_the_past")
    before = Where.of(event)
    set_times(event, starts_at, ends_at, at=at)
    event.place_uk, event.place_en = tidied_place(place_uk, place_en)
    _check_complete(event)
    touch(event, at=at)
    _keep(event, at=at)
    record("event.moved", actor=by, about=event, at=at, starts_at=_text(starts_at))
    telling.tell("events.moved", event, words=telling.moved(event, before), at=at)
    tell_invited(event, at=at)
    return event


@transaction.atomic
def postpone(event_id: int, *, reason_uk: str, reason_en: str, by: User, at: datetime) -> Event:
    """Take the date away until there is another. Everyone registered is told why and keeps
    the place; the event leaves their calendars.

    Raises EventRefused: "not_allowed", "not_now", "archived", "over", "reason_required",
    "too_long".
    """
    event = _ahead(event_id, by, at=at)
    event.state = check(Move.POSTPONE, event)
    _call_off(event, reason_uk, reason_en, at=at)
    record("event.postponed", actor=by, about=event, at=at)
    telling.tell("events.postponed", event, words=telling.reason(event), at=at, takes_out=True)
    return event


@transaction.atomic
def cancel(event_id: int, *, reason_uk: str, reason_en: str, by: User, at: datetime) -> Event:
    """It does not take place. Everyone registered is told why; registrations stay as they
    are, and their pages say that the event is cancelled.

    Raises EventRefused as `postpone`.
    """
    event = _ahead(event_id, by, at=at)
    was_known = event.state != State.DRAFT
    event.state = check(Move.CANCEL, event)
    # What nobody was to see yet is never shown to them, not even as cancelled.
    if event.public_from and event.public_from > at:
        event.public_from = None
    _call_off(event, reason_uk, reason_en, at=at)
    record("event.cancelled", actor=by, about=event, at=at)
    if was_known:
        telling.tell("events.cancelled", event, words=telling.reason(event), at=at, takes_out=True)
    return event


@transaction.atomic
def archive(event_id: int, *, by: User, at: datetime) -> Event:
    """Put away: nobody but the office finds it, and nothing is lost. What is still to come
    is cancelled first.

    Raises EventRefused: "not_allowed", "archived", "still_ahead".
    """
    event = lock_in_use(event_id, by)
    if event.state == State.POSTPONED or may_tell(event, at):
        raise EventRefused("still_ahead")
    event.archived_at = at
    _keep(event, at=at)
    record("event.archived", actor=by, about=event, at=at)
    return event


@transaction.atomic
def unarchive(event_id: int, *, by: User, at: datetime) -> Event:
    """Bring it back as it was. Raises EventRefused: "not_allowed", "not_archived"."""
    event = lock_for(event_id, by)
    if event.archived_at is None:
        raise EventRefused("not_archived")
    event.archived_at = None
    _keep(event, at=at)
    record("event.unarchived", actor=by, about=event, at=at)
    return event


def _ahead(event_id: int, by: User, *, at: datetime) -> Event:
    """The locked event, unless it is over."""
    event = lock_in_use(event_id, by)
    if rules.is_over(event, at):
        raise EventRefused("over")
    return event


def _write(event: Event, facts: EventFacts) -> None:
    for name in PLAIN:
        setattr(event, name, getattr(facts, name))


def _words(event: Event) -> tuple[str, ...]:
    """What its entry in a calendar says, but when and where."""
    return event.title_uk, event.title_en, event.summary_uk, event.summary_en


def _keep(event: Event, *, at: datetime) -> None:
    event.changed_at = at
    event.save()
    changed(event, at=at)


def _check_complete(event: Event) -> None:
    """What an announcement cannot do without."""
    if not event.summary_uk:
        raise EventRefused("no_summary")
    if not event.place_uk and not event.is_online:
        raise EventRefused("no_place")


def _publish(event: Event, public_from: datetime | None, *, at: datetime) -> None:
    event.public_from = max(at, public_from or at)
    if event.public_from >= event.starts_at:
        raise EventRefused("public_late")
    event.partners_from = partners_from(event, at=at)


def _set_audience(event: Event, audience: str, *, at: datetime) -> None:
    is_known = event.state != State.DRAFT
    if is_known and WIDENING.index(Audience(audience)) < WIDENING.index(Audience(event.audience)):
        raise EventRefused("audience_known")
    event.audience = audience
    # Partners who see it go on seeing it; for others the days of early notice may be new.
    if is_known and (event.partners_from is None or event.partners_from > at):
        event.partners_from = partners_from(event, at=at)


def _call_off(event: Event, reason_uk: str, reason_en: str, *, at: datetime) -> None:
    event.reason_uk, event.reason_en = tidied_reason(reason_uk, reason_en)
    touch(event, at=at)
    _keep(event, at=at)


def _text(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
