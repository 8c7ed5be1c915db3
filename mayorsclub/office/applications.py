"""Applications as the secretariat sees them."""

from functools import partial
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from mayorsclub.accounts.models import User
from mayorsclub.applications import kinds, queries, rules, showing
from mayorsclub.applications.domain import endings, reminders, review
from mayorsclub.applications.domain.states import Actor, Move, is_allowed
from mayorsclub.applications.models import Application, State
from mayorsclub.files.domain import Checked
from mayorsclub.files.forms import PrivateUploadField
from mayorsclub.office.bulk import BulkAction
from mayorsclub.office.choices import in_oblast, name_of, oblast_filter, oblast_of, period, several
from mayorsclub.office.columns import MomentColumn
from mayorsclub.office.listing import OfficeList
from mayorsclub.office.mailing_form import letter_button, letters_to_chosen
from mayorsclub.office.records import READ_ONLY, Action, Panel, RecordPage, Text
from mayorsclub.ukrainian.dates import moment

SENT = [choice for choice in State.choices if choice[0] != State.DRAFT]
QUESTIONS = [
    ("unanswered", gettext_lazy("asked, without an answer")),
    ("answered", gettext_lazy("answered, under review")),
]


def kind_choices() -> list[tuple[str, str]]:
    return [(kind.slug, str(kind.title)) for kind in kinds.every()]


class ApplicationFilters(WagtailFilterSet):
    """Kind, state, oblast, when sent."""

    kind = several(gettext_lazy("Kind"), kind_choices)
    state = several(gettext_lazy("State"), SENT)
    oblast = oblast_filter(in_oblast("territory"))
    questions = django_filters.ChoiceFilter(
        label=gettext_lazy("Questions of the committee"),
        choices=QUESTIONS,
        method=lambda found, _name, value: (
            queries.answered(found)
            if value == "answered"
            else found.filter(state=State.INFORMATION_REQUESTED)
        ),
    )
    submitted_at = period(gettext_lazy("Sent"))
    closed_at = period(gettext_lazy("Ended"))

    class Meta:
        model = Application
        fields: list[str] = []


def waits_for_nothing(application: Application, _user: User, _values: dict[str, Any]) -> str | None:
    return None if reminders.can_remind(application) else _("nothing waits for the applicant")


BULK = [
    BulkAction(
        "remind",
        gettext_lazy("Remind the applicants"),
        lambda pk, by, at, _values: reminders.remind(pk, by=by, at=at),
        why_not=waits_for_nothing,
        help=gettext_lazy("The letter that asks to confirm the e-mail or to answer, once more."),
        allowed=rules.is_secretariat,
    )
]


class ApplicationList(OfficeList):
    """Everything that was sent, the newest first."""

    name = "applications"
    page_title = gettext_lazy("Applications")
    header_icon = "form"
    filterset_class = ApplicationFilters
    default_ordering = "-submitted_at"
    columns = [
        TitleColumn(
            "number",
            label="№",
            sort_key="number",
            get_url=lambda application: reverse("office:application", args=[application.pk]),
        ),
        Column("name", label=gettext_lazy("Name"), sort_key="name_key"),
        Column(
            "kind",
            label=gettext_lazy("Kind"),
            accessor=lambda application: kinds.get(application.kind).title,
        ),
        Column(
            "territory",
            label=gettext_lazy("Community"),
            accessor=lambda application: name_of(application.territory),
        ),
        Column("get_state_display", label=gettext_lazy("State"), sort_key="state"),
        MomentColumn("submitted_at", label=gettext_lazy("Sent"), sort_key="submitted_at"),
    ]
    more_columns = [
        Column("name_en", label=gettext_lazy("Name in English")),
        Column("email", label=gettext_lazy("E-mail"), sort_key="email"),
        Column("phone", label=gettext_lazy("Phone")),
        Column("get_language_display", label=gettext_lazy("Language"), sort_key="language"),
        Column(
            "oblast",
            label=gettext_lazy("Oblast"),
            accessor=lambda application: oblast_of(application.territory),
        ),
        MomentColumn(
            "email_confirmed_at",
            label=gettext_lazy("E-mail confirmed"),
            sort_key="email_confirmed_at",
        ),
        MomentColumn("closed_at", label=gettext_lazy("Ended"), sort_key="closed_at"),
    ]
    bulk_actions = [letters_to_chosen("applications"), *BULK]

    def records(self) -> QuerySet[Application]:
        return queries.for_office()

    def search(self, records: QuerySet[Application], text: str) -> QuerySet[Application]:
        return records & queries.for_office(text=text)


