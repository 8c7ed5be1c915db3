"""Of an event: the phones at the door, what they read, papers for the day, feedback.

`actions` and `panels` are parts of the event's page; the rest are downloads.
"""

import io
from functools import partial
from typing import Any

from django import forms
from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.generic import View

from mayorsclub.accounts.models import User
from mayorsclub.accounts.roles import signed_in
from mayorsclub.audit.domain.log import record
from mayorsclub.events import qr
from mayorsclub.events.domain import attendance, door, feedback
from mayorsclub.events.models import DoorPass, Event, Outcome, Scan, State
from mayorsclub.events.rules import is_over
from mayorsclub.office.records import Action, Panel
from mayorsclub.office.sheets import write_xlsx
from mayorsclub.office.shell import OfficePage
from mayorsclub.office.sitting_pdfs import pdf
from mayorsclub.ukrainian.dates import in_kyiv

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Scans that fitted no place, shown on the page; the newest ones.
MOST_SCANS = 50


class PassForm(forms.Form):
    """Whose phone, and how long."""

    label = forms.CharField(
        label=gettext_lazy("Whose phone"),
        max_length=door.LABEL,
        help_text=gettext_lazy("For example: Olena, main entrance."),
    )
    hours = forms.TypedChoiceField(
        label=gettext_lazy("It works"),
        choices=[
            ("", gettext_lazy("until two days after the event")),
            ("12", gettext_lazy("12 hours")),
            ("24", gettext_lazy("24 hours")),
            ("72", gettext_lazy("3 days")),
        ],
        coerce=int,
        empty_value=None,
        required=False,
    )


def actions(event: Event, *, by: User) -> list[Action]:
    """Give a pass to a phone; take each one back that works."""
    at = timezone.now()
    how: dict[str, Any] = {"by": by, "at": at}
    if (
        event.archived_at
        or event.state != State.ANNOUNCED
        or at >= event.ends_at + door.AFTER_EVENT
    ):
        return []
    give = Action(
        "door_pass",
        _("Let a phone check in"),
        _("The pass is given: its link and code are on this page."),
        partial(door.give_pass, event.pk, **how),
        form=PassForm,
        help=_("The phone opens the link and works without a network, too. No account is needed."),
    )
    return [give, *(_taking_back(each, how) for each in working_passes(event))]


def _taking_back(door_pass: DoorPass, how: dict[str, Any]) -> Action:
    return Action(
        f"door_pass_{door_pass.pk}",
        _("Take back the pass: {phone}").format(phone=door_pass.label),
        _("The pass is taken back; its phone shows nothing more."),
        partial(door.take_back, door_pass.pk, **how),
        undone_by=_("A new pass is given in a moment."),
        is_serious=True,
    )


def working_passes(event: Event) -> list[DoorPass]:
    found = event.door_passes.filter(revoked_at=None, expires_at__gt=timezone.now())
    return list(found.annotate(read=Count("scans")))


def panels(event: Event) -> list[Panel]:
    """What happens at the door, papers, and feedback once there is some."""
    inside, expected = door.counts(event)
    by_outcome = (
        Count("pk", filter=Q(outcome=Outcome.UNKNOWN)),
        Count("pk", filter=Q(was_offline=True)),
    )
    sums = event.scans.aggregate(unknown=by_outcome[0], offline=by_outcome[1], all=Count("pk"))
    misfits = event.scans.filter(outcome__in=[Outcome.UNKNOWN, Outcome.NOT_VALID])
    found: list[Scan] = list(
        misfits.select_related("registration", "door_pass").order_by("-scanned_at")[:MOST_SCANS]
    )
    context = {
        "event": event,
        "inside": inside,
        "expected": expected,
        "sums": sums,
        "passes": [_shown(each) for each in working_passes(event)],
        "misfits": found,
    }
    shown = [Panel(_("Door"), "office/parts/event_door.html", context)]
    if event.asks_feedback and is_over(event, timezone.now()):
        results = {"results": feedback.results(event)}
        shown.append(Panel(_("Feedback"), "office/parts/event_feedback.html", results))
    return shown


def _shown(door_pass: DoorPass) -> dict[str, Any]:
    """A pass with its link, and the link as a QR code for the phone's camera."""
    with override("uk"):
        link = settings.BASE_URL + reverse("events:door", args=[door.secret_of(door_pass)])
    return {"pass": door_pass, "link": link, "qr": qr.address(link)}


class EventPaper(OfficePage, View):
    """A download about the people of one event; the log keeps who took it."""

    rule = "events.keep"

    def event(self, pk: int) -> Event:
        return get_object_or_404(Event, pk=pk)

    def taking(self, event: Event, count: int) -> dict[str, Any]:
        """Who takes it, for the log. count: how many people it names."""
        actor = signed_in(self.request)
        return {"actor": actor, "about": event, "at": timezone.now(), "count": count}


class BadgesPdf(EventPaper):
    """A badge for everybody with a place."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        event = self.event(pk)
        content = attendance.badges(event, self.language)
        count = len(attendance.expected(event))
        with transaction.atomic():
            record("event.badges_taken", **self.taking(event, count))
        return pdf(content, f"badges-{event.slug}.pdf")


class AttendanceXlsx(EventPaper):
    """Who was expected and who came: names and organisations, no contacts."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        event = self.event(pk)
        rows = [
            (
                n,
                each.name,
                each.organisation,
                str(each.get_group_display()),
                _("yes") if each.checked_in_at else "",
                in_kyiv(each.checked_in_at).replace(tzinfo=None, microsecond=0)
                if each.checked_in_at
                else None,
                _("yes") if each.is_walk_in else "",
                "",
            )
            for n, each in enumerate(attendance.expected(event), 1)
        ]
        heading = [
            "№",
            _("Name"),
            _("Organisation"),
            _("Comes as"),
            _("Was there"),
            _("Came at"),
            _("Without registration"),
            _("Signature"),
        ]
        file = io.BytesIO()
        write_xlsx(file, heading, rows, title=event.title)
        with transaction.atomic():
            record("event.attendance_taken", **self.taking(event, len(rows)))
        response = HttpResponse(file.getvalue(), content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="attendance-{event.slug}.xlsx"'
        response["Cache-Control"] = "private, no-store"
        return response
