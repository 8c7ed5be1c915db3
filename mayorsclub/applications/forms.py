"""The shape of input: a step's form, an address, consent, the answer to a question."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mayorsclub.applications.steps import StepForm
from mayorsclub.files.forms import PrivateUploadField

__all__ = ["AddFileForm", "AddressForm", "AnswerForm", "ConsentForm", "StepForm"]


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
        self.fields["consent"].label = str(label)


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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # Either will do, so neither is called optional.
            field.hides_optional = True  # type: ignore[attr-defined]


class AddFileForm(forms.Form):
    """One more file for an application under review."""

    use_required_attribute = False

    file = PrivateUploadField(label=_("File"), error_messages={"required": _("Choose a file.")})
