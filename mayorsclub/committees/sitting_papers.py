"""What stands in the minutes of a sitting and in an extract. Both are in Ukrainian."""

from typing import Any

from django.utils import translation

from mayorsclub.accounts.models import User
from mayorsclub.committees.domain import tally
from mayorsclub.committees.domain.agenda import VOTES
from mayorsclub.committees.minutes import signature
from mayorsclub.committees.models import (
    AgendaItem,
    Attendance,
    Decision,
    Sitting,
    SittingMinutes,
)
from mayorsclub.committees.sitting_rules import needed
from mayorsclub.committees.subjects import handler_of
from mayorsclub.ukrainian.dates import in_kyiv, long_date

PRESENCES = {
    Attendance.Presence.PRESENT: "присутні",
    Attendance.Presence.ONLINE: "беруть участь дистанційно",
    Attendance.Presence.EXCUSED: "відсутні з поважної причини",
    Attendance.Presence.ABSENT: "відсутні",
    "": "не зазначено",
}


def minutes_data(sitting: Sitting) -> dict[str, Any]:
    """Values for typst/sitting.typ: text as it is printed, ready-made."""
    rows = list(sitting.attendances.select_related("user"))
    items = list(sitting.items.select_related("matter__decision", "matter__body"))
    present = sum(row.presence in {"present", "online"} for row in rows)
    enough = needed(sitting, len(rows))
    body = sitting.body.name_uk_genitive
    local = in_kyiv(sitting.starts_at)
    with translation.override("uk"):
        points = [_point(sitting, n, item, len(rows)) for n, item in enumerate(items, 1)]
    return {
        "title": f"Протокол № {sitting.number} засідання {body}",
        "heading": f"ПРОТОКОЛ № {sitting.number}",
        "body": f"засідання {body}",
        "date": long_date(local.date(), "uk"),
        "time": f"{local:%H:%M}",
        "place": sitting.place or "дистанційно",
        "members": len(rows),
        "present": present,
        "needed": enough,
        "has_quorum": present >= enough,
        "people": [
            {"label": label, "names": names}
            for presence, label in PRESENCES.items()
            if (names := [_name(row) for row in rows if row.presence == presence])
        ],
        "chair": _full(sitting.chair),
        "secretary": _full(sitting.secretary),
        "items": points,
        "chair_signs": signature(sitting.chair) if sitting.chair else "",
        "secretary_signs": signature(sitting.secretary) if sitting.secretary else "",
    }


def printed(data: dict[str, Any], *, version: int, reason: str, is_draft: bool) -> dict[str, Any]:
    """The same with what belongs to one printing: a draft, or a corrected version."""
    note = ""
    if version > 1:
        note = f"Редакція {version}. Підстава виправлення: {reason}"
    return {**data, "note": note, "is_draft": is_draft, "is_extract": False}


def extract_data(minutes: SittingMinutes, place: int) -> dict[str, Any] | None:
    """Values for typst/sitting.typ of one item of approved minutes; None where there is none."""
    items = minutes.data["items"]
    if not 0 <= place < len(items):
        return None
    number = minutes.sitting.number
    return {
        **minutes.data,
        "title": f"Витяг з протоколу № {number} {minutes.data['body']}",
        "heading": f"ВИТЯГ З ПРОТОКОЛУ № {number}",
        "items": [items[place]],
        "number": number,
        "note": "",
        "is_draft": False,
        "is_extract": True,
    }


def file_name(sitting: Sitting, version: int) -> str:
    """'protokol-zasidannia-membership-2026-3.pdf'; a corrected one ends in -v2."""
    end = f"-v{version}" if version > 1 else ""
    return f"protokol-zasidannia-{sitting.body.slug}-{sitting.year}-{sitting.number}{end}.pdf"


def _point(sitting: Sitting, number: int, item: AgendaItem, members: int) -> dict[str, Any]:
    count, outcome = _count(sitting, item, members)
    return {
        "number": number,
        "title": item.title_uk,
        "speaker": item.speaker,
        "heard": _lines(item.heard) or [_question(item)],
        "spoke": _lines(item.spoke),
        "votes": count,
        "outcome": outcome,
        "resolved": _lines(item.resolved),
    }


def _question(item: AgendaItem) -> str:
    """Of a matter the minutes say at least what was asked; of others the title."""
    if item.matter is None:
        return item.title_uk
    return str(handler_of(item.matter).question_uk(item.matter.subject))


def _count(sitting: Sitting, item: AgendaItem, members: int) -> tuple[str, str]:
    """How it was voted and what came of it, in words; '' where nothing was voted on."""
    if item.matter is not None:
        decision: Decision | None = getattr(item.matter, "decision", None)
        if decision is None:
            return "", "Голосування в системі триває; рішення буде оформлено окремим протоколом."
        count = _in_words(decision.votes_for, decision.votes_against, decision.votes_abstain)
        made = handler_of(item.matter).decision_uk(item.matter.subject, decision.is_adopted)
        day = long_date(in_kyiv(decision.decided_at).date(), "uk")
        number = f"№ {decision.full_number} від {day}"
        return f"{count} (голосування в системі, рішення {number})", str(made)
    if item.votes_for is None:
        return "", ""
    votes = [getattr(item, name) or 0 for name in VOTES]
    result = tally.outcome(
        tally.Count(members, votes[0], votes[1], votes[2]),
        sitting.majority or sitting.body.majority,
    )
    return _in_words(*votes), "Рішення ухвалено." if result.is_adopted else "Рішення не ухвалено."


def _in_words(votes_for: int, against: int, abstain: int) -> str:
    return f"за — {votes_for}, проти — {against}, утрималися — {abstain}"


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _name(row: Attendance) -> str:
    name = _full(row.user)
    return f"{name}, голова" if row.is_chair else name


def _full(user: User | None) -> str:
    return (user.get_full_name() or user.name_en) if user else ""
