"""Sittings for the members of a body: when, the agenda, one's own answer, the minutes."""

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mayorsclub.committees import queries
from mayorsclub.committees.domain import sittings as domain
from mayorsclub.committees.models import Attendance, Sitting, SittingState
from mayorsclub.committees.refusals import SittingRefused
from mayorsclub.committees.sitting_rules import follows_all
from mayorsclub.committees.views import MemberRequest, members_only
from mayorsclub.design import calendars
from mayorsclub.design.calendars import Entry

ON_A_PAGE = 20
# For the calendar only: nobody knows how long a sitting lasts.
LASTS = timedelta(hours=2)


@members_only
@require_safe
def sittings(request: MemberRequest) -> HttpResponse:
    """All sittings of one's bodies, the newest first."""
    found = Paginator(queries.sittings_of(request.user, timezone.now()), ON_A_PAGE)
    page = found.get_page(request.GET.get("page"))
    return render(request, "committees/sittings.html", {"page": page})


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def sitting(request: MemberRequest, pk: int) -> HttpResponse:
    """One sitting. POST: whether one will come."""
    now = timezone.now()
    shown = _sitting(request, pk)
    if request.method == "POST":
        try:
            domain.answer(shown.pk, request.POST.get("answer", ""), by=request.user, at=now)
        except SittingRefused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, _("Thank you, your answer is noted."))
        return redirect(shown)
    rows = list(shown.attendances.all())
    own = next((row for row in rows if row.user_id == request.user.pk), None)
    is_ahead = shown.state == SittingState.CALLED and now < shown.starts_at
    # Whom a matter bars learns nothing of what was said of it.
    minutes = shown.minutes.select_related("file")
    context = {
        "sitting": shown,
        "items": shown.items.select_related("matter"),
        "own": own,
        "answers": Attendance.Answer.choices,
        "may_answer": own is not None and is_ahead,
        "minutes": minutes if follows_all(request.user, shown) else [],
        "going": [
            (label, sum(row.answer == value for row in rows))
            for value, label in Attendance.Answer.choices
        ],
    }
    return render(request, "committees/sitting.html", context)


@members_only
@require_safe
def calendar(request: MemberRequest, pk: int) -> HttpResponse:
    """The sitting as an entry for a calendar (RFC 5545)."""
    shown = _sitting(request, pk)
    response = HttpResponse(
        calendars.calendar([entry(shown)]), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="sitting.ics"'
    return response


def entry(sitting: Sitting) -> Entry:
    """The sitting in a calendar; said so where it is cancelled."""
    is_cancelled = sitting.state == SittingState.CANCELLED
    words = _("Cancelled sitting: %(body)s") if is_cancelled else _("Sitting: %(body)s")
    return Entry(
        name=f"sitting-{sitting.pk}",
        starts_at=sitting.starts_at,
        ends_at=sitting.starts_at + LASTS,
        title=words % {"body": sitting.body.name},
        path=sitting.get_absolute_url(),
        revised_at=sitting.called_at or sitting.starts_at,
        place=domain.where(sitting),
        status="CANCELLED" if is_cancelled else "CONFIRMED",
    )


def _sitting(request: MemberRequest, pk: int) -> Sitting:
    return get_object_or_404(queries.sittings_of(request.user, timezone.now()), pk=pk)
