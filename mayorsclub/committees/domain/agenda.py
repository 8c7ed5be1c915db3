"""The agenda of a sitting, who was there, and what the minutes say of each item."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.committees.domain.sittings import check, lock
from mayorsclub.committees.models import AgendaItem, Attendance, Sitting
from mayorsclub.committees.queries import can_be_put_on
from mayorsclub.committees.refusals import SittingRefused
from mayorsclub.committees.sitting_rules import THERE, Move, needed

WORDS = ("heard", "spoke", "resolved")
VOTES = ("votes_for", "votes_against", "votes_abstain")


@transaction.atomic
def add_item(
    sitting_id: int,
    *,
    kind: str,
    title_uk: str,
    title_en: str = "",
    speaker: str = "",
    actor: User,
    at: datetime,
) -> AgendaItem:
    """Put a report or other business last on the agenda.

    Raises SittingRefused: 'not_now', 'no_title', 'no_item' for another kind.
    """
    sitting = lock(sitting_id)
    check(Move.AGENDA, sitting)
    if kind not in {AgendaItem.Kind.REPORT, AgendaItem.Kind.OTHER}:
        raise SittingRefused("no_item")
    if not title_uk.strip():
        raise SittingRefused("no_title")
    item = sitting.items.create(
        position=_last(sitting) + 1,
        kind=kind,
        title_uk=title_uk.strip()[:250],
        title_en=title_en.strip()[:250],
        speaker=speaker.strip()[:200],
    )
    record("sitting.agenda_changed", actor=actor, about=sitting, at=at, item=item.pk)
    return item


@transaction.atomic
def add_matters(
    sitting_id: int, *, matters: list[int], actor: User, at: datetime
) -> list[AgendaItem]:
    """Put matters that the body is voting on together on the agenda.

    Raises SittingRefused: 'not_now', 'not_open'.
    """
    sitting = lock(sitting_id)
    check(Move.AGENDA, sitting)
    wanted = set(matters)
    found = list(can_be_put_on(sitting).filter(pk__in=wanted))
    if not wanted or len(found) != len(wanted):
        raise SittingRefused("not_open")
    position = _last(sitting)
    items = [
        sitting.items.create(
            position=position + n,
            kind=AgendaItem.Kind.MATTER,
            matter=matter,
            title_uk=matter.title_uk,
            title_en=matter.title_en,
        )
        for n, matter in enumerate(found, 1)
    ]
    record("sitting.agenda_changed", actor=actor, about=sitting, at=at, matters=len(items))
    return items


@transaction.atomic
def shift(sitting_id: int, item_id: int, *, up: bool, actor: User, at: datetime) -> None:
    """Move an item one place up or down; at the end nothing happens.

    Raises SittingRefused: 'not_now', 'no_item'.
    """
    sitting = lock(sitting_id)
    check(Move.AGENDA, sitting)
    items = list(sitting.items.all())
    place = next((n for n, item in enumerate(items) if item.pk == item_id), None)
    if place is None:
        raise SittingRefused("no_item")
    other = place - 1 if up else place + 1
    if not 0 <= other < len(items):
        return
    items[place], items[other] = items[other], items[place]
    _renumber(items)
    record("sitting.agenda_changed", actor=actor, about=sitting, at=at, item=item_id)


@transaction.atomic
def take_off(sitting_id: int, item_id: int, *, actor: User, at: datetime) -> None:
    """Take an item off the agenda. Raises SittingRefused: 'not_now', 'no_item'."""
    sitting = lock(sitting_id)
    check(Move.AGENDA, sitting)
    item = _item(sitting, item_id)
    item.delete()
    _renumber(list(sitting.items.all()))
    record("sitting.agenda_changed", actor=actor, about=sitting, at=at, item=item_id)


@transaction.atomic
def note_attendance(
    sitting_id: int, presences: Mapping[int, str], *, actor: User, at: datetime
) -> Sitting:
    """Who was there: the person's id -> a value of Attendance.Presence or ''.

    Raises SittingRefused: 'not_now', 'not_member' for somebody else or an unknown value.
    """
    sitting = lock(sitting_id)
    check(Move.RECORD, sitting)
    rows = {row.user_id: row for row in sitting.attendances.all()}
    known = {"", *Attendance.Presence.values}
    if set(presences) - set(rows) or set(presences.values()) - known:
        raise SittingRefused("not_member")
    for user_id, presence in presences.items():
        rows[user_id].presence = presence
    Attendance.objects.bulk_update(rows.values(), ["presence"])
    record("sitting.attendance_noted", actor=actor, about=sitting, at=at, there=there(sitting))
    return sitting


@transaction.atomic
def write_down(
    sitting_id: int,
    item_id: int,
    *,
    heard: str = "",
    spoke: str = "",
    resolved: str = "",
    votes: tuple[int | None, int | None, int | None] = (None, None, None),
    actor: User,
    at: datetime,
) -> AgendaItem:
    """What the minutes say of one item. votes: hands for, against, abstained; none: no vote.

    Raises SittingRefused: 'not_now', 'no_item', 'by_hand', 'votes_whole',
    'too_many_votes', 'no_quorum'.
    """
    sitting = lock(sitting_id)
    check(Move.RECORD, sitting)
    item = _item(sitting, item_id)
    for name, text in zip(WORDS, (heard, spoke, resolved), strict=True):
        setattr(item, name, text.strip())
    if any(vote is not None for vote in votes):
        if item.kind == AgendaItem.Kind.MATTER:
            raise SittingRefused("by_hand")
        if any(vote is None for vote in votes):
            raise SittingRefused("votes_whole")
    for name, vote in zip(VOTES, votes, strict=True):
        setattr(item, name, vote)
    check_votes(sitting, [item])
    item.save()
    record("sitting.item_written", actor=actor, about=sitting, at=at, item=item.pk)
    return item


def check_votes(sitting: Sitting, items: list[AgendaItem]) -> None:
    """Hands against those who were there: nobody votes twice or from afar.

    Raises SittingRefused: 'too_many_votes', 'no_quorum'.
    """
    voted = [item for item in items if item.votes_for is not None]
    if not voted:
        return
    present, members = there(sitting), sitting.attendances.count()
    enough = needed(sitting, members)
    for item in voted:
        if sum(getattr(item, name) or 0 for name in VOTES) > present:
            raise SittingRefused("too_many_votes", present=present)
    if present < enough:
        raise SittingRefused("no_quorum", present=present, needed=enough)


def there(sitting: Sitting) -> int:
    """How many members took part, in the room or online."""
    return sitting.attendances.filter(presence__in=THERE).count()


def _item(sitting: Sitting, item_id: int) -> AgendaItem:
    item = sitting.items.filter(pk=item_id).first()
    if item is None:
        raise SittingRefused("no_item")
    return item


def _last(sitting: Sitting) -> int:
    return sitting.items.aggregate(last=Max("position"))["last"] or 0


def _renumber(items: list[AgendaItem]) -> None:
    for position, item in enumerate(items, 1):
        item.position = position
    AgendaItem.objects.bulk_update(items, ["position"])
