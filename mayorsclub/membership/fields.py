"""The form field for the months of mandates."""

import re
from calendar import monthrange
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Stems tell the months in any case: «листопад», «листопада», «у листопаді».
_MONTH_STEMS = (
    [
        "січ",
        "лют",
        "берез",
        "квіт",
        "трав",
        "черв",
        "лип",
        "серп",
        "верес",
        "жовт",
        "листопад",
        "груд",
    ],
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
)
_NUMERIC = (
    re.compile(r"(?:(?P<day>[0-9]{1,2})[./-])?(?P<month>[0-9]{1,2})[./-](?P<year>[0-9]{4})"),
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})(?:-(?P<day>[0-9]{1,2}))?"),
)
_IN_WORDS = re.compile(
    r"(?:(?P<day>[0-9]{1,2}) )?(?P<month>[^\W\d_]+) (?P<year>[0-9]{4})(?: ?(?:р\.?|рік|року))?"
)


class MonthField(forms.CharField):
    """A month or a day, as people write it; cleans to a date.

    A bare month counts from its first day; with `is_end` to its last one, or to today
    while the month still runs.
    Takes 11.2015, 01.11.2015, 11/2015, 2015-11, 2015-11-01, «листопад 2015», 'Nov 2015'.
    """

    default_error_messages = {
        "month": _("Write the month and the year, such as 11.2015."),
    }

    def __init__(self, *, is_end: bool = False, **kwargs: Any) -> None:
        self.is_end = is_end
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)

    def clean(self, value: object) -> date | None:
        text = str(super().clean(value) or "")
        if not text:
            return None
        found = read_month(text, is_end=self.is_end, today=timezone.localdate())
        if found is None:
            raise ValidationError(self.error_messages["month"], code="month")
        return found


def read_month(text: str, *, is_end: bool = False, today: date) -> date | None:
    """The date that a text tells, or None; see MonthField."""
    text = " ".join(text.lower().replace(",", " ").split()).removeprefix("у ").removeprefix("в ")
    for pattern in (*_NUMERIC, _IN_WORDS):
        match = pattern.fullmatch(text)
        if match:
            break
    else:
        return None
    try:
        found = date(int(match["year"]), _month_number(match["month"]), int(match["day"] or 1))
    except ValueError:
        return None
    if match["day"] or not is_end:
        return found
    last = found.replace(day=monthrange(found.year, found.month)[1])
    return min(last, today) if found <= today else last


def _month_number(text: str) -> int:
    """1 to 12, or 0 for a word that is no month."""
    if text.isdecimal():
        return int(text)
    for stems in _MONTH_STEMS:
        for number, stem in enumerate(stems, start=1):
            if text.startswith(stem):
                return number
    return 0
