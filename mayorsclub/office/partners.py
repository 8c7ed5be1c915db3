"""The register of partners."""

from datetime import datetime
from functools import partial
from typing import Any

from django import forms
from django.db.models import Exists, QuerySet, TextChoices
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from mayorsclub.certificates.queries import in_force
from mayorsclub.office import shown
from mayorsclub.office.choices import oblast_filter, period, several
from mayorsclub.office.columns import DayColumn
from mayorsclub.office.committees import PersonField
from mayorsclub.office.corrections import PartnerForm, corrections_panel, with_reason
from mayorsclub.office.domain.correcting import with_renewal
from mayorsclub.office.import_rows import came_from
from mayorsclub.office.listing import OfficeList
from mayorsclub.office.mailing_form import letter_button, letters_to_chosen
from mayorsclub.office.printing import print_register
from mayorsclub.office.records import READ_ONLY, Action, Panel, RecordPage, Text
from mayorsclub.office.registers import (
    Register,
    bulk_actions,
    extract_action,
    status_actions,
)
from mayorsclub.partners import queries, rules
from mayorsclub.partners.choices import ProjectKind, Sector
from mayorsclub.partners.domain import partners, representatives
from mayorsclub.partners.fields import country_name
from mayorsclub.partners.models import Partner, PartnerKind, Representative, Status
from mayorsclub.ukrainian.dates import long_date


def labels(choices: type[TextChoices], values: list[str]) -> str:
    """Chosen values in words."""
    return ", ".join(str(choices(value).label) for value in values)


def speakers(partner: Any) -> list[Representative]:
    """Who speaks for a partner of the register now (queries.register)."""
    return partner.speakers


class PartnerFilters(WagtailFilterSet):
    """Status, kind, oblast of interest."""

    status = several(gettext_lazy("Status"), Status.choices)
    kind = several(gettext_lazy("Kind"), PartnerKind.choices)
    sector = several(
        gettext_lazy("Sector"),
        Sector.choices,
        method=lambda found, _name, chosen: queries.in_sectors(found, chosen),
    )
    oblast = oblast_filter(
        lambda found, _name, value: found.filter(Exists(queries.interest_in(value)))
    )
    entered_on = period(gettext_lazy("Partner since"))

    class Meta:
        model = Partner
        fields: list[str] = []


REGISTER = Register(
    Status,
    partners.MOVES,
    partners.change_status,
    partners.renew_certificate,
    rules.may_keep_register,
    gettext_lazy("After a change of name. The old one is no longer valid."),
)


def speaker_names(partner: Any) -> str:
    return ", ".join(str(speaker.user) for speaker in speakers(partner))


def speaker_addresses(partner: Any) -> str:
    return ", ".join(speaker.user.email for speaker in speakers(partner))


PRINTED = {
    "name_uk": 4,
    "register_number": 1.3,
    "get_kind_display": 2.6,
    "country": 1.4,
    "get_status_display": 1.4,
    "entered_on": 2,
}


def printed(listing: OfficeList, language: str, at: datetime) -> tuple[bytes, int]:
    """The register on paper."""
    return print_register(listing, language, at, title=_("Register of partners"), widths=PRINTED)


class PartnerList(OfficeList):
    """All entries, in alphabetical order."""

    name = "partners"
    page_title = gettext_lazy("Partners")
    header_icon = "globe"
    filterset_class = PartnerFilters
    default_ordering = "sort_key"
    columns = [
        TitleColumn(
            "name_uk",
            label=pgettext_lazy("organisation", "Name"),
            sort_key="sort_key",
            get_url=lambda partner: reverse("office:partner", args=[partner.pk]),
        ),
        Column("register_number", label="№", sort_key="register_number"),
        Column("get_kind_display", label=gettext_lazy("Kind"), sort_key="kind"),
        Column(
            "country",
            label=gettext_lazy("Country"),
            accessor=lambda partner: country_name(partner.country),
            sort_key="country",
        ),
        Column("get_status_display", label=gettext_lazy("Status"), sort_key="status"),
        DayColumn("entered_on", label=gettext_lazy("Partner since"), sort_key="entered_on"),
    ]
    more_columns = [
        Column("name_en", label=pgettext_lazy("organisation", "Name in English")),
        Column("edrpou", label=gettext_lazy("EDRPOU"), sort_key="edrpou"),
        Column("registration_number", label=gettext_lazy("Registration number")),
        Column("website", label=gettext_lazy("Website")),
        Column(
            "sectors",
            label=gettext_lazy("Sectors"),
            accessor=lambda partner: labels(Sector, partner.sectors),
        ),
        Column(
            "project_kinds",
            label=gettext_lazy("Kinds of projects"),
            accessor=lambda partner: labels(ProjectKind, partner.project_kinds),
        ),
        Column("speakers", label=gettext_lazy("Representatives"), accessor=speaker_names),
        Column("emails", label=gettext_lazy("E-mail"), accessor=speaker_addresses),
    ]
    export_fields = [Column("offer", label=gettext_lazy("What they offer"))]
    bulk_actions = [letters_to_chosen("partners"), *bulk_actions(REGISTER)]
    printed = staticmethod(printed)

    def records(self) -> QuerySet[Partner]:
        return queries.register()

    def search(self, records: QuerySet[Partner], text: str) -> QuerySet[Partner]:
        return records & queries.register(search=text)


