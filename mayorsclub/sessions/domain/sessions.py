"""The life of a session: written, shown in the archive, taken out of it, shown again."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.events.models import Event, Kind
from mayorsclub.sessions.domain import finding
from mayorsclub.sessions.domain.rows import (
    TAKEN,
    check_keeper,
    checked_text,
    free_slug,
    lock,
    set_topics,
    slug_from,
)
from mayorsclub.sessions.models import Expert, ExpertSession, Leading, Series, State, Topic
from mayorsclub.sessions.refusals import SessionRefused
from mayorsclub.ukrainian.spelling import tidy

MOST_EXPERTS = 12


@dataclass(frozen=True)
class SessionFacts:
    """What a session is about. slug: '' makes one of the title. held_on: the day, where it is
    known; nothing is guessed."""

    title_uk: str
    title_en: str = ""
    about_uk: str = ""
    about_en: str = ""
    topics: Sequence[Topic] = field(default_factory=tuple)
    held_on: date | None = None
    takes_questions: bool = True


def next_number(series: Series) -> int:
    """The number after the last one of the series; the caller holds the series' lock."""
    return (series.sessions.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def write(
    facts: SessionFacts,
    *,
    series: Series,
    slug: str = "",
    number: int | None = None,
    is_demonstration: bool = False,
    by: User,
    at: datetime,
) -> ExpertSession:
    """A new draft in a series, with the next number where none is given. at: aware.

    Raises SessionRefused: "not_allowed", "no_title", "slug_bad", "slug_taken",
    "number_taken", "too_long".
    """
    series = Series.objects.select_for_update().get(pk=series.pk)
    check_keeper(by)
    number = number or next_number(series)
    if series.sessions.filter(number=number).exists():
        raise SessionRefused("number_taken")
    session = ExpertSession(
        series=series,
        number=number,
        slug=_free_slug(slug, facts.title_en, facts.title_uk),
        created_at=at,
        created_by=by,
        is_demonstration=is_demonstration,
    )
    _apply(session, facts, at=at)
    session.save(force_insert=True)
    set_topics(session, facts.topics)
    record("session.written", actor=by, about=session, at=at)
    return session


def _free_slug(wanted: str, *names: str) -> str:
    slug = slug_from(wanted, *names)
    others = ExpertSession.objects.filter(slug__startswith=slug).values_list("slug", flat=True)
    taken = TAKEN.union(others)
    if wanted and slug in taken:
        raise SessionRefused("slug_taken")
    return free_slug(slug, taken)


def _apply(session: ExpertSession, facts: SessionFacts, *, at: datetime) -> None:
    session.title_uk = tidy(checked_text(facts.title_uk, missing="no_title", most=250))
    session.title_en = tidy(facts.title_en.replace("\x00", ""))[:250]
    for name in ("about_uk", "about_en"):
        text = getattr(facts, name)
        setattr(session, name, checked_text(text) if text.strip() else "")
    if session.state == State.SHOWN and not session.about_uk:
        raise SessionRefused("no_about")
    session.held_on, session.takes_questions = facts.held_on, facts.takes_questions
    session.changed_at = at


@transaction.atomic
def change(session_id: int, facts: SessionFacts, *, by: User, at: datetime) -> ExpertSession:
    """Other words, topics or day; the address stays.

    Raises SessionRefused: "not_allowed", "no_title", "no_about", "too_long".
    """
    session = lock(session_id, by)
    _apply(session, facts, at=at)
    session.save()
    set_topics(session, facts.topics)
    record("session.changed", actor=by, about=session, at=at)
    finding.refresh(session)
    return session


@transaction.atomic
def move(session_id: int, *, series: Series, number: int, by: User, at: datetime) -> ExpertSession:
    """To another place: a series and a number in it. Raises SessionRefused: "not_allowed",
    "number_taken"."""
    series = Series.objects.select_for_update().get(pk=series.pk)
    session = lock(session_id, by)
    if series.sessions.filter(number=number).exclude(pk=session.pk).exists():
        raise SessionRefused("number_taken")
    session.series, session.number, session.changed_at = series, number, at
    session.save(update_fields=["series", "number", "changed_at"])
    record("session.moved", actor=by, about=session, at=at, series=series.slug, number=number)
    return session


@transaction.atomic
def show(session_id: int, *, by: User, at: datetime) -> ExpertSession:
    """Into the archive, for everyone. Raises SessionRefused: "not_allowed", "not_now",
    "no_about"."""
    session = lock(session_id, by)
    if session.state == State.SHOWN:
        raise SessionRefused("not_now", state=session.get_state_display())
    if not session.about_uk:
        raise SessionRefused("no_about")
    before = _to(session, State.SHOWN, at=at)
    record("session.shown", actor=by, about=session, at=at, before=before, after=session.state)
    return session


@transaction.atomic
def hide(session_id: int, *, by: User, at: datetime) -> ExpertSession:
    """Out of the archive: its page, files, questions and entries are gone for everyone but
    the secretariat. Raises SessionRefused: "not_allowed", "not_now"."""
    session = lock(session_id, by)
    if session.state != State.SHOWN:
        raise SessionRefused("not_now", state=session.get_state_display())
    before = _to(session, State.HIDDEN, at=at)
    record("session.hidden", actor=by, about=session, at=at, before=before, after=session.state)
    return session


def _to(session: ExpertSession, state: State, *, at: datetime) -> str:
    """Move it; the state before."""
    before = str(session.state)
    session.state, session.changed_at = state, at
    session.save(update_fields=["state", "changed_at"])
    finding.refresh(session)
    return before


@transaction.atomic
def set_experts(
    session_id: int, experts: Sequence[Expert], *, by: User, at: datetime
) -> ExpertSession:
    """Who led it, in this order. Raises SessionRefused "not_allowed"."""
    session = lock(session_id, by)
    wanted = list(dict.fromkeys(experts))[:MOST_EXPERTS]
    session.leadings.all().delete()
    Leading.objects.bulk_create(
        Leading(session=session, expert=expert, position=place)
        for place, expert in enumerate(wanted)
    )
    session.changed_at = at
    session.save(update_fields=["changed_at"])
    record(
        "session.experts_set",
        actor=by,
        about=session,
        at=at,
        experts=[expert.pk for expert in wanted],
    )
    finding.refresh(session)
    return session


@transaction.atomic
def set_event(session_id: int, event: Event | None, *, by: User, at: datetime) -> ExpertSession:
    """The event at which people meet for it, or none. Who may know of the event, the event
    says: the page of the session names it to nobody else.

    Raises SessionRefused: "not_allowed", "no_such_event".
    """
    session = lock(session_id, by)
    if event is not None:
        other = ExpertSession.objects.filter(event=event).exclude(pk=session.pk)
        if event.kind != Kind.SESSION or other.exists():
            raise SessionRefused("no_such_event")
    session.event, session.changed_at = event, at
    session.save(update_fields=["event", "changed_at"])
    record(
        "session.event_set",
        actor=by,
        about=session,
        at=at,
        event=event.pk if event else None,
    )
    return session
