"""The programme of an event, point by point. A change of it is told to nobody."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.events.domain.facts import LONGEST_TEXT, check_length
from mayorsclub.events.domain.states import Move, changed, check, lock_in_use
from mayorsclub.events.domain.times import fits
from mayorsclub.events.models import Event, ProgrammeItem
from mayorsclub.events.refusals import EventRefused
from mayorsclub.mail.markup import clean, one_line

MOST = 200
LONGEST_SPEAKERS = 2000


@dataclass(frozen=True)
class ItemFacts:
    """One point. starts_at, ends_at: aware, within the event. speakers: one a line."""

    starts_at: datetime
    title_uk: str
    ends_at: datetime | None = None
    title_en: str = ""
    speakers_uk: str = ""
    speakers_en: str = ""


@transaction.atomic
def add(event_id: int, facts: ItemFacts, *, by: User, at: datetime) -> ProgrammeItem:
    """Add a point. Raises EventRefused: "not_allowed", "not_now", "archived", "too_many",
    "no_title", "too_long", "outside"."""
    event = _locked(event_id, by)
    if event.programme.count() >= MOST:
        raise EventRefused("too_many", most=MOST)
    item = ProgrammeItem(event=event)
    _write(item, facts)
    item.save()
    record("event.programme_changed", actor=by, about=event, at=at, item=item.pk, deed="added")
    changed(event, at=at)
    return item


@transaction.atomic
def change(item_id: int, facts: ItemFacts, *, by: User, at: datetime) -> ProgrammeItem:
    """Write a point anew. Raises EventRefused as `add`."""
    event, item = _locked_item(item_id, by)
    _write(item, facts)
    item.save()
    record("event.programme_changed", actor=by, about=event, at=at, item=item.pk, deed="changed")
    changed(event, at=at)
    return item


@transaction.atomic
def remove(item_id: int, *, by: User, at: datetime) -> None:
    """Take a point out. Raises EventRefused: "not_allowed", "not_now", "archived"."""
    event, item = _locked_item(item_id, by)
    record("event.programme_changed", actor=by, about=event, at=at, item=item.pk, deed="removed")
    item.delete()
    changed(event, at=at)


def _locked(event_id: int, by: User) -> Event:
    event = lock_in_use(event_id, by)
    check(Move.CHANGE, event)
    return event


def _locked_item(item_id: int, by: User) -> tuple[Event, ProgrammeItem]:
    found = ProgrammeItem.objects.values_list("event", flat=True).get(pk=item_id)
    event = _locked(found, by)
    item = event.programme.get(pk=item_id)
    item.event = event
    return event, item


def _write(item: ProgrammeItem, facts: ItemFacts) -> None:
    item.title_uk = one_line(facts.title_uk, LONGEST_TEXT)
    item.title_en = one_line(facts.title_en, LONGEST_TEXT)
    if not item.title_uk:
        raise EventRefused("no_title")
    for name in ("title_uk", "title_en"):
        check_length(ProgrammeItem, name, getattr(item, name))
    item.speakers_uk, item.speakers_en = lines(facts.speakers_uk), lines(facts.speakers_en)
    if max(len(item.speakers_uk), len(item.speakers_en)) > LONGEST_SPEAKERS:
        raise EventRefused("too_long", most=LONGEST_SPEAKERS)
    if not fits(item.event, facts.starts_at, facts.ends_at):
        raise EventRefused("outside")
    item.starts_at, item.ends_at = facts.starts_at, facts.ends_at


def lines(text: str) -> str:
    """A text of one thing a line, without empty ones."""
    return "\n".join(filter(None, (line.strip() for line in clean(text).split("\n"))))
