"""The person in an application of any kind: the step that asks who it is, and its answers.

A kind puts its own step on PersonStep and adds the names, by accounts.fields.name_fields.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mayorsclub.accounts.fields import LatinNameField, PhoneField
from mayorsclub.applications.kinds import Row, Summary
from mayorsclub.applications.steps import StepForm
from mayorsclub.territories.models import Territory
from mayorsclub.ukrainian import phones
from mayorsclub.ukrainian.names import salutation
from mayorsclub.ukrainian.romanise import romanise
from mayorsclub.ukrainian.spelling import is_cyrillic

NAMES = ("surname", "given_name", "patronymic")


class PersonStep(StepForm):
    """Who the person is. English name and form of address are proposed where left empty."""

    field_order: Iterable[str] = NAMES

    name_en = LatinNameField(
        label=gettext_lazy("Name in English"),
        help_text=gettext_lazy(
            "As in your travel passport. Left empty, it is written by the official rules."
        ),
        max_length=160,
        required=False,
        widget=forms.TextInput(
            attrs={"data-romanise": "given_name surname", "lang": "en", "autocomplete": "off"}
        ),
    )
    phone = PhoneField(
        label=gettext_lazy("Phone"),
        help_text=gettext_lazy("For the secretariat only; it is not published."),
        error_messages={"required": gettext_lazy("Write your phone number.")},
    )
    salutation = forms.CharField(
        label=gettext_lazy("How should we address you in letters?"),
        help_text=gettext_lazy(
            "Such as «Шановний Іване Петровичу!» or «Шановна пані Оксано!». Left empty, we "
            "propose it from your name; you will see it before you send the application."
        ),
        max_length=160,
        required=False,
    )

    class Media:
        js = ("accounts/romanise.js",)

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        surname, given_name = cleaned.get("surname"), cleaned.get("given_name")
        if surname and given_name:
            name = f"{given_name} {surname}"
            # A name that is Latin already stays as its bearer writes it.
            latin = romanise(name) if is_cyrillic(name) else name
            cleaned["name_en"] = cleaned.get("name_en") or latin
            if "salutation" in self.fields:
                cleaned["salutation"] = cleaned.get("salutation") or salutation(
                    surname, given_name, cleaned.get("patronymic", ""), "uk"
                )
        return cleaned


def full_name(given: dict[str, Any]) -> str:
    """'Приклад Іван Петрович': the surname first, as lists have it."""
    return " ".join(given[name] for name in NAMES if given.get(name))


def summary(
    given: dict[str, Any], *, name: str, name_en: str, territory: Territory | None = None
) -> Summary:
    """What the engine must know: the person of this step, and under which name they apply."""
    return Summary(
        name=name,
        name_en=name_en,
        surname=given["surname"],
        given_name=given["given_name"],
        patronymic=given.get("patronymic", ""),
        phone=given["phone"],
        person_name_en=given["name_en"],
        salutation=given.get("salutation", ""),
        territory=territory,
    )


def rows(given: dict[str, Any], *more: Row) -> list[Row]:
    """The answers as people read them, `more` after the names; what is empty is left out."""
    shown = [
        Row(_("Surname and name"), full_name(given)),
        Row(_("Name in English"), given["name_en"]),
        *more,
        Row(_("Phone"), phones.show(given["phone"]), for_office_only=True),
        Row(_("Form of address in letters"), given.get("salutation", ""), for_office_only=True),
    ]
    return [row for row in shown if row.value]
