"""Input of sign-in, security and profile."""

import struct
import unicodedata
from typing import Any, ClassVar

from allauth.account.adapter import get_adapter
from allauth.account.forms import AddEmailForm as AllauthAddEmailForm
from allauth.account.forms import ConfirmEmailVerificationCodeForm, ConfirmLoginCodeForm
from allauth.core import context, ratelimit
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.utils.translation import gettext_lazy as _
from fido2.webauthn import AuthenticationResponse, RegistrationResponse

from mayorsclub.accounts.fields import LatinNameField, PersonNameField, PhoneField
from mayorsclub.accounts.models import User
from mayorsclub.accounts.queries import person_to_sign_in
from mayorsclub.ukrainian import phones
from mayorsclub.ukrainian.names import salutation
from mayorsclub.ukrainian.romanise import romanise

NAME_LIMIT = 60
NO_PASSKEY = _("The passkey was not used. Try again, or choose another way.")


def one_spelling(address: str) -> str:
    """An address as we keep it. Letters that only look or fold like others («K» of Kelvin,
    long «ſ», full-width ones) become them, so that no variant has limits of its own."""
    return unicodedata.normalize("NFKC", address).strip().lower()


def code_widget() -> forms.TextInput:
    """An input for a code: digits on a phone, filled from the letter where it can be."""
    return forms.TextInput(
        attrs={
            "autocomplete": "one-time-code",
            "inputmode": "numeric",
            "spellcheck": "false",
            "class": "code-input",
        }
    )


class CodeField(forms.CharField):
    """A code of digits; spaces and dashes do not matter."""

    def __init__(self, help_text: Any = "") -> None:
        super().__init__(label=_("Code"), help_text=help_text, max_length=40, widget=code_widget())


class SignInForm(forms.Form):
    """The address to send a code to. Known and unknown ones pass alike."""

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True}),
        help_text=_("We will send a code to it. There are no passwords here."),
        error_messages={
            "required": _("Enter your e-mail address."),
            "invalid": _("Enter an e-mail address such as name@example.org."),
        },
    )

    def clean_email(self) -> str:
        adapter = get_adapter()
        email = one_spelling(self.cleaned_data["email"])
        if not ratelimit.consume(context.request, action="request_login_code", key=email):
            raise adapter.validation_error("too_many_login_attempts")
        self._user = person_to_sign_in(email)
        return email


class SignInCodeForm(ConfirmLoginCodeForm):
    code = CodeField(help_text=_("Eight digits, in the letter we have just sent."))


class AddressForm(AllauthAddEmailForm):
    email = forms.EmailField(
        label=_("New e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("We will send a code to it. The present address hears of the change."),
        error_messages={
            "required": _("Enter your e-mail address."),
            "invalid": _("Enter an e-mail address such as name@example.org."),
        },
    )

    def clean_email(self) -> str:
        self.cleaned_data["email"] = one_spelling(self.cleaned_data["email"])
        return super().clean_email()


class AddressCodeForm(ConfirmEmailVerificationCodeForm):
    code = CodeField(help_text=_("Eight digits, in the letter to the new address."))


class CredentialField(forms.JSONField):
    """What a browser says of a passkey. allauth would fall over an answer that lacks a part."""

    widget = forms.HiddenInput

    def __init__(self, answer: type[AuthenticationResponse] | type[RegistrationResponse]) -> None:
        self.answer = answer
        super().__init__(error_messages={"required": NO_PASSKEY, "invalid": NO_PASSKEY})

    def clean(self, value: Any) -> dict:
        given = super().clean(value)
        try:
            self.answer.from_dict(given)
        except (TypeError, ValueError, LookupError, AttributeError, struct.error) as broken:
            raise forms.ValidationError(NO_PASSKEY, code="invalid") from broken
        return given


class PasskeySignInForm(LoginWebAuthnForm):
    credential = CredentialField(AuthenticationResponse)


class PasskeyFactorForm(AuthenticateWebAuthnForm):
    credential = CredentialField(AuthenticationResponse)


class PasskeyAgainForm(ReauthenticateWebAuthnForm):
    credential = CredentialField(AuthenticationResponse)


class FactorForm(AuthenticateForm):
    code = CodeField(help_text=_("From the authenticator app, or one of your recovery codes."))


class FactorAgainForm(ReauthenticateForm):
    code = CodeField(help_text=_("From the authenticator app, or one of your recovery codes."))


class AppForm(ActivateTOTPForm):
    code = CodeField(help_text=_("Six digits that the app shows now."))


class PasskeyForm(AddWebAuthnForm):
    """A new passkey. All of ours sign in by themselves, without a mailed code."""

    name = forms.CharField(
        label=_("Name of the passkey"),
        max_length=NAME_LIMIT,
        required=False,
        help_text=_("So that you know it again, such as “My phone”."),
    )
    credential = CredentialField(RegistrationResponse)
    passwordless = None

    def clean(self) -> dict:
        # With this allauth refuses a key that did not ask for finger, face or PIN.
        self.cleaned_data["passwordless"] = True
        return super().clean()


class PasskeyNameForm(EditWebAuthnForm):
    name = forms.CharField(label=_("Name of the passkey"), max_length=NAME_LIMIT)


class ProfileForm(forms.ModelForm):
    """What a person says of themselves. Names in the register are the secretariat's check."""

    class Meta:
        model = User
        fields = (
            "surname",
            "given_name",
            "patronymic",
            "name_en",
            "salutation",
            "phone",
            "language",
        )
        field_classes: ClassVar = {
            "surname": PersonNameField,
            "given_name": PersonNameField,
            "patronymic": PersonNameField,
            "name_en": LatinNameField,
            "phone": PhoneField,
        }
        widgets: ClassVar = {
            "surname": forms.TextInput(attrs={"autocomplete": "family-name"}),
            "given_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "patronymic": forms.TextInput(attrs={"autocomplete": "additional-name"}),
            "language": forms.RadioSelect,
        }
        help_texts: ClassVar = {
            "phone": _("For example 067 123 45 67. Foreign numbers begin with +."),
            "language": _("In this language we write to you."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("surname", "given_name"):
            self.fields[name].required = True
        person = self.instance
        if not person.name_en:
            proposal = romanise(f"{person.given_name} {person.surname}".strip())
            self.initial["name_en"] = proposal
        self.fields["name_en"].help_text = _(
            "Proposed by the official rules; write it as in your passport if it differs."
        )
        proposed = salutation(person.surname, person.given_name, person.patronymic, "uk")
        self.fields["salutation"].help_text = _(
            "How our letters in Ukrainian begin. Left empty: “{proposed}”"
        ).format(proposed=proposed)
        if person.phone:
            self.initial["phone"] = phones.show(person.phone)