class QuestionForm(forms.Form):
    """A question to the applicant."""

    text = forms.CharField(
        label=gettext_lazy("Question"), max_length=5000, widget=forms.Textarea(attrs={"rows": 5})
    )


class ReasonForm(forms.Form):
    """Why, in a sentence."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class FileForm(forms.Form):
    """A file that came to the office another way."""

    upload = PrivateUploadField(label=gettext_lazy("File"))


class ApplicationPage(RecordPage):
    """One application: answers, time line, vote, letters, history."""

    header_icon = "form"
    parent = (gettext_lazy("Applications"), lambda: reverse("office:applications"))

    def find(self, pk: int) -> Application:
        return get_object_or_404(queries.for_office(), pk=pk)

    def get_header_buttons(self) -> list[HeaderButton]:
        """The way to a letter to this person alone."""
        return [letter_button("applications", self.record.pk)]

    def get_page_title(self) -> str:
        return f"{self.record.number} · {self.record.name}"

    def facts(self, record: Application) -> list[tuple[Text, object]]:
        return [
            (_("State"), record.get_state_display()),
            (_("Kind"), kinds.get(record.kind).title),
            (_("E-mail"), record.email),
            (
                _("E-mail confirmed"),
                moment(record.email_confirmed_at, self.language)
                if record.email_confirmed_at
                else _("not yet"),
            ),
            (_("Language"), record.get_language_display()),
        ]

    def panels(self, record: Application) -> list[Panel]:
        panels = []
        if flags := queries.flags(record):
            panels.append(Panel(_("Please note"), "office/parts/flags.html", {"flags": flags}))
        panels += [
            Panel(section.title, "office/parts/answers.html", {"rows": section.rows})
            for section in showing.shown_sections(record)
        ]
        if matter := queries.matter_of(record):
            panels.append(Panel(_("Voting"), "office/parts/matter.html", {"matter": matter}))
        return panels

    def related(self, record: Application) -> list[Any]:
        return [matter] if (matter := queries.matter_of(record)) else []

    def only_read(self, record: Application) -> Text:
        if rules.is_secretariat(self.request.user):
            return _("This application has come to its end.")
        return READ_ONLY

    def actions(self, record: Application) -> list[Action]:
        """What the table of states lets the secretariat do now."""
        if not rules.is_secretariat(self.request.user):
            return []
        how = self.acting("by")
        offered = []
        if is_allowed(Move.ASK, record, Actor.SECRETARIAT):
            offered.append(
                Action(
                    "ask",
                    _("Ask the applicant"),
                    _("The question is on its way; the vote waits for the answer."),
                    partial(review.ask, record.pk, **how),
                    form=QuestionForm,
                )
            )
        if reminders.can_remind(record):
            offered.append(
                Action(
                    "remind",
                    _("Remind the applicant"),
                    _("The reminder is on its way."),
                    partial(reminders.remind, record.pk, **how),
                    help=_("The letter that asks to confirm the e-mail or to answer, once more."),
                )
            )
        if is_allowed(Move.ADD_FILE, record, Actor.SECRETARIAT):

            def add(upload: Checked) -> None:
                review.add_file(record.pk, uploads=[upload], **how)

            offered.append(
                Action(
                    "file",
                    _("Add a file"),
                    _("The file was added."),
                    add,
                    form=FileForm,
                    help=_("What the applicant brought by letter or by hand."),
                )
            )
        if is_allowed(Move.WITHDRAW, record, Actor.SECRETARIAT):
            offered.append(
                Action(
                    "withdraw",
                    _("Withdraw for the applicant"),
                    _("The application is withdrawn; the applicant is told."),
                    partial(endings.withdraw, record.pk, **how),
                    form=ReasonForm,
                    help=_("Only when the applicant asked for it. Write how and when."),
                    is_serious=True,
                )
            )
        return offered