class RepresentativeForm(forms.Form):
    """A person who will speak for the partner."""

    user = PersonField(label=gettext_lazy("E-mail of the person"), max_length=254)
    position = forms.CharField(label=gettext_lazy("Position"), max_length=160, required=False)
    is_main = forms.BooleanField(label=gettext_lazy("Main representative"), required=False)


class PartnerPage(RecordPage):
    """One entry: who they are, who speaks for them, status, certificate."""

    header_icon = "globe"
    parent = (gettext_lazy("Partners"), lambda: reverse("office:partners"))

    def find(self, pk: int) -> Partner:
        return get_object_or_404(queries.register(), pk=pk)

    def get_header_buttons(self) -> list[HeaderButton]:
        """The way to a letter to this person alone."""
        return [letter_button("partners", self.record.pk)]

    def get_page_title(self) -> str:
        return self.record.name_uk

    def related(self, record: Partner) -> list[Any]:
        return [record.application] if record.application else []

    def facts(self, record: Partner) -> list[tuple[Text, object]]:
        return [
            (_("Number in the register"), record.register_number),
            (_("Partner since"), long_date(record.entered_on, self.language)),
            (_("Status"), record.get_status_display()),
            (_("Kind"), record.get_kind_display()),
            (pgettext("organisation", "Name in English"), record.name_en),
            (_("EDRPOU"), record.edrpou),
            (_("Country"), country_name(record.country)),
            (_("Registration number"), record.registration_number),
            (_("Website"), record.website),
            (_("Sectors"), labels(Sector, record.sectors)),
            (_("Kinds of projects"), labels(ProjectKind, record.project_kinds)),
            (_("What they offer"), record.offer),
            (_("Decision"), str(record.decision) if record.decision else ""),
        ]

    def panels(self, record: Partner) -> list[Panel]:
        changes, _entries = queries.history(record)
        links = []
        if record.application_id:
            link = reverse("office:application", args=[record.application_id])
            links.append((_("The application"), link))
        links += came_from(record)
        return [
            Panel(
                _("Representatives"),
                "office/parts/representatives.html",
                {"representatives": speakers(record)},
            ),
            Panel(_("Status and its history"), "office/parts/statuses.html", {"changes": changes}),
            Panel(
                _("Certificate"),
                "office/parts/certificate.html",
                {"certificate": in_force(record)},
            ),
            shown.panel(record),
            *corrections_panel(record, language=self.language),
            Panel(_("See also"), "office/parts/links.html", {"links": links}),
        ]

    def on_paper(self, record: Partner) -> dict[str, Any]:
        """What an extract says, in the language that is active then."""
        return {
            "title": lambda: _("Extract from the register of partners"),
            "intro": lambda: _(
                "The Mayors’ Club confirms that its register of partners holds this entry:"
            ),
            "rows": lambda: [
                (
                    pgettext("organisation", "Name"),
                    record.name_en if get_language() == "en" else record.name_uk,
                ),
                (_("Number in the register"), record.register_number),
                (_("Partner since"), long_date(record.entered_on, get_language() or "uk")),
                (_("Kind"), str(record.get_kind_display())),
                (_("EDRPOU"), record.edrpou),
                (_("Status"), str(record.get_status_display())),
                (_("Decision"), str(record.decision) if record.decision else ""),
            ],
        }

    def only_read(self, record: Partner) -> Text:
        return READ_ONLY

    def actions(self, record: Partner) -> list[Action]:
        if not rules.may_keep_register(self.request.user):
            return []
        how = self.acting("actor")
        offered = [
            Action(
                "represent",
                _("Add a representative"),
                _("The person now speaks for this partner."),
                partial(representatives.add_representative, record.pk, **how),
                form=RepresentativeForm,
            )
        ]
        offered += [
            Action(
                f"remove-{speaker.pk}",
                _("Remove: {name}").format(name=speaker.user),
                _("The person no longer speaks for this partner."),
                partial(representatives.remove_representative, speaker.pk, **how),
                is_serious=True,
                undone_by=_("The person can be added again."),
            )
            for speaker in speakers(record)
        ]
        offered.append(
            Action(
                "correct",
                _("Correct the data"),
                _("Corrected. What stood there is kept in the history of corrections."),
                with_renewal(
                    partial(partners.correct, record.pk, **how),
                    partial(partners.renew_certificate, record.pk, **how),
                ),
                form=with_reason(PartnerForm, renews=record.status == Status.ACTIVE),
                initial={name: getattr(record, name) for name in PartnerForm.base_fields},
            )
        )
        offered += status_actions(record, REGISTER, how)
        offered.append(extract_action(record, self.on_paper(record), how))
        return [*offered, *shown.actions(record, how)]
