"""What the phone at the door is told: answers in words and looks, and the list of guests."""

from typing import Any
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mayorsclub.events.domain import tickets
from mayorsclub.events.models import DoorPass, Event, Outcome, Registration, Scan, Standing
from mayorsclub.events.rules import by_right
from mayorsclub.ukrainian.alphabet import search_key
from mayorsclub.ukrainian.dates import in_kyiv

# How many names a search shows.
MOST = 20
FEWEST_LETTERS = 2
LOOKS = {
    Outcome.ADMITTED: "good",
    Outcome.ALREADY: "warn",
    Outcome.NOT_VALID: "bad",
    Outcome.UNKNOWN: "bad",
}


def headline(outcome: str) -> str:
    """The large words."""
    return {
        Outcome.ADMITTED: _("Welcome"),
        Outcome.ALREADY: _("Was in already"),
        Outcome.NOT_VALID: _("No place"),
        Outcome.UNKNOWN: _("No ticket of this event"),
    }[Outcome(outcome)]


def answer(scan: Scan) -> dict[str, Any]:
    """What to show of a reading: look (good, warn, bad), headline, name, note."""
    registration = scan.registration
    note = ""
    if scan.outcome == Outcome.ALREADY and registration and registration.checked_in_at:
        note = _("since {time}").format(time=clock(registration.checked_in_at))
    elif scan.outcome == Outcome.NOT_VALID and registration:
        note = why_not(registration)
    elif scan.outcome == Outcome.UNKNOWN:
        note = _("Look for the name in the list, or write the person down as a guest.")
    return {
        "look": LOOKS[Outcome(scan.outcome)],
        "outcome": scan.outcome,
        "headline": headline(scan.outcome),
        "name": registration.name if registration else "",
        "organisation": registration.organisation if registration else "",
        "note": note,
    }


def why_not(registration: Registration) -> str:
    """Why a ticket that is known lets nobody in."""
    if registration.standing == Standing.REGISTERED:
        return _(
            "Was registered as a member or a partner and is no longer one. Ask the secretariat."
        )
    return str(registration.get_standing_display())


def answered(key: object, result: object) -> dict[str, Any]:
    """One reading's answer for the script: of a scan, a refusal or a sentence."""
    if isinstance(result, Scan):
        own = result.registration
        return {
            "key": str(key),
            **answer(result),
            "digest": own.ticket_hash if own else "",
            "at": result.scanned_at.isoformat(),
        }
    return {
        "key": str(key),
        "look": "bad",
        "outcome": "refused",
        "headline": _("Not taken"),
        "name": "",
        "organisation": "",
        "note": getattr(result, "message", str(result)),
        "digest": "",
        "at": "",
    }


def clock(at: Any) -> str:
    """'14:05' in Kyiv."""
    return date_format(in_kyiv(at), "H:i")


def guest_list(door_pass: DoorPass) -> dict[str, Any]:
    """What the phone keeps: of those with a place name and organisation, of others only that
    their ticket is no longer good. No contacts."""
    event = door_pass.event
    rows = list(event.registrations.filter(erased_at=None).annotate(has_right=by_right()))
    inside = sum(1 for row in rows if _is_expected(row) and row.checked_in_at)
    return {
        "ends": door_pass.expires_at.isoformat(),
        "inside": inside,
        "expected": sum(1 for row in rows if _is_expected(row)),
        "read_at": timezone.now().isoformat(),
        "guests": [_guest(row) for row in rows],
    }


def _is_expected(row: Any) -> bool:
    return row.standing == Standing.REGISTERED and row.has_right


def _guest(row: Any) -> dict[str, Any]:
    """row: a registration with `has_right`."""
    known = {"digest": row.ticket_hash, "code": tickets.short_code(row)}
    if not _is_expected(row):
        return {**known, "is_good": False, "standing": why_not(row)}
    return {
        **known,
        "is_good": True,
        "name": row.name,
        "organisation": row.organisation,
        "group": str(row.get_group_display()),
        "find": search_key(f"{row.name} {row.organisation}"),
        "since": clock(row.checked_in_at) if row.checked_in_at else "",
    }


def found(event: Event, text: str) -> list[dict[str, Any]]:
    """Those with a place whose name or organisation has all these words, in no more rows
    than a phone shows. For the page without a script."""
    words = search_key(text).split()
    if not words or len("".join(words)) < FEWEST_LETTERS:
        return []
    rows = event.registrations.filter(by_right(), erased_at=None, standing=Standing.REGISTERED)
    hits = [
        row
        for row in rows.order_by("name", "pk")
        if all(word in search_key(f"{row.name} {row.organisation}") for word in words)
    ]
    return [
        {
            "row": row,
            "code": tickets.short_code(row),
            "since": clock(row.checked_in_at) if row.checked_in_at else "",
        }
        for row in hits[:MOST]
    ]


def query(text: str) -> str:
    return urlencode({"q": text})


def words() -> dict[str, str]:
    """The words that the script shows, in the page's language."""
    return {
        "in_list": _("In the list"),
        "in_list_note": _("Let in. It is sent when the network is back."),
        "already": _("Was in already"),
        "since": _("since {time}"),
        "here": _("read on this phone at {time}"),
        "no_place": _("No place"),
        "queued": _("Queued, NOT verified"),
        "queued_note": _("This list does not know the ticket. It is kept and checked later."),
        "guest_queued": _("Written down"),
        "guest_note": _("It is sent when the network is back."),
        "sending": _("Checking…"),
        "online": pgettext("network", "Online"),
        "offline": _("No network"),
        "waiting": _("Waiting to be sent: {count}"),
        "inside": _("{inside} of {expected} are in"),
        "nobody": _("Nobody of that name is in the list."),
        "more": _("More are found. Type more of the name."),
        "check_in": _("Check in"),
        "camera_start": _("Read with the camera"),
        "camera_stop": _("Stop the camera"),
        "camera_none": _("This browser cannot read codes. Type the code, or find the name."),
        "camera_refused": _("The camera may not be used. Allow it in the browser’s settings."),
        "ready": _("Ready to work without a network"),
        "not_ready": _("Getting ready to work without a network…"),
        "never_ready": _("This browser cannot work without a network."),
        "no_name": _("Write the person’s name."),
        "finish_waits": _(
            "Some readings have not been sent yet. Connect to the network first: if you finish "
            "now, they are lost."
        ),
        "finished": _("Done. Nothing of the event is left on this phone."),
        "ended": _("The pass of this phone has ended."),
        "lost": _("Readings that could not be handed in: {count}. Tell the secretariat."),
        "handed_in": _("Readings handed in: {count}."),
    }
