"""Form fields for what is asked of people on more than one page: names, phones."""

import re
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from mayorsclub.ukrainian import phones
from mayorsclub.ukrainian.spelling import tidy

_UKRAINIAN = "А-ЩЬЮЯЄІЇҐа-щьюяєіїґ"
_UKRAINIAN_NAME = re.compile(rf"[{_UKRAINIAN}]+(?:[’ -][{_UKRAINIAN}]+)*")
_LATIN_NAME = re.compile(r"[^\W\d_]+(?:[’'. -]+[^\W\d_]+)*\.?")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_PARTS = re.compile(r"[ -]+")
_FIRST_LETTERS = re.compile(r"(^|[ -])(\w)")


class UkrainianNameField(forms.CharField):
    """A name in Ukrainian letters, tidied: apostrophe, spaces, Latin look-alikes, capitals."""

    default_error_messages = {
        "letters": _("Write it in Ukrainian letters, as in your passport, such as «Приклад»."),
    }

    def clean(self, value: object) -> str:
        text = tidy(str(super().clean(value) or ""))
        if text and not _UKRAINIAN_NAME.fullmatch(text):
            raise ValidationError(self.error_messages["letters"], code="letters")
        return _with_capitals(text)


class LatinNameField(forms.CharField):
    """A name in Latin letters; a person's own spelling stays as it is."""

    default_error_messages = {
        "letters": _("Write it in Latin letters, as in your travel passport, such as Ivan."),
    }

    def clean(self, value: object) -> str:
        text = " ".join(str(super().clean(value) or "").split())
        if text and (_CYRILLIC.search(text) or not _LATIN_NAME.fullmatch(text)):
            raise ValidationError(self.error_messages["letters"], code="letters")
        return text


class PersonNameField(UkrainianNameField):
    """A name in Ukrainian or in Latin letters, for people from anywhere; never mixed."""

    default_error_messages = {
        "letters": _("Write it in Ukrainian or in Latin letters only, such as «Приклад» or Smith."),
    }

    def clean(self, value: object) -> str:
        text = " ".join(str(forms.CharField.clean(self, value) or "").split())
        if text and not _CYRILLIC.search(text) and _LATIN_NAME.fullmatch(text):
            return text
        return super().clean(value)


def name_fields(
    field: type[UkrainianNameField],
) -> tuple[UkrainianNameField, UkrainianNameField, UkrainianNameField]:
    """Surname, given name and patronymic, which not everybody has, for the body of a form."""

    def made(label: Any, autocomplete: str, **more: Any) -> UkrainianNameField:
        widget = forms.TextInput(attrs={"autocomplete": autocomplete})
        return field(label=label, max_length=80, widget=widget, **more)

    return (
        made(_("Surname"), "family-name", error_messages={"required": _("Write your surname.")}),
        made(
            _("Given name"), "given-name", error_messages={"required": _("Write your given name.")}
        ),
        made(_("Patronymic"), "additional-name", required=False),
    )


class WebAddressField(forms.URLField):
    """The address of a web page; https where no scheme is written, and no other than http(s)."""

    default_error_messages = {
        "invalid": _("Write the address of a page, such as https://example.org/page."),
    }
    default_validators = [URLValidator(schemes=["http", "https"])]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"assume_scheme": "https", "max_length": 200, **kwargs})
        self.widget.attrs |= {"inputmode": "url"}

    def to_python(self, value: object) -> str:
        text = super().to_python(value) or ""
        # A name and password before the host would make a link look like another's.
        if "@" in urlsplit(text).netloc:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return text


class PhoneField(forms.CharField):
    """A phone number of any country, cleaned to E.164."""

    default_error_messages = {
        "phone": _("Write the number as 067 123 45 67, or with + and the code of the country."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)
        self.widget.input_type = "tel"
        self.widget.attrs |= {"autocomplete": "tel", "inputmode": "tel"}

    def clean(self, value: object) -> str:
        text = str(super().clean(value) or "")
        if not text:
            return ""
        try:
            return phones.normalise(text)
        except ValueError:
            raise ValidationError(self.error_messages["phone"], code="phone") from None


def in_sentence_case(choices: list) -> list:
    """Choices as a list of their own; elsewhere their labels stand inside sentences."""
    return [(value, capfirst(label)) for value, label in choices]


def _with_capitals(text: str) -> str:
    """«КОВАЛЬ-мороз» and «коваль-мороз» as «Коваль-Мороз»; other mixed case is the person's
    own, such as «фон» in «Приклад фон Зразок»."""
    is_careless = text[:1].islower() or any(
        len(part) > 1 and part.isupper() for part in _PARTS.split(text)
    )
    if is_careless:
        return _FIRST_LETTERS.sub(lambda found: found[1] + found[2].upper(), text.lower())
    return text
