"""Sittings of the bodies: planned, called, held; agenda, attendance, minutes."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from mayorsclub.committees.domain import agenda, sitting_minutes, sittings
from mayorsclub.committees.models import AgendaItem, Body, Sitting, SittingState
from mayorsclub.committees.queries import can_be_put_on
from mayorsclub.committees.sitting_rules import Move, is_allowed, needed
from mayorsclub.office.choices import period, several, several_of
from mayorsclub.office.columns import MomentColumn
from mayorsclub.office.listing import OfficeList
from mayorsclub.office.records import Action, Panel, RecordPage, Text
from mayorsclub.office.sitting_forms import (
    ItemForm,
    ItemTextForm,
    MoveSittingForm,
    WhyForm,
    attendance_form,
    matters_form,
    presences,
    signers_form,
    sitting_form,
)
from mayorsclub.refusals import Refused
from mayorsclub.ukrainian.dates import moment


class SittingFilters(WagtailFilterSet):
    """Body, state, when."""

    body = several_of(gettext_lazy("Body"), lambda _request: Body.objects.all())
    state = several(gettext_lazy("State"), SittingState.choices)
    starts_at = period(gettext_lazy("Date"))

    class Meta:
        model = Sitting
        fields: list[str] = []


def number_of(sitting: Sitting) -> str:
    """'3/2026' of a sitting that was held."""
    return f"{sitting.number}/{sitting.year}" if sitting.number else "–"


class SittingList(OfficeList):
    """Every sitting, the newest first."""

    name = "sittings"
    page_title = gettext_lazy("Sittings")
    header_icon = "calendar"
    filterset_class = SittingFilters
    default_ordering = "-starts_at"
    holds_people = False
    columns = [
        TitleColumn(
            "starts_at",
            label=gettext_lazy("Date"),
            sort_key="starts_at",
            accessor=lambda sitting: moment(sitting.starts_at, get_language() or "uk"),
            get_url=lambda sitting: reverse("office:sitting", args=[sitting.pk]),
        ),
        Column("body", label=gettext_lazy("Body"), accessor=lambda sitting: sitting.body.name),
        Column("number", label="№", accessor=number_of, sort_key="number"),
        Column("get_state_display", label=gettext_lazy("State"), sort_key="state"),
        Column("items_count", label=gettext_lazy("Items of the agenda")),
    ]
    more_columns = [
        MomentColumn("called_at", label=gettext_lazy("Called"), sort_key="called_at"),
        Column("place", label=gettext_lazy("Place"), accessor=sittings.where),
    ]

    def records(self) -> QuerySet[Sitting]:
        return Sitting.objects.select_related("body").annotate(items_count=Count("items"))

    def search(self, records: QuerySet[Sitting], text: str) -> QuerySet[Sitting]:
        own = AgendaItem.objects.filter(Q(title_uk__icontains=text) | Q(title_en__icontains=text))
        return records.filter(Q(pk__in=own.values("sitting")) | Q(place__icontains=text))


class SittingPage(RecordPage):
    """One sitting, from the plan to the approved minutes."""

    header_icon = "calendar"
    parent = (gettext_lazy("Sittings"), lambda: reverse("office:sittings"))

    def find(self, pk: int) -> Sitting:
        rows = Sitting.objects.select_related("body", "chair", "secretary")
        found = get_object_or_404(rows, pk=pk)
        self.rows = list(found.attendances.select_related("user"))
        self.items = list(found.items.select_related("matter__decision"))
        self.versions = list(found.minutes.select_related("file", "approved_by"))
        return found

    def get_page_title(self) -> str:
        return f"{self.record.body.name}, {moment(self.record.starts_at, self.language)}"

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Up, down and off are buttons in the agenda; the rest are actions."""
        wanted, _dash, item = request.POST.get("action", "").partition("-")
        if wanted not in {"up", "down", "off"} or not item.isdigit() or len(item) > 18:
            return super().post(request, pk)
        get_object_or_404(Sitting, pk=pk)
        how = self.acting("actor")
        try:
            if wanted == "off":
                agenda.take_off(pk, int(item), **how)
            else:
                agenda.shift(pk, int(item), up=wanted == "up", **how)
        except Refused as refusal:
            messages.error(request, refusal.message)
        return redirect(request.path)

    def facts(self, record: Sitting) -> list[tuple[Text, object]]:
        there = sum(row.presence in {"present", "online"} for row in self.rows)
        rows: list[tuple[Text, object]] = [
            (_("State"), record.get_state_display()),
            (_("Place"), record.place),
            (_("Link"), record.link),
            (_("Chair of the sitting"), record.chair or ""),
            (_("Secretary of the sitting"), record.secretary or ""),
        ]
        if record.number:
            rows.append((pgettext("minutes", "Number"), number_of(record)))
            enough = needed(record, len(self.rows))
            rows.append(
                (_("Took part / needed / members"), f"{there} / {enough} / {len(self.rows)}")
            )
        if record.reason:
            rows.append((_("Reason"), record.reason))
        if record.correction:
            rows.append((_("Being corrected because"), record.correction))
        return rows

    def panels(self, record: Sitting) -> list[Panel]:
        panels = [
            Panel(
                _("Agenda"),
                "office/parts/agenda.html",
                {
                    "items": self.items,
                    "sitting": record,
                    "can_order": is_allowed(Move.AGENDA, record),
                    "can_write": is_allowed(Move.RECORD, record),
                },
            )
        ]
        if self.rows:
            panels.append(
                Panel(
                    pgettext("sitting", "Members"),
                    "office/parts/attendance.html",
                    {"rows": self.rows},
                )
            )
        if record.number:
            context = {
                "sitting": record,
                "versions": self.versions,
                "extracts": [item["title"] for item in self.versions[0].data["items"]]
                if self.versions
                else [],
                "is_draft": is_allowed(Move.APPROVE, record),
            }
            panels.append(Panel(_("Minutes"), "office/parts/sitting_minutes.html", context))
        return panels

    def actions(self, record: Sitting) -> list[Action]:
        return [
            *self._before(record),
            *self._agenda(record),
            *self._minutes(record),
            *self._cancel(record),
        ]

    def _before(self, record: Sitting) -> list[Action]:
        how = self.acting("actor")
        facts = {
            name: getattr(record, name)
            for name in ("starts_at", "place", "link", "chair", "secretary")
        }
        offered = []
        if is_allowed(Move.CALL, record):
            offered.append(
                Action(
                    "call",
                    _("Invite the members"),
                    _("The invitations are on their way."),
                    partial(sittings.call, record.pk, **how),
                    help=_("A letter with the agenda goes to every member of the body."),
                )
            )
        if is_allowed(Move.CHANGE, record):
            offered.append(
                Action(
                    "change",
                    _("Change time, place, people"),
                    _("Saved."),
                    partial(sittings.change, record.pk, **how),
                    form=sitting_form(record.body),
                    initial=facts,
                )
            )
        if is_allowed(Move.HOLD, record) and timezone.now() >= record.starts_at:
            offered.append(
                Action(
                    "hold",
                    _("It was held"),
                    _("Now note who took part and write the minutes."),
                    partial(sittings.hold, record.pk, **how),
                )
            )
        if is_allowed(Move.MOVE, record):
            offered.append(
                Action(
                    "move",
                    _("Move the sitting"),
                    _("It is moved; the members are told."),
                    partial(sittings.move, record.pk, **how),
                    form=MoveSittingForm,
                    initial=facts,
                )
            )
        return offered

    def _agenda(self, record: Sitting) -> list[Action]:
        if not is_allowed(Move.AGENDA, record):
            return []
        how = self.acting("actor")
        offered = [
            Action(
                "item",
                _("Add an item to the agenda"),
                _("The item is on the agenda."),
                partial(agenda.add_item, record.pk, **how),
                form=ItemForm,
            )
        ]
        matters = list(can_be_put_on(record))
        if matters:

            def put(matters: list[str]) -> None:
                agenda.add_matters(record.pk, matters=[int(pk) for pk in matters], **how)

            offered.append(
                Action(
                    "matters",
                    _("Put matters on the agenda"),
                    _("The matters are on the agenda."),
                    put,
                    form=matters_form(matters),
                    help=_("What the body is voting on now. The result comes from its vote."),
                )
            )
        return offered

    def _minutes(self, record: Sitting) -> list[Action]:
        how = self.acting("actor")
        if is_allowed(Move.CORRECT, record):
            return [
                Action(
                    "correct",
                    _("Correct the minutes"),
                    _("The minutes can be changed. What was approved stays as it was."),
                    partial(sitting_minutes.correct, record.pk, **how),
                    form=WhyForm,
                    is_serious=True,
                )
            ]
        if not is_allowed(Move.RECORD, record):
            return []
        return [
            Action(
                "attendance",
                _("Note who took part"),
                _("The attendance is noted."),
                lambda **values: agenda.note_attendance(record.pk, presences(values), **how),
                form=attendance_form(self.rows),
            ),
            Action(
                "signers",
                _("Who chaired, who wrote the minutes"),
                _("Saved."),
                partial(sitting_minutes.name_signers, record.pk, **how),
                form=signers_form(record),
                initial={"chair": record.chair, "secretary": record.secretary},
            ),
            Action(
                "approve",
                _("Approve the minutes"),
                _("The minutes are approved and kept as PDF."),
                partial(sitting_minutes.approve, record.pk, **how),
                help=_("After this nothing in them changes; a correction is a new version."),
                is_serious=True,
            ),
        ]

    def _cancel(self, record: Sitting) -> list[Action]:
        if not is_allowed(Move.CANCEL, record):
            return []
        return [
            Action(
                "cancel",
                _("Cancel the sitting"),
                _("It is cancelled; whoever was invited is told."),
                partial(sittings.cancel, record.pk, **self.acting("actor")),
                form=WhyForm,
                is_serious=True,
            )
        ]


