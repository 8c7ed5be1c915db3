"""The word that is asked for before what cannot be undone."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext_lazy

LANGUAGES = ("uk", "en")
WORD = pgettext_lazy("typed to go on", "confirm")


def words() -> set[str]:
    """The word in each language of the office: a screen may have changed it meanwhile."""
    found = set()
    for language in LANGUAGES:
        with override(language):
            found.add(str(WORD).casefold())
    return found


class WordField(forms.CharField):
    """A field that takes the word and nothing else."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=gettext_lazy("Type the word to go on"),
            max_length=40,
            widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            **kwargs,
        )

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """The hint names the word in the language of the screen."""
        self.help_text = _("This cannot be undone. Type: {word}").format(word=WORD)
        return super().get_bound_field(form, field_name)

    def clean(self, value: object) -> str:
        """The word, whatever the case of its letters."""
        typed = str(super().clean(value)).strip().casefold().strip("«»\"'.")
        if typed not in words():
            raise ValidationError(_("This is not the word. Type: {word}").format(word=WORD))
        return typed


def with_word(form: type[forms.BaseForm]) -> type[forms.BaseForm]:
    """The same form with the word as its last field."""
    return type(f"{form.__name__}WithWord", (form,), {"confirm": WordField()})
