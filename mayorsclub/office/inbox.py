"""Messages to the club: the queue, and each with its thread."""

from collections.abc import Callable
from functools import partial
from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from mayorsclub.accounts.models import User
from mayorsclub.accounts.roles import signed_in
from mayorsclub.inbox import queries, rules, topics
from mayorsclub.inbox.domain import handling, messages
from mayorsclub.inbox.domain.states import Move, is_allowed
from mayorsclub.inbox.models import Line, Message, State
from mayorsclub.membership.queries import entry_of
from mayorsclub.office.bulk import BulkAction
from mayorsclub.office.choices import period, several
from mayorsclub.office.columns import DayColumn, MomentColumn
from mayorsclub.office.listing import OfficeList
from mayorsclub.office.records import Action, Panel, RecordPage, Text
from mayorsclub.ukrainian.dates import long_date, moment
from mayorsclub.ukrainian.phones import show


def topic_choices() -> list[tuple[str, str]]:
    return [(topic.slug, str(topic.label)) for topic in topics.every()]


NOBODYS = "null"


def whose() -> list[tuple[str, Any]]:
    """Whose task a message may be."""
    return [(NOBODYS, gettext_lazy("nobody’s")), *((str(one.pk), one) for one in queries.staff())]


def by_whose(found: QuerySet[Message], _name: str, chosen: list[str]) -> QuerySet[Message]:
    """Messages that are the task of any of the chosen, or of nobody."""
    if not chosen:
        return found
    people = Q(assigned_to__in=[one for one in chosen if one != NOBODYS])
    return found.filter(people | Q(assigned_to=None) if NOBODYS in chosen else people)


class MessageFilters(WagtailFilterSet):
    """Topic, state, whose it is, overdue, appeal, language, when it came."""

    state = several(gettext_lazy("State"), State.choices)
    topic = several(gettext_lazy("Topic"), topic_choices)
    assigned_to = several(gettext_lazy("Whose task"), whose, method=by_whose)
    real = django_filters.BooleanFilter(
        label=gettext_lazy("Without spam"),
        method=lambda found, _name, is_so: queries.real(found) if is_so else found,
    )
    overdue = django_filters.BooleanFilter(
        label=gettext_lazy("Waits too long"),
        method=lambda found, _name, is_so: (
            queries.overdue(found, timezone.now()) if is_so else found
        ),
    )
    is_appeal = django_filters.BooleanFilter(label=gettext_lazy("Appeal of a citizen"))
    language = several(gettext_lazy("Language"), settings.LANGUAGES)
    received_at = period(gettext_lazy("Received"))
    due_on = period(gettext_lazy("Answer by"))

    class Meta:
        model = Message
        fields: list[str] = []