class ItemPage(RecordPage):
    """What the minutes say of one item."""

    header_icon = "calendar"
    shows_letters = False
    template_name = "office/sitting_item.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.sitting_id = kwargs.pop("sitting")
        return super().dispatch(request, *args, **kwargs)

    def find(self, pk: int) -> AgendaItem:
        rows = AgendaItem.objects.select_related("sitting__body", "matter__decision")
        found = get_object_or_404(rows, pk=pk, sitting=self.sitting_id)
        if not is_allowed(Move.RECORD, found.sitting):
            raise Http404
        self.parent = (_("Sitting"), lambda: reverse("office:sitting", args=[found.sitting_id]))
        return found

    def get_page_title(self) -> str:
        return f"{self.record.position}. {self.record.title}"

    def actions(self, record: AgendaItem) -> list[Action]:
        names = ("heard", "spoke", "resolved", "votes_for", "votes_against", "votes_abstain")
        form = ItemTextForm if record.kind != AgendaItem.Kind.MATTER else ItemTextForm.of_matter()

        def write(heard: str, spoke: str, resolved: str, **votes: int | None) -> None:
            counted = (votes.get(name) for name in agenda.VOTES)
            agenda.write_down(
                record.sitting_id,
                record.pk,
                heard=heard,
                spoke=spoke,
                resolved=resolved,
                votes=tuple(counted),  # type: ignore[arg-type]
                **self.acting("actor"),
            )

        return [
            Action(
                "write",
                _("Save"),
                _("The item is written."),
                write,
                form=form,
                initial={name: getattr(record, name) for name in names},
                leads_to=reverse("office:sitting", args=[record.sitting_id]),
            )
        ]


def plan_action(body: Body, how: dict[str, Any]) -> Action:
    """For the page of a body: prepare its next sitting."""
    return Action(
        "sitting",
        _("Plan a sitting"),
        _("The sitting is planned. Write its agenda, then invite the members."),
        partial(sittings.plan, body, **how),
        form=sitting_form(body),
        leads_to=lambda sitting: reverse("office:sitting", args=[sitting.pk]),
    )
