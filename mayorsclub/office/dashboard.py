"""The first screen of the office: what waits, each a link to the list that shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from mayorsclub.accounts.models import RoleGrant
from mayorsclub.applications.models import Application
from mayorsclub.applications.models import State as ApplicationState
from mayorsclub.committees.models import Matter, MatterState, Seat
from mayorsclub.mail.models import Letter
from mayorsclub.mail.models import State as LetterState

SOON = timedelta(days=3)
TERM_ENDS_WITHIN = timedelta(days=30)


@dataclass(frozen=True)
class Waiting:
    """One thing that may wait: how many, and where they are."""

    label: str | Promise
    count: int
    url: str
    is_urgent: bool = False


def link(name: str, **filters: str) -> str:
    query = f"?{urlencode(filters)}" if filters else ""
    return reverse(f"office:{name}") + query


def with_state(state: ApplicationState) -> int:
    return Application.objects.filter(state=state).count()


def waiting(at: datetime) -> list[Waiting]:
    """What waits in the office now. A fixed number of queries, each a count."""
    under_review, asked = ApplicationState.UNDER_REVIEW, ApplicationState.INFORMATION_REQUESTED
    closing = Matter.objects.filter(state=MatterState.OPEN, closes_at__lte=at + SOON)
    today = timezone.localdate(at)
    ending = Seat.objects.filter(until__gt=today, until__lte=today + TERM_ENDS_WITHIN)
    failed = Letter.objects.filter(state=LetterState.FAILED).count()
    requests = RoleGrant.objects.filter(granted_at=None, ended_at=None).count()
    return [
        Waiting(
            _("Applications under review"),
            with_state(under_review),
            link("applications", state=under_review),
        ),
        Waiting(
            _("Applicants were asked something"),
            with_state(asked),
            link("applications", state=asked),
        ),
        Waiting(
            _("Applications whose e-mail is not confirmed"),
            with_state(ApplicationState.SUBMITTED),
            link("applications", state=ApplicationState.SUBMITTED),
        ),
        Waiting(
            _("Letters that wait for your look"),
            Letter.objects.filter(state=LetterState.HELD).count(),
            link("letters", state=LetterState.HELD),
        ),
        Waiting(
            _("Letters that failed"), failed, link("letters", state=LetterState.FAILED), failed > 0
        ),
        Waiting(
            _("Votes that close within three days"),
            closing.count(),
            link("matters", state=MatterState.OPEN),
        ),
        Waiting(_("Terms that end within 30 days"), ending.count(), link("bodies")),
        Waiting(_("Roles that wait for approval"), requests, link("people", waiting="true")),
    ]


class WaitingPanel(Component):
    """The panel on Wagtail's home page; for those who keep records."""

    name = "waiting"
    template_name = "office/parts/waiting.html"
    order = 50

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Counts, for those who may see the lists behind them."""
        is_shown = self.request.user.has_perm("office.keep_records")
        rows = waiting(timezone.now()) if is_shown else []
        return {"rows": rows, "is_shown": is_shown}
