"""Bodies, their members and rules; the matters they vote on."""

from datetime import timedelta
from functools import partial
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count, F, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets import AdminDateInput
from wagtail.admin.widgets.button import HeaderButton

from mayorsclub.accounts.models import User
from mayorsclub.applications.models import Application
from mayorsclub.committees import queries
from mayorsclub.committees.domain import bodies, reminders
from mayorsclub.committees.models import Body, Matter, MatterState, Seat
from mayorsclub.committees.rules import is_open
from mayorsclub.office.choices import period, several, several_of
from mayorsclub.office.columns import MomentColumn
from mayorsclub.office.listing import OfficeList
from mayorsclub.office.records import Action, Panel, RecordPage, Text
from mayorsclub.office.sittings import plan_action
from mayorsclub.ukrainian.dates import long_date, moment


class BodyList(OfficeList):
    """The bodies of the club."""

    name = "bodies"
    page_title = gettext_lazy("Committees")
    header_icon = "group"
    is_searchable = False
    default_ordering = "pk"
    holds_people = False
    columns = [
        TitleColumn(
            "name",
            label=gettext_lazy("Body"),
            accessor=lambda body: body.name,
            get_url=lambda body: reverse("office:body", args=[body.pk]),
        ),
        Column("open_matters", label=gettext_lazy("Being voted on")),
    ]

    def get_header_buttons(self) -> list[HeaderButton]:
        """The way to a new one."""
        return [HeaderButton(_("New body"), url=reverse("office:new_body"), icon_name="plus")]

    def records(self) -> QuerySet[Body]:
        is_open = Q(matters__state=MatterState.OPEN)
        return Body.objects.annotate(open_matters=Count("matters", filter=is_open))


class BodyForm(forms.ModelForm):
    """The rules of a body, as its charter says them."""

    class Meta:
        model = Body
        fields = (
            "name_uk",
            "name_uk_genitive",
            "name_en",
            "quorum_percent",
            "majority",
            "days_to_vote",
            "extension_days",
            "remind_days_before",
            "letter_hold_hours",
            "is_shown",
        )


class PersonField(forms.CharField):
    """A person by e-mail: the office knows it, and names are not unique."""

    def clean(self, value: object) -> User:
        """The enabled account with this address."""
        address = super().clean(value).strip().lower()
        user = User.objects.filter(email=address, is_active=True).first()
        if user is None:
            raise ValidationError(_("Nobody has an account with this e-mail. Check the spelling."))
        return user


class SeatForm(forms.Form):
    """A new member of a body."""

    user = PersonField(label=gettext_lazy("E-mail of the person"), max_length=254)
    since = forms.DateField(label=gettext_lazy("First day"), widget=AdminDateInput)
    until = forms.DateField(
        label=gettext_lazy("First day after the term"),
        help_text=gettext_lazy("Empty: open term."),
        required=False,
        widget=AdminDateInput,
    )
    is_chair = forms.BooleanField(label=gettext_lazy("Chair"), required=False)


class UntilForm(forms.Form):
    """When a term ends."""

    until = forms.DateField(label=gettext_lazy("First day after the term"), widget=AdminDateInput)


class BodyPage(RecordPage):
    """One body: rules, members, matters."""

    header_icon = "group"
    parent = (gettext_lazy("Committees"), lambda: reverse("office:bodies"))

    def find(self, pk: int) -> Body:
        return get_object_or_404(Body, pk=pk)

    def get_page_title(self) -> str:
        return self.record.name

    def facts(self, record: Body) -> list[tuple[Text, object]]:
        return [
            (_("Quorum"), f"{record.quorum_percent} %"),
            (_("Majority"), record.get_majority_display()),
            (_("Days to vote"), record.days_to_vote),
            (_("Days added when there is no quorum"), record.extension_days),
            (_("Reminder, days before the deadline"), record.remind_days_before),
            (_("Hours a decision’s letter waits for a look"), record.letter_hold_hours),
            (_("Its members are named on the site"), _("yes") if record.is_shown else _("no")),
        ]

    def panels(self, record: Body) -> list[Panel]:
        seats = record.seats.select_related("user").order_by(
            F("until").desc(nulls_first=True), "-is_chair", "user__sort_key"
        )
        matters = record.matters.select_related("decision").order_by("-opened_at")[:20]
        return [
            Panel(pgettext("committee", "Members"), "office/parts/seats.html", {"seats": seats}),
            Panel(_("Latest matters"), "office/parts/matters.html", {"matters": matters}),
            Panel(
                _("Sittings"),
                "office/parts/sittings.html",
                {"sittings": record.sittings.order_by("-starts_at")[:20]},
            ),
        ]

    def actions(self, record: Body) -> list[Action]:
        how = self.acting("actor")
        offered = [
            plan_action(record, how),
            Action(
                "appoint",
                _("Appoint a member"),
                _("Appointed; a letter is on its way."),
                partial(bodies.appoint, record, **how),
                form=SeatForm,
                initial={"since": timezone.localdate()},
            ),
            Action(
                "rules",
                _("Change the rules"),
                _("Saved. Matters already open keep their rules."),
                partial(bodies.update_body, record, **how),
                form=forms.modelform_factory(Body, form=BodyForm),
                initial={name: getattr(record, name) for name in BodyForm.Meta.fields},
            ),
        ]
        for seat in queries.members_of(record, how["at"]):
            offered += self._seat_actions(seat)
        return offered

    def _seat_actions(self, seat: Seat) -> list[Action]:
        how = self.acting("actor")
        name = seat.user.get_full_name() or seat.user.email
        offered = []
        if not seat.is_chair:
            offered.append(
                Action(
                    f"chair-{seat.pk}",
                    _("Make chair: {name}").format(name=name),
                    _("The body has a new chair."),
                    partial(bodies.make_chair, seat, **how),
                )
            )
        offered.append(
            Action(
                f"end-{seat.pk}",
                _("End the term: {name}").format(name=name),
                _("The end of the term is set."),
                partial(bodies.end_seat, seat, **how),
                form=UntilForm,
                initial={"until": timezone.localdate()},
                is_serious=True,
                undone_by=_("The person can be appointed again."),
            )
        )
        return offered


