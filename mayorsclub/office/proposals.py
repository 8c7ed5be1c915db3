"""Topics that members propose for sessions."""

from functools import partial
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from mayorsclub.office.choices import period, several
from mayorsclub.office.columns import MomentColumn
from mayorsclub.office.listing import OfficeList
from mayorsclub.office.records import Action, Panel, RecordPage, Text
from mayorsclub.office.session_forms import PlanForm, ReasonForm
from mayorsclub.office.session_lists import LISTS, RULE, to_session, topic_filter
from mayorsclub.sessions.domain import proposing
from mayorsclub.sessions.models import Proposal, Series
from mayorsclub.ukrainian.alphabet import sort_key
from mayorsclub.ukrainian.dates import moment


class ProposalFilters(WagtailFilterSet):
    """State, topic, when."""

    state = several(pgettext_lazy("proposal", "State"), Proposal.State.choices)
    topics = topic_filter()
    proposed_at = period(gettext_lazy("Proposed"))

    class Meta:
        model = Proposal
        fields: list[str] = []


class ProposalList(OfficeList):
    """Every proposal, those with most support first."""

    name = "proposals"
    rule = RULE
    beside = LISTS
    page_title = gettext_lazy("Proposals for sessions")
    header_icon = "pick"
    filterset_class = ProposalFilters
    default_ordering = "-support_count"
    columns = [
        TitleColumn(
            "title",
            label=gettext_lazy("Topic"),
            sort_key="title",
            get_url=lambda proposal: reverse("office:proposal", args=[proposal.pk]),
        ),
        Column("support_count", label=gettext_lazy("Support"), sort_key="support_count"),
        Column("get_state_display", label=gettext_lazy("State"), sort_key="state"),
        Column("proposed_by", label=gettext_lazy("Who"), sort_key="proposed_by__sort_key"),
        MomentColumn("proposed_at", label=gettext_lazy("Proposed"), sort_key="proposed_at"),
    ]
    more_columns = [
        Column("session", label=gettext_lazy("Session"), accessor=lambda one: one.session or "–"),
        MomentColumn("decided_at", label=gettext_lazy("Decided on"), sort_key="decided_at"),
    ]

    def records(self) -> QuerySet[Proposal]:
        rows = Proposal.objects.select_related("proposed_by", "session")
        return rows.annotate(support_count=Count("supports"))

    def search(self, records: QuerySet[Proposal], text: str) -> QuerySet[Proposal]:
        key = sort_key(text)
        by_name = Q(proposed_by__sort_key__contains=key) if key else Q(pk__in=[])
        return records.filter(Q(title__icontains=text) | Q(text__icontains=text) | by_name)


class ProposalPage(RecordPage):
    """One proposal: plan a session of it, or decline it."""

    rule = RULE
    header_icon = "pick"
    panels_first = True
    parent = (gettext_lazy("Proposals for sessions"), lambda: reverse("office:proposals"))

    def find(self, pk: int) -> Proposal:
        rows = Proposal.objects.select_related("proposed_by", "session")
        found = get_object_or_404(rows.annotate(support_count=Count("supports")), pk=pk)
        self.topics = list(found.topics.all())
        return found

    def facts(self, record: Any) -> list[tuple[Text, object]]:
        rows: list[tuple[Text, object]] = [
            (_("State"), record.get_state_display()),
            (_("Support"), record.support_count),
            (_("Topics"), ", ".join(topic.name for topic in self.topics)),
            (_("Who"), record.proposed_by),
            (_("Proposed"), moment(record.proposed_at, self.language)),
        ]
        if record.decided_at:
            rows.append((_("Decided on"), moment(record.decided_at, self.language)))
        if record.session:
            rows.append((_("Session"), record.session))
        if record.reason:
            rows.append((_("Reason"), record.reason))
        return rows

    def panels(self, record: Proposal) -> list[Panel]:
        text = Panel(_("Text"), "office/parts/words.html", {"text": record.text})
        return [text, *to_session(record.session)]

    def actions(self, record: Proposal) -> list[Action]:
        if record.state != Proposal.State.OPEN:
            return []
        how = self.acting("by")
        return [
            Action(
                "plan",
                _("Plan a session of it"),
                _("The session is a draft now. Write what it is about, then choose its event."),
                partial(proposing.plan, record.pk, **how),
                form=PlanForm,
                initial={"series": Series.objects.values_list("pk", flat=True).first()},
                help=_("It takes title and topics over. Whoever proposed it gets a letter."),
                leads_to=lambda session: reverse("office:session", args=[session.pk]),
            ),
            Action(
                "decline",
                _("Decline"),
                _("Declined. Whoever proposed it gets a letter."),
                partial(proposing.decline, record.pk, **how),
                form=ReasonForm,
                is_serious=True,
            ),
        ]
