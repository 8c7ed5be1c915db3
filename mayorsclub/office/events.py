"""Events: the list, and the page of one from the plan to the figures afterwards."""

from typing import Any

import django_filters
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from mayorsclub.accounts.roles import signed_in
from mayorsclub.events.domain.states import Move, is_allowed
from mayorsclub.events.models import Audience, Event, Kind, State
from mayorsclub.events.rules import may_keep_events
from mayorsclub.office import event_counts, event_door, event_panels
from mayorsclub.office.choices import oblast_filter, period, several
from mayorsclub.office.columns import MomentColumn
from mayorsclub.office.event_actions import ROW_DEEDS, actions
from mayorsclub.office.listing import OfficeList
from mayorsclub.office.records import READ_ONLY, Action, Panel, RecordPage, Text
from mayorsclub.refusals import Refused


def _only(method: Any) -> Any:
    """A filter that leaves what `method(events, now)` finds, when it is asked for."""
    return lambda found, _name, is_so: method(found, timezone.now()) if is_so else found


class EventFilters(WagtailFilterSet):
    """Kind, state, for whom, where, when; what waits for the office."""

    kind = several(pgettext_lazy("event", "Kind"), Kind.choices)
    state = several(gettext_lazy("State"), State.choices)
    audience = several(pgettext_lazy("event", "For whom"), Audience.choices)
    starts_at = period(gettext_lazy("Date"))
    oblast = oblast_filter(lambda found, _name, value: found.filter(oblast__in=value))
    ahead = django_filters.BooleanFilter(
        label=gettext_lazy("Still to come"),
        method=lambda found, _name, is_so: found.filter(
            Q(ends_at__gt=timezone.now()) if is_so else Q(ends_at__lte=timezone.now())
        ),
    )
    near = django_filters.BooleanFilter(
        label=gettext_lazy("A draft whose day is near"), method=_only(event_counts.near_drafts)
    )
    waited_for = django_filters.BooleanFilter(
        label=gettext_lazy("With a waiting list"), method=_only(event_counts.with_waiting_list)
    )
    feedback = django_filters.BooleanFilter(
        label=gettext_lazy("With new feedback"), method=_only(event_counts.with_feedback)
    )
    archived = django_filters.BooleanFilter(
        label=gettext_lazy("In the archive"),
        method=lambda found, _name, value: found.filter(archived_at__isnull=not value),
    )

    class Meta:
        model = Event
        fields: list[str] = []


def of_seats(event: Any) -> str:
    """'12 / 40': places held and seats; '12' where there is no limit."""
    if not event.takes_registrations:
        return "–"
    return f"{event.held_count} / {event.seats}" if event.seats else str(event.held_count)


def state_of_event(event: Event) -> str:
    """The state, and what the clock says of it."""
    now = timezone.now()
    if event.archived_at:
        return _("in the archive")
    if event.state == State.ANNOUNCED and event.ends_at <= now:
        return _("is over")
    if event.state == State.ANNOUNCED and event.public_from and event.public_from > now:
        if event.partners_from and event.partners_from <= now:
            return _("announced, partners see it")
        return _("announced, nobody sees it yet")
    return str(event.get_state_display())


