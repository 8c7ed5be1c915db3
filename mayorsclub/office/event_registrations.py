"""Those registered: of one event or of all; what the office does with a registration."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from mayorsclub.accounts.models import User
from mayorsclub.events.domain import door, giving, registering
from mayorsclub.events.domain.states import STEPS, Step
from mayorsclub.events.models import Event, Group, Registration, Standing, State
from mayorsclub.events.rules import may_keep_events
from mayorsclub.events.showing_answers import answered, in_words
from mayorsclub.office.bulk import BulkAction
from mayorsclub.office.choices import one_of, period, several
from mayorsclub.office.columns import MomentColumn
from mayorsclub.office.listing import OfficeList
from mayorsclub.office.mailing_form import letter_button, letters_to_chosen
from mayorsclub.office.records import READ_ONLY, Action, Panel, RecordPage, Text
from mayorsclub.ukrainian.dates import moment
from mayorsclub.ukrainian.phones import show

LONGEST_REASON = 1000
# How long before the beginning people may be let in by hand.
BEFORE = timedelta(hours=6)


def _events(_request: HttpRequest | None) -> QuerySet[Event]:
    """Events that somebody may be registered for, the latest first."""
    return Event.objects.exclude(state=State.DRAFT).order_by("-starts_at", "-pk")


class RegistrationFilters(WagtailFilterSet):
    """Event, where it stands, as whom, whether they came."""

    event = one_of(pgettext_lazy("mailing", "Event"), _events)
    standing = several(pgettext_lazy("registration", "State"), Standing.choices)
    group = several(pgettext_lazy("event", "Group"), Group.choices)
    came = django_filters.BooleanFilter(
        label=gettext_lazy("Came"),
        method=lambda found, _name, is_so: found.filter(checked_in_at__isnull=not is_so),
    )
    registered_at = period(pgettext_lazy("event", "Registered"))

    class Meta:
        model = Registration
        fields: list[str] = []


class ReasonForm(forms.Form):
    """Why a place is taken back; the person reads it."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The person reads it in a letter."),
    )


class GiveForm(forms.Form):
    """Whether a place is given beyond the seats."""

    over_seats = forms.BooleanField(
        label=gettext_lazy("Also beyond the seats: there is room"), required=False
    )


def _cannot(step: Step) -> Any:
    """Why a registration is left out when many are dealt with at once."""

    def why_not(record: Registration, _user: User, _values: dict[str, Any]) -> str | None:
        if record.standing in STEPS[step][0]:
            return None
        return _("State: {state}").format(state=record.get_standing_display())

    return why_not


def _not_waiting(record: Registration, _user: User, _values: dict[str, Any]) -> str | None:
    if record.standing in giving.FROM:
        return None
    return _("State: {state}").format(state=record.get_standing_display())


def _cancel(pk: int, by: User, at: datetime, values: dict[str, Any]) -> object:
    return registering.office_cancel(pk, reason=values["reason"], by=by, at=at)


def _give(pk: int, by: User, at: datetime, values: dict[str, Any]) -> object:
    return giving.give_place(pk, over_seats=values["over_seats"], by=by, at=at)


BULK = [
    letters_to_chosen("registrations"),
    BulkAction(
        "give",
        gettext_lazy("Give a place"),
        _give,
        why_not=_not_waiting,
        form=GiveForm,
        help=gettext_lazy("To those on the waiting list; each gets a letter."),
        allowed=may_keep_events,
    ),
    BulkAction(
        "cancel",
        gettext_lazy("Cancel the registration"),
        _cancel,
        why_not=_cannot(Step.CANCEL),
        form=ReasonForm,
        help=gettext_lazy("Each gets a letter with the reason; places go to whoever waits."),
        is_serious=True,
        allowed=may_keep_events,
    ),
]


def _changed(record: Registration, when: Callable[[datetime | None], str]) -> str:
    """When and by whom the answers were changed last."""
    if record.answers_changed_at is None:
        return ""
    by = record.answers_changed_by or _("by the link of the letter")
    return f"{when(record.answers_changed_at)}, {by}"


class RegistrationList(OfficeList):
    """Everybody who is registered, was or waits; the newest first."""

    name = "registrations"
    page_title = gettext_lazy("Registrations")
    header_icon = "group"
    filterset_class = RegistrationFilters
    default_ordering = "-registered_at"
    columns = [
        TitleColumn(
            "name",
            label=pgettext_lazy("person", "Name"),
            sort_key="name",
            get_url=lambda row: reverse("office:registration", args=[row.pk]),
        ),
        Column("event", label=pgettext_lazy("mailing", "Event"), sort_key="event__title_uk"),
        Column("get_group_display", label=pgettext_lazy("event", "Group"), sort_key="group"),
        Column(
            "get_standing_display",
            label=pgettext_lazy("registration", "State"),
            sort_key="standing",
        ),
        MomentColumn(
            "registered_at", label=pgettext_lazy("event", "Registered"), sort_key="registered_at"
        ),
        MomentColumn("checked_in_at", label=gettext_lazy("Came"), sort_key="checked_in_at"),
    ]
    more_columns = [
        Column("email", label=gettext_lazy("E-mail"), sort_key="email"),
        Column("phone", label=gettext_lazy("Phone")),
        Column("organisation", label=gettext_lazy("Organisation"), sort_key="organisation"),
        Column("language", label=gettext_lazy("Language"), accessor="get_language_display"),
        Column(
            "member",
            label=gettext_lazy("In the name of the member"),
            accessor=lambda row: row.member.user if row.member else "–",
        ),
        MomentColumn("waiting_since", label=gettext_lazy("Waits since"), sort_key="waiting_since"),
        MomentColumn("offered_until", label=gettext_lazy("The offer ends")),
    ]
    bulk_actions = BULK

    @cached_property
    def event(self) -> Event | None:
        """The one event that the list is of, if it is of one."""
        form = self.filters.form
        return form.cleaned_data.get("event") if form.is_valid() else None

    @property
    def export_fields(self) -> list[Column]:  # type: ignore[override]
        """The answers to the questions of that event, a column each."""
        if self.event is None:
            return []
        return [
            Column(
                f"question_{question.pk}",
                label=question.label,
                accessor=partial(in_words, question),
            )
            for question in self.event.questions.all()
        ]

    def get_header_buttons(self) -> list[HeaderButton]:
        """Back to the event of the list."""
        if self.event is None:
            return []
        address = reverse("office:event", args=[self.event.pk])
        return [HeaderButton(_("To the event"), url=address, icon_name="calendar-alt")]

    def get_page_subtitle(self) -> str:
        """Which event it is about."""
        return self.event.title if self.event else ""

    def records(self) -> QuerySet[Registration]:
        return Registration.objects.select_related("event", "member__user")

    def search(self, records: QuerySet[Registration], text: str) -> QuerySet[Registration]:
        found = Q(name__icontains=text) | Q(email__icontains=text)
        return records.filter(found | Q(organisation__icontains=text))


