"""Questions that members ask about sessions."""

from functools import partial
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from mayorsclub.office.choices import period, several, several_of
from mayorsclub.office.columns import MomentColumn
from mayorsclub.office.listing import OfficeList
from mayorsclub.office.records import Action, Panel, RecordPage, Text
from mayorsclub.office.session_forms import AnswerForm, ReasonForm
from mayorsclub.office.session_lists import LISTS, RULE, to_session
from mayorsclub.sessions.domain import asking
from mayorsclub.sessions.models import Answering, ExpertSession, Question
from mayorsclub.ukrainian.alphabet import sort_key
from mayorsclub.ukrainian.dates import moment

LONGEST_TITLE = 90


class QuestionFilters(WagtailFilterSet):
    """State, session, when."""

    state = several(pgettext_lazy("question", "State"), Answering.choices)
    session = several_of(gettext_lazy("Session"), lambda _request: ExpertSession.objects.all())
    asked_at = period(gettext_lazy("Asked"))

    class Meta:
        model = Question
        fields: list[str] = []


def short(question: Question) -> str:
    """Its first words."""
    return Truncator(question.text).chars(LONGEST_TITLE)


class QuestionList(OfficeList):
    """Every question, the newest first."""

    name = "session_questions"
    rule = RULE
    beside = LISTS
    page_title = gettext_lazy("Questions about sessions")
    header_icon = "help"
    filterset_class = QuestionFilters
    default_ordering = "-asked_at"
    columns = [
        TitleColumn(
            "text",
            label=gettext_lazy("Question"),
            accessor=short,
            get_url=lambda question: reverse("office:session_question", args=[question.pk]),
        ),
        Column("session", label=gettext_lazy("Session"), sort_key="session__title_uk"),
        Column("get_state_display", label=gettext_lazy("State"), sort_key="state"),
        Column("votes_count", label=gettext_lazy("Votes"), sort_key="votes_count"),
        Column("asked_by", label=gettext_lazy("Who asks"), sort_key="asked_by__sort_key"),
        MomentColumn("asked_at", label=gettext_lazy("Asked"), sort_key="asked_at"),
    ]
    more_columns = [
        MomentColumn("answered_at", label=gettext_lazy("Answer given"), sort_key="answered_at"),
        Column(
            "is_unnamed",
            label=gettext_lazy("Without the name"),
            accessor=lambda question: _("yes") if question.is_unnamed else "–",
        ),
    ]

    def records(self) -> QuerySet[Question]:
        rows = Question.objects.select_related("session", "asked_by")
        return rows.annotate(votes_count=Count("votes"))

    def search(self, records: QuerySet[Question], text: str) -> QuerySet[Question]:
        key = sort_key(text)
        by_name = Q(asked_by__sort_key__contains=key) if key else Q(pk__in=[])
        return records.filter(Q(text__icontains=text) | Q(answer__icontains=text) | by_name)


class QuestionPage(RecordPage):
    """One question: answer it, or hide it."""

    rule = RULE
    header_icon = "help"
    panels_first = True
    parent = (
        gettext_lazy("Questions about sessions"),
        lambda: reverse("office:session_questions"),
    )

    def find(self, pk: int) -> Question:
        rows = Question.objects.select_related("session", "asked_by", "answered_by")
        return get_object_or_404(rows.annotate(votes_count=Count("votes")), pk=pk)

    def get_page_title(self) -> str:
        return short(self.record)

    def facts(self, record: Any) -> list[tuple[Text, object]]:
        rows: list[tuple[Text, object]] = [
            (_("State"), record.get_state_display()),
            (_("Session"), record.session),
            (_("Who asks"), record.asked_by),
            (_("Name shown to members"), _("no") if record.is_unnamed else _("yes")),
            (_("Asked"), moment(record.asked_at, self.language)),
            (_("Votes"), record.votes_count),
        ]
        if record.answered_at:
            rows.append((_("Answer given"), moment(record.answered_at, self.language)))
        if record.hidden_reason:
            rows.append((_("Reason"), record.hidden_reason))
        return rows

    def panels(self, record: Question) -> list[Panel]:
        words = "office/parts/words.html"
        return [
            Panel(_("Question"), words, {"text": record.text}),
            Panel(pgettext("to a question", "Answer"), words, {"text": record.answer}),
            *to_session(record.session),
        ]

    def actions(self, record: Question) -> list[Action]:
        how = self.acting("by")
        found = []
        if record.state in {Answering.OPEN, Answering.ANSWERED}:
            is_open = record.state == Answering.OPEN
            found.append(
                Action(
                    "answer",
                    _("Answer") if is_open else _("Change the answer"),
                    _("The answer stands on the page of the session."),
                    partial(asking.answer, record.pk, **how),
                    form=AnswerForm,
                    initial={"text": record.answer},
                    help=_("All members read it. Whoever asked gets a letter with the way to it."),
                )
            )
            found.append(
                Action(
                    "hide",
                    _("Hide from members"),
                    _("Only whoever asked sees it now, with the reason."),
                    partial(asking.hide, record.pk, **how),
                    form=ReasonForm,
                    is_serious=True,
                    undone_by=_("You can show it again at any time."),
                )
            )
        if record.state == Answering.HIDDEN:
            found.append(
                Action(
                    "show",
                    _("Show to members again"),
                    _("Members see it again."),
                    partial(asking.show_again, record.pk, **how),
                )
            )
        return found
