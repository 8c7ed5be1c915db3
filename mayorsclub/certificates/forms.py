"""The code of a certificate, as people type it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mayorsclub.certificates.queries import code_typed


class CodeForm(forms.Form):
    """Cleans to the code as it is stored."""

    code = forms.CharField(
        label=_("Code of the certificate"),
        help_text=_("20 letters and digits beside the QR code, with or without dashes."),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def clean_code(self) -> str:
        code = code_typed(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(
                _("A code has 20 Latin letters and digits. Please compare it with the certificate.")
            )
        return code
