"""The sealed log, for administrators: read, never written."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column

from mayorsclub.audit.models import Entry
from mayorsclub.office.choices import period, several
from mayorsclub.office.columns import MomentColumn
from mayorsclub.office.history import SENTENCES, sentence
from mayorsclub.office.listing import OfficeList
from mayorsclub.ukrainian.alphabet import sort_key


def actions() -> list[tuple[str, str]]:
    """What can happen, in words and in their order."""
    return sorted(((action, str(words)) for action, words in SENTENCES.items()), key=by_words)


def by_words(choice: tuple[str, str]) -> tuple[str, str]:
    return sort_key(choice[1]), choice[0]


class LogFilters(WagtailFilterSet):
    """What happened, when."""

    action = several(gettext_lazy("What happened"), actions)
    at = period(gettext_lazy("When"))

    class Meta:
        model = Entry
        fields: list[str] = []


class LogList(OfficeList):
    """Every line, newest first."""

    name = "log"
    rule = "office.read_log"
    page_title = gettext_lazy("Audit log")
    header_icon = "lock"
    filterset_class = LogFilters
    default_ordering = "-number"
    # Ids, codes and states; the names of staff alone.
    holds_people = False
    columns = [
        Column("number", label="№", sort_key="number"),
        MomentColumn("at", label=gettext_lazy("When")),
        Column(
            "what",
            label=gettext_lazy("What happened"),
            accessor=lambda entry: sentence(entry.action),
        ),
        Column(
            "who",
            label=gettext_lazy("Who"),
            accessor=lambda entry: str(entry.actor) if entry.actor else _("the system"),
        ),
        Column(
            "about",
            label=gettext_lazy("Record"),
            accessor=lambda entry: f"{entry.about_type} {entry.about_id}".strip(),
        ),
        Column(
            "facts",
            label=gettext_lazy("Facts"),
            accessor=lambda entry: ", ".join(f"{k}: {v}" for k, v in entry.facts.items()),
        ),
    ]

    def records(self) -> QuerySet[Entry]:
        return Entry.objects.select_related("actor")

    def search(self, records: QuerySet[Entry], text: str) -> QuerySet[Entry]:
        """By action, record or actor's address; by number when it is one."""
        found = Q(action__contains=text) | Q(about_type__contains=text.lower())
        found |= Q(actor__email__icontains=text)
        if text.isdecimal() and len(text) < 19:
            found |= Q(number=int(text)) | Q(about_id=text)
        return records.filter(found)