class ReasonForm(forms.Form):
    """Why nobody is answered."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class AssignForm(forms.Form):
    """Who sees to it."""

    to = forms.ModelChoiceField(
        label=gettext_lazy("Person"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("nobody in particular"),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["to"].queryset = queries.staff()  # type: ignore[attr-defined]


class AppealForm(forms.Form):
    """The term that the law sets."""

    days = forms.TypedChoiceField(
        label=gettext_lazy("Term"),
        coerce=int,
        widget=forms.RadioSelect,
        choices=[
            (handling.SHORT, gettext_lazy("15 days: nothing has to be studied")),
            (handling.USUAL, gettext_lazy("30 days: as a rule")),
            (handling.LONGEST, gettext_lazy("45 days: extended, and the writer is told")),
        ],
    )


def _cannot(move: Move) -> Callable[[Message, User, dict[str, Any]], str | None]:
    """Why a message is left out when many are dealt with at once."""

    def why_not(message: Message, user: User, values: dict[str, Any]) -> str | None:
        if is_allowed(move, message):
            return None
        return _("State: {state}").format(state=message.get_state_display())

    return why_not


BULK = [
    BulkAction(
        "assign",
        gettext_lazy("Give to somebody"),
        run=lambda pk, by, at, values: handling.assign(pk, by=by, at=at, **values),
        why_not=_cannot(Move.ASSIGN),
        form=AssignForm,
        allowed=rules.may_answer,
    ),
    BulkAction(
        "spam",
        gettext_lazy("It is spam"),
        run=lambda pk, by, at, values: handling.mark_spam(pk, by=by, at=at),
        why_not=_cannot(Move.MARK_SPAM),
        help=gettext_lazy("Marked as spam. It is erased in 30 days."),
        allowed=rules.may_answer,
    ),
    BulkAction(
        "not-spam",
        gettext_lazy("It is no spam"),
        run=lambda pk, by, at, values: handling.not_spam(pk, by=by, at=at),
        why_not=_cannot(Move.NOT_SPAM),
        allowed=rules.may_answer,
    ),
]


class MessageList(OfficeList):
    """Everything that was written to the club, the newest first."""

    name = "messages"
    page_title = gettext_lazy("Messages")
    header_icon = "comment"
    filterset_class = MessageFilters
    default_ordering = "-received_at"
    columns = [
        TitleColumn(
            "number",
            label="№",
            sort_key="number",
            get_url=lambda message: reverse("office:message", args=[message.pk]),
        ),
        Column("name", label=pgettext_lazy("person", "Name"), sort_key="name"),
        Column(
            "topic",
            label=gettext_lazy("Topic"),
            accessor=lambda message: topics.get(message.topic).label,
            sort_key="topic",
        ),
        Column("get_state_display", label=gettext_lazy("State"), sort_key="state"),
        Column(
            "assigned_to",
            label=gettext_lazy("Whose task"),
            accessor=lambda message: message.assigned_to or "–",
        ),
        MomentColumn("received_at", label=gettext_lazy("Received"), sort_key="received_at"),
        DayColumn("due_on", label=gettext_lazy("Answer by"), sort_key="due_on"),
    ]
    more_columns = [
        Column("email", label=gettext_lazy("E-mail"), sort_key="email"),
        Column("phone", label=gettext_lazy("Phone")),
        Column("organisation", label=gettext_lazy("Community or organisation")),
        Column("language", label=gettext_lazy("Language"), accessor="get_language_display"),
        MomentColumn("waiting_since", label=gettext_lazy("Waits since"), sort_key="waiting_since"),
    ]
    bulk_actions = BULK

    def get_header_buttons(self) -> list[HeaderButton]:
        """The way to the texts that the office answers with."""
        url = reverse("office:saved_answers")
        return [HeaderButton(_("Saved answers"), url=url, icon_name="doc-full")]

    def records(self) -> QuerySet[Message]:
        return queries.for_office()

    def search(self, records: QuerySet[Message], text: str) -> QuerySet[Message]:
        return records & queries.for_office(text=text)


class MessagePage(RecordPage):
    """One message: who, what about, the thread, what can be done."""

    header_icon = "comment"
    parent = (gettext_lazy("Messages"), lambda: reverse("office:messages"))

    def find(self, pk: int) -> Message:
        return get_object_or_404(queries.for_office(), pk=pk)

    def get_page_title(self) -> str:
        return f"{self.record.number} · {topics.get(self.record.topic).label}"

    def facts(self, record: Message) -> list[tuple[Text, object]]:
        overdue = _("waits too long") if rules.is_overdue(record, timezone.now()) else ""
        state = ", ".join(filter(None, [record.get_state_display(), overdue]))
        rows: list[tuple[Text, object]] = [
            (_("State"), state),
            (_("From"), record.name),
            (_("E-mail"), record.email),
            (_("Phone"), show(record.phone) if record.phone else ""),
            (_("Community or organisation"), record.organisation),
            (_("Language"), record.get_language_display()),
            (_("Received"), moment(record.received_at, self.language)),
            (_("Whose task"), record.assigned_to or ""),
        ]
        if record.due_on:
            rows.append((_("Appeal: answer by"), long_date(record.due_on, self.language)))
        return rows

    def panels(self, record: Message) -> list[Panel]:
        panels = []
        if record.suspicions:
            flags = [{"text": rules.SUSPICIONS[code]} for code in record.suspicions]
            panels.append(
                Panel(_("Why it looks like spam"), "office/parts/flags.html", {"flags": flags})
            )
        context = {
            "message": record,
            "lines": queries.thread(record),
            "may_answer": is_allowed(Move.ANSWER, record),
        }
        panels.append(Panel(_("Correspondence"), "office/parts/thread.html", context))
        if links := self._links(record):
            panels.append(Panel(_("See also"), "office/parts/links.html", {"links": links}))
        return panels

    def _links(self, record: Message) -> list[tuple[str, str]]:
        """The writer's account and entry, and what else came from the address."""
        links = []
        if record.writer:
            person = reverse("office:person", args=[record.writer.pk])
            links.append((_("The person’s account"), person))
            if member := entry_of(record.writer):
                entry = reverse("office:member", args=[member.pk])
                links.append((_("The entry in the register of members"), entry))
        if Message.objects.filter(email=record.email).exclude(pk=record.pk).exists():
            others = reverse("office:messages", query={"q": record.email})
            links.append((_("All messages from this address"), others))
        return links

    def actions(self, record: Message) -> list[Action]:
        """What the table of states lets the office do now."""
        if not rules.may_answer(signed_in(self.request)):
            return []
        offered = [*self._handling(record), *self._endings(record)]
        return [action for move, action in offered if is_allowed(move, record)]

    def _handling(self, record: Message) -> list[tuple[Move, Action]]:
        how = self.acting("by")
        offered = [
            (
                Move.ASSIGN,
                Action(
                    "assign",
                    _("Give to somebody"),
                    _("Saved."),
                    partial(handling.assign, record.pk, **how),
                    form=AssignForm,
                    initial={"to": record.assigned_to_id},
                ),
            ),
            (
                Move.MARK_APPEAL,
                Action(
                    "appeal",
                    _("It is an appeal: set the term"),
                    _("The day of the answer is set."),
                    partial(handling.mark_appeal, record.pk, **how),
                    form=AppealForm,
                    initial={"days": handling.USUAL},
                    help=_(
                        "An appeal of a citizen under Law 393/96-VR, article 20. "
                        "The days are counted from the day on which it came."
                    ),
                ),
            ),
        ]
        if record.is_appeal:
            no_appeal = Action(
                "no-appeal",
                _("It is no appeal"),
                _("The term is taken away."),
                partial(handling.no_appeal, record.pk, **how),
            )
            offered.append((Move.MARK_APPEAL, no_appeal))
        if record.lines.filter(kind=Line.Kind.ANSWERED).exists():
            again = Action(
                "again",
                _("Send the answer again"),
                _("The letter is on its way again."),
                partial(messages.send_again, record.pk, **how),
                help=_("The last answer, such as when its letter has failed."),
            )
            offered.append((Move.ANSWER, again))
        return offered

    def _endings(self, record: Message) -> list[tuple[Move, Action]]:
        how = self.acting("by")
        return [
            (
                Move.CLOSE,
                Action(
                    "close",
                    _("Close without an answer"),
                    _("The message is closed."),
                    partial(messages.close, record.pk, **how),
                    form=ReasonForm,
                    help=_("The reason stays in the office; the writer gets no letter."),
                ),
            ),
            (
                Move.REOPEN,
                Action(
                    "reopen",
                    _("Open again"),
                    _("The message waits for an answer again."),
                    partial(messages.reopen, record.pk, **how),
                ),
            ),
            (
                Move.NOT_SPAM,
                Action(
                    "not-spam",
                    _("It is no spam"),
                    _("The message is in the queue; the writer is told that it is here."),
                    partial(handling.not_spam, record.pk, **how),
                ),
            ),
            (
                Move.MARK_SPAM,
                Action(
                    "spam",
                    _("It is spam"),
                    _("Marked as spam. It is erased in 30 days."),
                    partial(handling.mark_spam, record.pk, **how),
                    is_serious=True,
                    undone_by=_("Until then it can be taken back."),
                ),
            ),
        ]
