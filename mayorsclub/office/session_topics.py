"""The topics of sessions, experts and proposals: their names, their order, what has them."""

from functools import partial

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from mayorsclub.office.listing import OfficeList
from mayorsclub.office.records import Action, Panel, RecordPage, Text
from mayorsclub.office.session_forms import TopicForm, order_form
from mayorsclub.office.session_lists import LISTS, RULE
from mayorsclub.sessions.domain import topics
from mayorsclub.sessions.models import Topic

# What can have a topic -> its list, and the words for it.
USED_BY = {
    "sessions": ("sessions", gettext_lazy("Sessions")),
    "experts": ("experts", gettext_lazy("Experts")),
    "proposals": ("proposals", gettext_lazy("Proposals")),
}


def counted(rows: QuerySet[Topic]) -> QuerySet[Topic]:
    """With how many sessions, experts and proposals have it, of whatever state."""
    return rows.annotate(**{f"{name}_count": Count(name, distinct=True) for name in USED_BY})


class TopicList(OfficeList):
    """Every topic, in the order in which the site shows them."""

    name = "session_topics"
    rule = RULE
    beside = LISTS
    page_title = gettext_lazy("Topics")
    header_icon = "tag"
    default_ordering = "position"
    holds_people = False
    columns = [
        TitleColumn(
            "name",
            label=gettext_lazy("Topic"),
            get_url=lambda topic: reverse("office:session_topic", args=[topic.pk]),
        ),
        *(
            Column(f"{name}_count", label=label, sort_key=f"{name}_count")
            for name, (_list, label) in USED_BY.items()
        ),
    ]
    more_columns = [
        Column("name_uk", label=gettext_lazy("Name in Ukrainian")),
        Column("name_en", label=gettext_lazy("Name in English"), sort_key="name_en"),
        Column("slug", label=gettext_lazy("Address"), sort_key="slug"),
    ]

    def get_header_buttons(self) -> list[HeaderButton]:
        """The way to add one."""
        new = reverse("office:new_session_topic")
        return [HeaderButton(_("New topic"), url=new, icon_name="plus")]

    def records(self) -> QuerySet[Topic]:
        return counted(Topic.objects.all())

    def search(self, records: QuerySet[Topic], text: str) -> QuerySet[Topic]:
        return records.filter(
            Q(name_uk__icontains=text) | Q(name_en__icontains=text) | Q(slug__icontains=text)
        )


class TopicPage(RecordPage):
    """One topic: its names, its place, what has it."""

    rule = RULE
    header_icon = "tag"
    panels_first = True
    parent = (gettext_lazy("Topics"), lambda: reverse("office:session_topics"))

    def find(self, pk: int) -> Topic:
        found = get_object_or_404(counted(Topic.objects.all()), pk=pk)
        every = list(Topic.objects.values_list("pk", flat=True))
        self.place, self.count = every.index(found.pk) + 1, len(every)
        self.used = {name: getattr(found, f"{name}_count") for name in USED_BY}
        return found

    def facts(self, record: Topic) -> list[tuple[Text, object]]:
        return [
            (_("In Ukrainian"), record.name_uk),
            (_("In English"), record.name_en),
            (_("Place"), _("{place} of {count}").format(place=self.place, count=self.count)),
            (_("Address"), reverse("expert_sessions:topic", args=[record.slug])),
        ]

    def panels(self, record: Topic) -> list[Panel]:
        links = [
            (f"{label}: {self.used[name]}", f"{reverse(f'office:{where}')}?topics={record.pk}")
            for name, (where, label) in USED_BY.items()
            if self.used[name]
        ]
        return [Panel(_("What has this topic"), "office/parts/topic_use.html", {"links": links})]

    def actions(self, record: Topic) -> list[Action]:
        how = self.acting("by")
        return [
            Action(
                "rename",
                _("Rename"),
                _("The topic has its new name everywhere."),
                partial(topics.rename, record.pk, **how),
                form=TopicForm,
                initial={"name_uk": record.name_uk, "name_en": record.name_en},
                help=_("Its address stays: links that people have keep leading there."),
            ),
            Action(
                "move",
                _("Another place in the order"),
                _("Saved."),
                partial(topics.move, record.pk, **how),
                form=order_form(self.count),
                initial={"place": self.place},
            ),
            Action(
                "remove",
                _("Remove the topic"),
                _("The topic is removed."),
                partial(topics.remove, record.pk, **how),
                help=_("Only a topic that no session, expert or proposal has."),
                is_serious=True,
                undone_by=_("You can add it again at any time."),
                leads_to=reverse("office:session_topics"),
            ),
        ]