def counts(matter: Any) -> str:
    """Votes cast of those on the roll; for a counted matter."""
    return f"{matter.votes_cast} / {matter.roll_size}"


def decision_of(matter: Matter) -> str:
    """Its number and outcome; empty before it."""
    decision = getattr(matter, "decision", None)
    if decision is None:
        return ""
    return f"{decision}, {_('adopted') if decision.is_adopted else _('not adopted')}"


CLOSES_WITHIN = timedelta(days=3)


def closing(matters: QuerySet[Matter]) -> QuerySet[Matter]:
    """Votes that go on and close within three days."""
    return matters.filter(state=MatterState.OPEN, closes_at__lte=timezone.now() + CLOSES_WITHIN)


class MatterFilters(WagtailFilterSet):
    """Body, state, and what closes soon."""

    body = several_of(gettext_lazy("Body"), lambda _request: Body.objects.all())
    state = several(gettext_lazy("State"), MatterState.choices)
    closes_at = period(gettext_lazy("Deadline"))
    opened_at = period(gettext_lazy("Opened"))
    closing = django_filters.BooleanFilter(
        label=gettext_lazy("Closes within three days"),
        method=lambda found, _name, is_so: closing(found) if is_so else found,
    )

    class Meta:
        model = Matter
        fields: list[str] = []


class MatterList(OfficeList):
    """What the bodies vote on: counts, never who voted how before the decision."""

    name = "matters"
    page_title = gettext_lazy("Voting")
    header_icon = "tasks"
    filterset_class = MatterFilters
    default_ordering = "closes_at"
    columns = [
        TitleColumn(
            "title",
            label=gettext_lazy("Matter"),
            accessor=lambda matter: matter.title,
            get_url=lambda matter: reverse("office:matter", args=[matter.pk]),
        ),
        Column("body", label=gettext_lazy("Body"), accessor=lambda matter: matter.body.name),
        Column("get_state_display", label=gettext_lazy("State"), sort_key="state"),
        Column(
            "votes",
            label=gettext_lazy("Votes"),
            accessor=counts,
        ),
        MomentColumn("closes_at", label=gettext_lazy("Deadline"), sort_key="closes_at"),
    ]
    more_columns = [
        MomentColumn("opened_at", label=gettext_lazy("Opened"), sort_key="opened_at"),
        Column("decision", label=gettext_lazy("Decision"), accessor=decision_of),
    ]
    holds_people = False

    def records(self) -> QuerySet[Matter]:
        return queries.counted(Matter.objects.select_related("body", "decision"))

    def search(self, records: QuerySet[Matter], text: str) -> QuerySet[Matter]:
        return records.filter(Q(title_uk__icontains=text) | Q(title_en__icontains=text))


class MatterPage(RecordPage):
    """One matter: how far the vote is; after the decision, the votes and the minutes."""

    header_icon = "tasks"
    parent = (gettext_lazy("Voting"), lambda: reverse("office:matters"))

    def find(self, pk: int) -> Matter:
        matters = queries.counted(Matter.objects.select_related("body", "decision__minutes"))
        return get_object_or_404(matters, pk=pk)

    def get_page_title(self) -> str:
        return self.record.title

    def facts(self, record: Matter) -> list[tuple[Text, object]]:
        rows: list[tuple[Text, object]] = [
            (_("Body"), record.body.name),
            (_("State"), record.get_state_display()),
            (_("Votes cast"), counts(record)),
            (_("Deadline"), moment(record.closes_at, self.language)),
        ]
        decision = getattr(record, "decision", None)
        if decision:
            rows.append((_("Decision"), decision_of(record)))
            rows.append((_("Decided on"), long_date(decision.decided_at, self.language)))
        return rows

    def panels(self, record: Matter) -> list[Panel]:
        context = {
            "votes": queries.decided_votes(record),
            "absent": queries.absent(record),
            "decision": getattr(record, "decision", None),
            "is_decided": record.state == MatterState.DECIDED,
        }
        panels = [Panel(_("Votes"), "office/parts/votes.html", context)]
        if isinstance(record.subject, Application):
            link = reverse("office:application", args=[record.subject.pk])
            links = [(_("The application"), link)]
            panels.append(Panel(_("See also"), "office/parts/links.html", {"links": links}))
        return panels

    def actions(self, record: Matter) -> list[Action]:
        """Remind: who has voted the office does not learn."""
        if not is_open(record, timezone.now()):
            return []
        return [
            Action(
                "remind",
                _("Remind those who have not voted"),
                _("The reminders are on their way."),
                partial(reminders.remind_now, record.pk, **self.acting("actor")),
                help=_("At most once a day. Who they are is not shown: the vote is secret."),
            )
        ]
