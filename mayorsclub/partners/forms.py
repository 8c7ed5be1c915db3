"""What an application for partnership asks, step by step."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mayorsclub.accounts.fields import (
    PersonNameField,
    WebAddressField,
    in_sentence_case,
    name_fields,
)
from mayorsclub.applications.forms import StepForm
from mayorsclub.applications.person import NAMES, PersonStep
from mayorsclub.partners.choices import ProjectKind, Sector
from mayorsclub.partners.fields import CountryField, EdrpouField
from mayorsclub.partners.models import PartnerKind
from mayorsclub.territories.models import Category, Territory
from mayorsclub.ukrainian.romanise import romanise
from mayorsclub.ukrainian.spelling import is_cyrillic, tidy

HOME_KINDS = frozenset({PartnerKind.ENTERPRISE, PartnerKind.SOLE_ENTREPRENEUR})
# What each kind is asked of the organisation. A sole entrepreneur gives no tax number:
# it tells birth date and sex. An investor is a person: the name is the contact's.
ASKED: dict[str, tuple[str, ...]] = {
    PartnerKind.ENTERPRISE: ("name_uk", "name_en", "edrpou", "website"),
    PartnerKind.SOLE_ENTREPRENEUR: ("name_uk", "name_en", "website"),
    PartnerKind.INTERNATIONAL: (
        "name_en",
        "name_uk",
        "country",
        "registration_number",
        "website",
    ),
    PartnerKind.FUND: ("name_en", "name_uk", "country", "registration_number", "website"),
    PartnerKind.INVESTOR: ("country", "website"),
}
NEEDED: dict[str, frozenset[str]] = {
    PartnerKind.ENTERPRISE: frozenset({"name_uk", "edrpou"}),
    PartnerKind.SOLE_ENTREPRENEUR: frozenset({"name_uk"}),
    PartnerKind.INTERNATIONAL: frozenset({"name_en", "country", "registration_number"}),
    PartnerKind.FUND: frozenset({"name_en", "country"}),
    PartnerKind.INVESTOR: frozenset({"country"}),
}


class KindStep(StepForm):
    """Who applies; what is asked next follows from it."""

    kind = forms.ChoiceField(
        label=_("Who are you?"),
        choices=in_sentence_case(PartnerKind.choices),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who applies.")},
    )


class OrganisationStep(StepForm):
    """The organisation. Only what the chosen kind needs is asked, in its order."""

    name_uk = forms.CharField(
        label=_("Ukrainian name"),
        max_length=250,
        error_messages={"required": _("Write the name.")},
    )
    name_en = forms.CharField(
        label=_("English name"),
        max_length=250,
        widget=forms.TextInput(attrs={"lang": "en"}),
        error_messages={"required": _("Write the name.")},
    )
    edrpou = EdrpouField(label=_("EDRPOU code"), help_text=_("8 digits"))
    country = CountryField(label=_("Country"))
    registration_number = forms.CharField(
        label=_("Registration number"),
        help_text=_("In the register of companies of your country."),
        max_length=60,
        error_messages={"required": _("Write the number in your country’s register.")},
    )
    website = WebAddressField(label=_("Website"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.kind = self.answers.get("kind", {}).get("kind", PartnerKind.ENTERPRISE)
        asked = ASKED.get(self.kind, ASKED[PartnerKind.ENTERPRISE])
        for name in [name for name in self.fields if name not in asked]:
            del self.fields[name]
        self.order_fields(list(asked))
        for name, each in self.fields.items():
            each.required = name in NEEDED.get(self.kind, frozenset())
        self._fit_texts()

    def _fit_texts(self) -> None:
        if self.kind == PartnerKind.SOLE_ENTREPRENEUR:
            self.fields["name_uk"].help_text = _(
                "Such as «ФОП Приклад Ольга Іванівна». We do not ask for the tax number."
            )
        if self.kind in HOME_KINDS:
            self.fields["name_en"].help_text = _(
                "Left empty, it is written in Latin letters by the official rules."
            )
        elif "name_uk" in self.fields:
            self.fields["name_uk"].help_text = _("If the organisation has one.")

    def clean_name_uk(self) -> str:
        return tidy(self.cleaned_data["name_uk"])

    def clean_name_en(self) -> str:
        name = " ".join(self.cleaned_data["name_en"].split())
        if is_cyrillic(name):
            raise forms.ValidationError(_("Write the English name in Latin letters."))
        return name

    def clean_country(self) -> str:
        country = self.cleaned_data["country"]
        if self.kind == PartnerKind.INTERNATIONAL and country == "UA":
            raise forms.ValidationError(
                _(
                    "A company registered in Ukraine applies as a Ukrainian enterprise: go back "
                    "one step and choose it."
                )
            )
        return country

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        name_uk, name_en = cleaned.get("name_uk"), cleaned.get("name_en")
        if name_uk and "name_en" in cleaned:
            cleaned["name_en"] = name_en or romanise(name_uk)
        if name_en and "name_uk" in cleaned:
            cleaned["name_uk"] = name_uk or name_en
        return cleaned


class RegionsField(forms.ModelMultipleChoiceField):
    """Oblasts and cities with special status, named in the active language."""

    def label_from_instance(self, obj: Territory) -> str:
        return obj.title((get_language() or "uk")[:2])


class InterestsForm(forms.Form):
    """What a partner looks for, and what it offers."""

    sectors = forms.MultipleChoiceField(
        label=_("Sectors of interest"),
        choices=Sector.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one sector.")},
    )
    project_kinds = forms.MultipleChoiceField(
        label=_("Kinds of projects"),
        choices=in_sentence_case(ProjectKind.choices),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one kind of projects.")},
    )
    oblasts = RegionsField(
        label=_("Regions"),
        help_text=_("Choose none if all of Ukraine interests you."),
        queryset=Territory.objects.filter(
            category__in=[Category.OBLAST, Category.SPECIAL_CITY], vanished_on=None
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    offer = forms.CharField(
        label=_("What do you offer to communities?"),
        help_text=_("Experience, technology, money, goods: a few sentences are enough."),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write in a few words what you offer.")},
    )


class InterestsStep(InterestsForm, StepForm):
    """The same, as a step of the application."""


class ContactStep(PersonStep):
    """Who speaks for the partner; the e-mail is the application's own."""

    surname, given_name, patronymic = name_fields(PersonNameField)
    position = forms.CharField(
        label=_("Position"),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
        error_messages={"required": _("Write the position.")},
    )
    field_order = (*NAMES, "name_en", "position")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if self.answers.get("kind", {}).get("kind") == PartnerKind.INVESTOR:
            del self.fields["position"]
        # An English letter begins with the English name; only Ukrainian needs the vocative.
        if self.application.language != "uk":
            del self.fields["salutation"], self.fields["patronymic"]
