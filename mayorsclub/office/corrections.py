"""Corrections with their reasons: forms, and the history of what was corrected."""

from typing import Any

from django import forms
from django.db.models import Model, TextChoices
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.widgets import AdminDateInput

from mayorsclub.accounts.fields import WebAddressField
from mayorsclub.accounts.models import Correction
from mayorsclub.accounts.queries import corrections_of
from mayorsclub.membership.models import PostKind
from mayorsclub.office.records import Panel
from mayorsclub.partners.fields import CountryField, EdrpouField, country_name
from mayorsclub.partners.models import PartnerKind
from mayorsclub.ukrainian.dates import long_date

LABELS = {
    "surname": gettext_lazy("Surname"),
    "given_name": gettext_lazy("Given name"),
    "patronymic": gettext_lazy("Patronymic"),
    "name_en": gettext_lazy("English name"),
    "salutation": gettext_lazy("Form of address"),
    "phone": gettext_lazy("Phone"),
    "email": gettext_lazy("E-mail"),
    "language": gettext_lazy("Language of letters"),
    "directory_profile": gettext_lazy("Profile in the directory"),
    "name_uk": gettext_lazy("Ukrainian name"),
    "kind": gettext_lazy("Kind"),
    "edrpou": gettext_lazy("EDRPOU"),
    "country": gettext_lazy("Country"),
    "registration_number": gettext_lazy("Registration number"),
    "website": gettext_lazy("Website"),
    "entered_on": gettext_lazy("Day of entry"),
    "post_kind": gettext_lazy("Post"),
    "post_territory": gettext_lazy("Community"),
    "post_former_community": gettext_lazy("Name of the former community, if it was merged"),
    "post_began_on": gettext_lazy("Began on"),
    "post_ended_on": gettext_lazy("Ended on"),
    "post_how_ended": gettext_lazy("How it ended"),
    "post_title": gettext_lazy("Name of the post in Ukrainian, for another post"),
    "post_title_en": gettext_lazy("Name of the post in English"),
}
CHOICES: dict[str, type[TextChoices]] = {"kind": PartnerKind, "post_kind": PostKind}


class ReasonForm(forms.Form):
    """Why something is corrected."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is corrected"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Stays in the history of corrections, with the old value."),
    )


def renews_field() -> forms.BooleanField:
    """Whether the certificate is issued anew with what was corrected."""
    return forms.BooleanField(
        label=gettext_lazy("Issue the certificate anew"),
        help_text=gettext_lazy("If it prints what is corrected. The old one is no longer valid."),
        required=False,
    )


def with_reason(form: type[forms.BaseForm], *, renews: bool = False) -> type[forms.BaseForm]:
    """The same form with the reason, and the new certificate where there can be one."""
    more: dict[str, Any] = {"reason": ReasonForm.base_fields["reason"]}
    if renews:
        more["renews"] = renews_field()
    return type(f"{form.__name__}WithReason", (form,), more)


class EntryForm(forms.Form):
    """The day of entry."""

    entered_on = forms.DateField(label=gettext_lazy("Day of entry"), widget=AdminDateInput)


class PartnerForm(forms.Form):
    """What the register says of a partner."""

    name_uk = forms.CharField(label=gettext_lazy("Ukrainian name"), max_length=250)
    name_en = forms.CharField(label=gettext_lazy("English name"), max_length=250)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=PartnerKind.choices)
    edrpou = EdrpouField(label=gettext_lazy("EDRPOU"), required=False)
    country = CountryField(label=gettext_lazy("Country"))
    registration_number = forms.CharField(
        label=gettext_lazy("Registration number"), max_length=60, required=False
    )
    website = WebAddressField(label=gettext_lazy("Website"), required=False)
    entered_on = forms.DateField(label=gettext_lazy("Day of entry"), widget=AdminDateInput)


def corrections_panel(*records: Model, language: str) -> list[Panel]:
    """What was corrected in these records; no panel where nothing was."""
    rows = [(LABELS.get(row.field, row.field), row) for row in corrections_of(*records)]
    if not rows:
        return []
    for _label, row in rows:
        row.before, row.after = (shown(row, text, language) for text in (row.before, row.after))
    title = pgettext_lazy("history", "Corrections")
    return [Panel(title, "office/parts/corrections.html", {"rows": rows})]


def shown(row: Correction, text: str, language: str) -> str:
    """A kept value in words."""
    if not text:
        return "–"
    if row.field in CHOICES and text in CHOICES[row.field].values:
        return str(CHOICES[row.field](text).label)
    if row.field == "country":
        return country_name(text, language)
    day = parse_date(text) if len(text) == 10 and row.field.endswith("_on") else None
    return long_date(day, language) if day else text
