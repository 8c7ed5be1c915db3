"""The form of one step, on which kinds write theirs. It knows no rule and writes nothing."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Self

from django import forms
from django.db.models import Model
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.functional import Promise

from mayorsclub.applications.models import Application
from mayorsclub.files.models import PrivateFile

# More than any field takes; beyond it somebody feeds us, and a draft must stay small.
LONGEST_VALUE = 50_000
MOST_VALUES = 200

Raw = dict[str, list[str]]
# What the steps have brought, cleaned and JSON-plain: {step slug: {field: value}}.
Answers = dict[str, dict[str, Any]]


def plain(value: object) -> Any:
    """A cleaned value as JSON can hold it: a record becomes its id, a date its ISO form."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, str | Decimal | Promise):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, Iterable):
        return [plain(part) for part in value]
    raise TypeError(f"no plain form of {type(value).__name__}")


class StepForm(forms.Form):
    """One step of an application. Kinds write theirs on it.

    `application` is the draft, `answers` what the steps before have brought (cleaned),
    `kept` the files already kept for this step's file fields. A file field is a
    files.forms.PrivateUploadField with required=False; whether one is needed is asked in
    clean() by has_file(). Uploads are kept as soon as they are sent, so a file survives
    an error elsewhere on the page.
    """

    use_required_attribute = False

    def __init__(
        self,
        data: QueryDict | None = None,
        files: Any = None,
        *,
        application: Application,
        answers: Answers,
        kept: dict[str, list[PrivateFile]] | None = None,
    ) -> None:
        self.application = application
        self.answers = answers
        self.kept = kept or {}
        super().__init__(data, files)

    @classmethod
    def from_saved(
        cls,
        raw: Raw,
        *,
        application: Application,
        answers: Answers,
        kept: dict[str, list[PrivateFile]] | None = None,
    ) -> Self:
        """The form bound again to what was typed, exactly as it came from the browser."""
        data = QueryDict(mutable=True)
        for name, values in raw.items():
            data.setlist(name, values)
        return cls(data, application=application, answers=answers, kept=kept)

    @classmethod
    def as_typed(cls, data: QueryDict) -> Raw:
        """What was typed, to be stored: only inputs of this form's fields, without
        null bytes (PostgreSQL stores none) and without boundless texts."""
        names = list(cls.base_fields)
        own = [
            key for key in data if any(key == name or key.startswith(f"{name}_") for name in names)
        ]
        return {
            key: [value.replace("\x00", "")[:LONGEST_VALUE] for value in data.getlist(key)][
                :MOST_VALUES
            ]
            for key in own[:MOST_VALUES]
        }

    @classmethod
    def file_fields(cls) -> list[str]:
        return [
            name for name, field in cls.base_fields.items() if isinstance(field, forms.FileField)
        ]

    def hide_errors(self) -> None:
        """Show what was typed without judging it: a draft that is opened again."""
        self._errors = ErrorDict()
        self.cleaned_data = {}

    def has_file(self, name: str) -> bool:
        """Whether the field has a file: kept before or sent right now."""
        return bool(self.kept.get(name) or self.cleaned_data.get(name))

    def to_answers(self) -> dict[str, Any]:
        """The cleaned values, JSON-plain. Call it on a valid form only."""
        uploads = self.file_fields()
        answers = {
            name: plain(value) for name, value in self.cleaned_data.items() if name not in uploads
        }
        answers.update({name: [file.pk for file in self.kept.get(name, [])] for name in uploads})
        return answers
