"""Form fields that only an application of an organisation needs."""

import re
from functools import cache
from typing import Any

from babel import Locale
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from stdnum import exceptions
from stdnum.ua import edrpou

from mayorsclub.ukrainian.alphabet import sort_key

# Two letters that CLDR lists among territories and that are no country.
_NO_COUNTRY = frozenset(
    ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"]
)
_TWO_LETTERS = re.compile("[A-Z]{2}")


@cache
def _names(language: str) -> dict[str, str]:
    return {
        str(code): str(name)
        for code, name in Locale.parse(language).territories.items()
        if _TWO_LETTERS.fullmatch(str(code)) and code not in _NO_COUNTRY
    }


def country_name(code: str, language: str | None = None) -> str:
    """The country's name in this or the active language; the code where it is unknown."""
    return _names((language or get_language() or "uk")[:2]).get(code, code)


def countries() -> list[tuple[str, str]]:
    """Codes of ISO 3166-1 with names in the active language, in its alphabetical order."""
    names = _names((get_language() or "uk")[:2])
    return sorted(names.items(), key=lambda item: sort_key(item[1]))


class CountryField(forms.ChoiceField):
    """A country, by its two letters."""

    default_error_messages = {"required": _("Choose the country.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=lambda: [("", _("Choose the country")), *countries()], **kwargs)


class EdrpouField(forms.CharField):
    """The code of an organisation in the Unified State Register (ЄДРПОУ), 8 digits as text."""

    default_error_messages = {
        "required": _("Write the EDRPOU code: 8 digits."),
        "length": _("The EDRPOU code has 8 digits; put zeros in front where it is shorter."),
        "digits": _("The EDRPOU code has digits only."),
        "checksum": _("This is not an EDRPOU code: look for a slip in the digits."),
    }
    _CODES = {
        exceptions.InvalidLength: "length",
        exceptions.InvalidFormat: "digits",
        exceptions.InvalidChecksum: "checksum",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 20, **kwargs})
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def clean(self, value: object) -> str:
        text = "".join(str(super().clean(value) or "").split())
        if not text:
            return ""
        if not text.isascii() or not text.isdigit():
            raise ValidationError(self.error_messages["digits"], code="digits")
        try:
            return edrpou.validate(text)
        except exceptions.ValidationError as error:
            code = self._CODES.get(type(error), "checksum")
            raise ValidationError(self.error_messages[code], code=code) from None
