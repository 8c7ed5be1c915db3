"""The shape of input: a step's form, consent, the answer to a question."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Self

from django import forms
from django.db.models import Model
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mayorsclub.applications.kinds import Answers
from mayorsclub.applications.models import Application
from mayorsclub.files.forms import PrivateUploadField
from mayorsclub.files.models import PrivateFile

# More than any field takes; beyond it somebody feeds us, and a draft must stay small.
LONGEST_VALUE = 50_000
MOST_VALUES = 200

Raw = dict[str, list[str]]


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
    def raw(cls, data: QueryDict) -> Raw:
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


class AddressForm(forms.Form):
    """An e-mail address. `website` is a trap for robots: people do not see it."""

    use_required_attribute = False

    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("Letters about the application go to this address."),
        max_length=254,
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "spellcheck": "false", "autocapitalize": "none"}
        ),
        error_messages={
            "required": _("Write your e-mail address."),
            "invalid": _("Write the address in full, like name@example.org."),
        },
    )
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Leave this field empty: it is a trap for robots."))
        return ""

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


class ConsentForm(forms.Form):
    """Agreement to the processing of personal data, on the page that checks the answers."""

    use_required_attribute = False

    consent = forms.BooleanField(
        error_messages={"required": _("Without your consent we cannot accept the application.")}
    )

    def __init__(self, data: QueryDict | None = None, *, label: str | Promise) -> None:
        super().__init__(data)
        self.fields["consent"].label = label


class AnswerForm(forms.Form):
    """The answer to the committee: words, a file, or both (the domain asks for one)."""

    use_required_attribute = False

    text = forms.CharField(
        label=_("Your answer"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": _("The text is too long: shorten it to 5,000 characters.")},
    )
    file = PrivateUploadField(label=_("File"), required=False)


class AddFileForm(forms.Form):
    """One more file for an application under review."""

    use_required_attribute = False

    file = PrivateUploadField(label=_("File"), error_messages={"required": _("Choose a file.")})
