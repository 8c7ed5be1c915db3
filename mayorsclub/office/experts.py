"""The experts: who they are, whether they are shown, on what they advise."""

from functools import partial
from typing import Any

import django_filters
from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from mayorsclub.directory.choices import language_name
from mayorsclub.office.choices import several
from mayorsclub.office.columns import DayColumn, MomentColumn
from mayorsclub.office.listing import OfficeList
from mayorsclub.office.records import Action, Panel, RecordPage, Text
from mayorsclub.office.session_forms import AccountForm, AgreementForm, ExpertForm
from mayorsclub.office.session_lists import LISTS, RULE, topic_filter
from mayorsclub.sessions.domain import experts
from mayorsclub.sessions.models import Availability, Expert
from mayorsclub.ukrainian.alphabet import sort_key
from mayorsclub.ukrainian.dates import long_date
from mayorsclub.ukrainian.phones import show as phone


class ExpertFilters(WagtailFilterSet):
    """Shown or not, whether they advise, on what."""

    is_shown = django_filters.BooleanFilter(label=gettext_lazy("Shown on the site"))
    availability = several(gettext_lazy("Consultations"), Availability.choices)
    topics = topic_filter()

    class Meta:
        model = Expert
        fields: list[str] = []


class ExpertList(OfficeList):
    """All experts, in alphabetical order."""

    name = "experts"
    rule = RULE
    beside = LISTS
    page_title = gettext_lazy("Experts")
    header_icon = "user"
    filterset_class = ExpertFilters
    default_ordering = "name_key"
    columns = [
        TitleColumn(
            "name",
            label=pgettext_lazy("person", "Name"),
            sort_key="name_key",
            get_url=lambda expert: reverse("office:expert", args=[expert.pk]),
        ),
        Column("job", label=gettext_lazy("What they do")),
        Column(
            "is_shown",
            label=gettext_lazy("Shown on the site"),
            sort_key="is_shown",
            accessor=lambda expert: _("yes") if expert.is_shown else _("no"),
        ),
        Column(
            "get_availability_display",
            label=gettext_lazy("Consultations"),
            sort_key="availability",
        ),
        Column("sessions_count", label=gettext_lazy("Sessions"), sort_key="sessions_count"),
    ]
    more_columns = [
        Column("email", label=gettext_lazy("E-mail"), sort_key="email"),
        DayColumn("agreed_on", label=gettext_lazy("Agreed"), sort_key="agreed_on"),
        MomentColumn("changed_at", label=gettext_lazy("Changed"), sort_key="changed_at"),
    ]

    def get_header_buttons(self) -> list[HeaderButton]:
        """The way to enter one."""
        new = reverse("office:new_expert")
        return [HeaderButton(_("New expert"), url=new, icon_name="plus")]

    def records(self) -> QuerySet[Expert]:
        return Expert.objects.annotate(sessions_count=Count("sessions", distinct=True))

    def search(self, records: QuerySet[Expert], text: str) -> QuerySet[Expert]:
        key = sort_key(text)
        by_name = Q(name_key__contains=key) if key else Q(pk__in=[])
        return records.filter(by_name | Q(name_en__icontains=text) | Q(email__icontains=text))


NAMES = (
    *("name_uk", "name_en", "position_uk", "position_en", "about_uk", "about_en", "languages"),
    *("availability", "availability_note_uk", "availability_note_en", "email", "phone"),
)


class ExpertPage(RecordPage):
    """One expert: change, show, hide."""

    rule = RULE
    header_icon = "user"
    parent = (gettext_lazy("Experts"), lambda: reverse("office:experts"))

    def find(self, pk: int) -> Expert:
        found = get_object_or_404(Expert.objects.select_related("user"), pk=pk)
        self.topics = list(found.topics.all())
        self.sessions = list(found.sessions.all())
        return found

    def facts(self, record: Expert) -> list[tuple[Text, object]]:
        agreed = long_date(record.agreed_on, self.language) if record.agreed_on else ""
        return [
            (_("Shown on the site"), _("yes") if record.is_shown else _("no")),
            (_("Agreed"), agreed),
            (_("What they do"), record.job),
            (_("Topics"), ", ".join(topic.name for topic in self.topics)),
            (_("Languages"), ", ".join(language_name(code) for code in record.languages)),
            (_("Consultations"), record.get_availability_display()),
            (_("About consultations"), record.availability_note),
            (_("E-mail"), record.email),
            (_("Phone"), phone(record.phone) if record.phone else ""),
            (_("Account"), record.user or ""),
            (_("Sessions"), ", ".join(str(session) for session in self.sessions)),
            (_("Address"), record.get_absolute_url()),
        ]

    def panels(self, record: Expert) -> list[Panel]:
        words = "office/parts/words.html"
        return [
            Panel(_("In Ukrainian"), words, {"text": record.about_uk}),
            Panel(_("In English"), words, {"text": record.about_en}),
        ]

    def actions(self, record: Expert) -> list[Action]:
        how = self.acting("by")

        def change(**values: Any) -> None:
            experts.change(record.pk, experts.ExpertFacts(**values), **how)

        changing = Action(
            "change",
            _("Change"),
            _("Saved."),
            change,
            form=ExpertForm,
            initial={name: getattr(record, name) for name in NAMES} | {"topics": self.topics},
        )
        account = Action(
            "account",
            _("Their account"),
            _("Saved."),
            partial(experts.set_account, record.pk, **how),
            form=AccountForm,
            initial={"email": record.user.email if record.user else ""},
            help=_(
                "Where the expert has an account: the person finds this entry among their own "
                "data, and it goes when they are erased."
            ),
        )
        if record.is_shown:
            hiding = Action(
                "hide",
                _("No longer show"),
                _("Nobody outside the office sees the page any more."),
                partial(experts.hide, record.pk, **how),
                is_serious=True,
                undone_by=_("You can show it again at any time."),
            )
            return [changing, account, hiding]
        showing = Action(
            "show",
            _("Show on the site"),
            _("The page is there for everyone."),
            partial(experts.show, record.pk, **how),
            form=AgreementForm,
            help=_("Only with the person’s agreement."),
        )
        return [showing, changing, account]