class EventList(OfficeList):
    """Every event, the latest first."""

    name = "events"
    page_title = gettext_lazy("Events")
    header_icon = "calendar-alt"
    filterset_class = EventFilters
    default_ordering = "-starts_at"
    holds_people = False
    columns = [
        TitleColumn(
            "title",
            label=gettext_lazy("Event"),
            sort_key="title_uk",
            get_url=lambda event: reverse("office:event", args=[event.pk]),
        ),
        MomentColumn("starts_at", label=gettext_lazy("Date"), sort_key="starts_at"),
        Column("get_kind_display", label=pgettext_lazy("event", "Kind"), sort_key="kind"),
        Column(
            "get_audience_display", label=pgettext_lazy("event", "For whom"), sort_key="audience"
        ),
        Column("state", label=gettext_lazy("State"), accessor=state_of_event, sort_key="state"),
        Column(
            "held",
            label=gettext_lazy("Registered / seats"),
            accessor=of_seats,
            sort_key="held_count",
        ),
        Column(
            "waiting_count",
            label=pgettext_lazy("people at an event", "Waiting"),
            sort_key="waiting_count",
        ),
    ]
    more_columns = [
        Column(
            "came_count",
            label=pgettext_lazy("people at an event", "Came"),
            sort_key="came_count",
        ),
        Column("place", label=gettext_lazy("Place")),
        Column(
            "oblast",
            label=gettext_lazy("Oblast"),
            accessor=lambda event: (
                event.oblast.title(get_language() or "uk") if event.oblast else "–"
            ),
        ),
        Column("title_en", label=gettext_lazy("Title in English"), sort_key="title_en"),
        MomentColumn("ends_at", label=pgettext_lazy("event", "End"), sort_key="ends_at"),
        MomentColumn("public_from", label=gettext_lazy("Announced from"), sort_key="public_from"),
        Column(
            "created_by",
            label=pgettext_lazy("event", "Planned by"),
            accessor=lambda event: event.created_by or "–",
        ),
        MomentColumn("changed_at", label=gettext_lazy("Changed"), sort_key="changed_at"),
    ]

    def get_header_buttons(self) -> list[HeaderButton]:
        """The way to a new one, and to all who are registered."""
        registrations = HeaderButton(
            _("Registrations"), url=reverse("office:registrations"), icon_name="group"
        )
        if not may_keep_events(self.request.user):
            return [registrations]
        new = HeaderButton(_("Plan an event"), url=reverse("office:new_event"), icon_name="plus")
        return [new, registrations]

    def records(self) -> QuerySet[Event]:
        return event_counts.counted(Event.objects.select_related("oblast", "created_by"))

    def search(self, records: QuerySet[Event], text: str) -> QuerySet[Event]:
        found = Q(slug__icontains=text)
        for name in ("title", "summary", "place"):
            found |= Q(**{f"{name}_uk__icontains": text}) | Q(**{f"{name}_en__icontains": text})
        return records.filter(found)


class EventPage(RecordPage):
    """One event: what it is, who comes, and everything that can be done with it."""

    header_icon = "calendar-alt"
    panels_first = True
    parent = (gettext_lazy("Events"), lambda: reverse("office:events"))

    def find(self, pk: int) -> Event:
        rows = Event.objects.select_related("oblast", "created_by", "cover")
        return get_object_or_404(rows, pk=pk)

    @cached_property
    def parts(self) -> event_panels.Parts:
        """What belongs to the event, read once."""
        return event_panels.Parts(self.record, timezone.now())

    @property
    def may_keep(self) -> bool:
        return may_keep_events(self.request.user)

    def get_header_buttons(self) -> list[HeaderButton]:
        """The ways to the words, and to the page as readers see it."""
        event, buttons = self.record, []
        if self.may_keep and is_allowed(Move.CHANGE, event) and not event.archived_at:
            address = reverse("office:edit_event", args=[event.pk])
            buttons.append(HeaderButton(_("Change"), url=address, icon_name="edit"))
        if self.may_keep:
            buttons.append(
                HeaderButton(
                    _("Preview"), url=reverse("events:preview", args=[event.slug]), icon_name="view"
                )
            )
        return buttons

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Buttons in the rows of panels do one small thing; the rest are actions."""
        wanted, _dash, item = request.POST.get("action", "").rpartition("-")
        deed = ROW_DEEDS.get(wanted)
        if deed is None:
            return super().post(request, pk)
        self.record = self.find(pk)
        if not (item.isascii() and item.isdigit() and len(item) <= 18 and self.may_keep):
            raise Http404
        try:
            done = deed(self.record, int(item), **self.acting("by"))
        except Refused as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, str(done))
        return redirect(request.path)

    def facts(self, record: Event) -> list[tuple[Text, object]]:
        return event_panels.facts(record, self.language, timezone.now())

    def panels(self, record: Event) -> list[Panel]:
        return event_panels.panels(
            record,
            self.parts,
            may_keep=self.may_keep,
            language=self.language,
            page=self.request.GET.get("p"),
            door=event_door.panels(record) if self.may_keep else [],
        )

    def actions(self, record: Event) -> list[Action]:
        if not self.may_keep:
            return []
        at_the_door = event_door.actions(record, by=signed_in(self.request))
        return actions(record, self.parts, door=at_the_door, how=self.acting("by"))

    def only_read(self, record: Event) -> Text:
        return "" if self.may_keep else READ_ONLY