class RegistrationPage(RecordPage):
    """One registration: who, for what, where it stands, what was answered."""

    header_icon = "user"
    parent = (gettext_lazy("Registrations"), lambda: reverse("office:registrations"))

    def find(self, pk: int) -> Registration:
        rows = Registration.objects.select_related(
            "event", "user", "member__user", "by", "answers_changed_by"
        )
        return get_object_or_404(rows, pk=pk)

    def get_page_title(self) -> str:
        return self.record.name

    def get_header_buttons(self) -> list[HeaderButton]:
        """The way to a letter to this person alone."""
        return [letter_button("registrations", self.record.pk)]

    def facts(self, record: Registration) -> list[tuple[Text, object]]:
        def when(at: datetime | None) -> str:
            return moment(at, self.language) if at else ""

        rows: list[tuple[Text, object]] = [
            (pgettext_lazy("mailing", "Event"), record.event),
            (gettext_lazy("Date"), when(record.event.starts_at)),
            (pgettext_lazy("registration", "State"), record.get_standing_display()),
            (pgettext_lazy("event", "Group"), record.get_group_display()),
            (gettext_lazy("E-mail"), record.email),
            (gettext_lazy("Phone"), show(record.phone) if record.phone else ""),
            (gettext_lazy("Organisation"), record.organisation),
            (gettext_lazy("Language of letters"), record.get_language_display()),
            (pgettext_lazy("event", "Registered"), when(record.registered_at)),
        ]
        optional: list[tuple[Text, object]] = [
            (gettext_lazy("Registered by"), record.by if record.by != record.user else ""),
            (gettext_lazy("In the name of the member"), record.member or ""),
            (gettext_lazy("Waits since"), when(record.waiting_since)),
            (gettext_lazy("The offer ends"), when(record.offered_until)),
            (gettext_lazy("Answers changed"), _changed(record, when)),
            (pgettext_lazy("registration", "Ended"), when(record.ended_at)),
            (gettext_lazy("Came"), when(record.checked_in_at)),
        ]
        return rows + [row for row in optional if row[1]]

    def panels(self, record: Registration) -> list[Panel]:
        answers = answered(record)
        found = []
        if answers:
            context = {"answers": answers}
            found.append(
                Panel(
                    gettext_lazy("Answers to the questions"),
                    "office/parts/event_answers.html",
                    context,
                )
            )
        links = [(record.event.title, reverse("office:event", args=[record.event_id]))]
        if record.user_id:
            person = reverse("office:person", args=[record.user_id])
            links.append((_("The person’s account"), person))
        found.append(Panel(_("See also"), "office/parts/links.html", {"links": links}))
        return found

    def only_read(self, record: Registration) -> Text:
        return "" if may_keep_events(self.request.user) else READ_ONLY

    def actions(self, record: Registration) -> list[Action]:
        if not may_keep_events(self.request.user):
            return []
        how = self.acting("by")
        offered = self._coming(record, how)
        if record.event.ends_at <= timezone.now():
            return offered
        if record.standing in giving.FROM:
            offered.append(
                Action(
                    "give",
                    _("Give a place"),
                    _("The person has a place and is told by letter."),
                    partial(giving.give_place, record.pk, **how),
                    form=GiveForm,
                )
            )
        if record.standing in STEPS[Step.CANCEL][0]:
            offered.append(
                Action(
                    "cancel",
                    _("Cancel the registration"),
                    _("It is cancelled; the person is told why."),
                    partial(registering.office_cancel, record.pk, **how),
                    form=ReasonForm,
                    is_serious=True,
                )
            )
        return offered

    def _coming(self, record: Registration, how: dict[str, Any]) -> list[Action]:
        """Whether the person came: from the morning of the event on, also afterwards."""
        event = record.event
        if event.state != State.ANNOUNCED or event.starts_at > timezone.now() + BEFORE:
            return []
        if record.checked_in_at is not None:
            return [
                Action(
                    "undo-came",
                    _("Did not come after all"),
                    _("Taken back."),
                    partial(door.undo_check_in, record.pk, **how),
                )
            ]
        if record.standing not in STEPS[Step.CHECK_IN][0]:
            return []
        return [
            Action(
                "came",
                _("The person came"),
                _("It is noted that the person came."),
                partial(door.check_in, record.pk, **how),
            )
        ]
