"""What the lists of the expert sessions share: the rule, what stands beside what, the filter
by topic, the way to a session."""

from collections.abc import Iterable

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mayorsclub.office.choices import several_of
from mayorsclub.office.records import Panel
from mayorsclub.sessions.models import ExpertSession, Topic

RULE = "expert_sessions.keep"
# The lists that belong together, each with a way to the others.
LISTS = {
    "sessions": gettext_lazy("Expert sessions"),
    "session_questions": gettext_lazy("Questions about sessions"),
    "proposals": gettext_lazy("Proposals for sessions"),
    "experts": gettext_lazy("Experts"),
    "session_topics": gettext_lazy("Topics"),
    "session_series": gettext_lazy("Series of sessions"),
}


def topic_filter() -> django_filters.ModelMultipleChoiceFilter:
    """Of sessions, experts or proposals: those of any of the chosen topics."""
    return several_of(
        gettext_lazy("Topic"),
        lambda _request: Topic.objects.all(),
        method=lambda found, _name, value: of_topics(found, value) if value else found,
    )


def of_topics(records: QuerySet, topics: Iterable[Topic]) -> QuerySet:
    """Those of any of these topics, each once."""
    own = records.model._default_manager.filter(topics__in=topics)
    return records.filter(pk__in=own.values("pk"))


def to_session(session: ExpertSession | None) -> list[Panel]:
    """The way to the page of a session, where there is one."""
    if session is None:
        return []
    links = [(str(session), reverse("office:session", args=[session.pk]))]
    return [Panel(_("See also"), "office/parts/links.html", {"links": links})]
