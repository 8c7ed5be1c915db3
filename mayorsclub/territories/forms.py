"""Choosing a community by typing, with and without JavaScript."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms
from django.forms.widgets import Script
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mayorsclub.territories.choosing import SHOWN, choose
from mayorsclub.territories.models import Territory
from mayorsclub.territories.queries import Closeness, Hit
from mayorsclub.territories.typed import MAX_LENGTH


class CommunityValue(NamedTuple):
    """What the two inputs hold: the text, and the code chosen for it or ''."""

    text: str
    code: str = ""


def as_inputs(value: object) -> CommunityValue:
    """The inputs for what was typed, for a Territory or for nothing."""
    if isinstance(value, CommunityValue):
        return value
    if isinstance(value, Territory):
        return CommunityValue(value.full_name(get_language() or "uk"), value.code)
    return CommunityValue("")


class CommunityWidget(forms.Widget):
    """A text input `name` and a code `name_code`: hidden, or a radio button for each
    community that answers to the text."""

    template_name = "territories/widgets/community.html"

    class Media:
        css = {"all": ["territories/community.css"]}
        js = [Script("territories/community.js", defer=True)]

    def value_from_datadict(
        self, data: Mapping[str, Any], files: object, name: str
    ) -> CommunityValue | None:
        if name not in data:
            return None
        text, code = data.get(name) or "", data.get(f"{name}_code") or ""
        return CommunityValue(text[:MAX_LENGTH], code)

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        inputs = as_inputs(value)
        # A territory given by the program is what it is; a typed text is looked up again.
        is_typed = isinstance(value, CommunityValue) and inputs.text.strip()
        choice = choose(*inputs) if is_typed else None
        code = choice.territory.code if choice and choice.territory else inputs.code
        context["widget"].update(
            text=inputs.text,
            code="" if choice and not choice.territory else code,
            choices=[shown(hit) for hit in choice.hits[:SHOWN]] if choice else [],
            max_length=MAX_LENGTH,
        )
        return context


def shown(hit: Hit) -> dict[str, str]:
    """A hit in words of the active language: code, text (full name), title, place, note."""
    language = get_language() or "uk"
    note = ""
    if hit.settlement:
        note = _("includes %(settlement)s") % {"settlement": hit.settlement.title(language)}
    return {
        "code": hit.territory.code,
        "text": hit.territory.full_name(language),
        "title": hit.territory.title(language),
        "place": hit.territory.place(language),
        "note": str(note),
    }


class CommunityField(forms.Field):
    """Cleans to a present Territory: a hromada, or Kyiv or Sevastopol.

    Typing the name of a settlement finds its hromada. Where several answer, the
    field asks to choose, and the widget shows them.
    """

    widget = CommunityWidget
    default_error_messages = {
        "required": _("Write the name of the community."),
        "unknown": _(
            "We know no community called “%(text)s”. Check the spelling, or write the name "
            "of a city, settlement or village in it."
        ),
        "several": _("Several communities are called “%(text)s”. Choose yours below."),
        "many": _(
            "Very many communities are called “%(text)s”. Add the oblast after a comma, or "
            "choose yours below."
        ),
        "similar": _("There is no community called “%(text)s”. Choose yours below if it is there."),
    }

    def to_python(self, value: object) -> Territory | None:
        if isinstance(value, Territory) or not isinstance(value, CommunityValue):
            return value if isinstance(value, Territory) else None
        text = value.text.replace("\x00", "").strip()
        if not text:
            return None
        choice = choose(text, value.code)
        if choice.territory:
            return choice.territory
        reason = _reason(choice.hits)
        raise forms.ValidationError(self.error_messages[reason], reason, {"text": text})

    def has_changed(self, initial: object, data: object) -> bool:
        """Whether another community was chosen."""
        return as_inputs(initial) != as_inputs(data)


def _reason(hits: list[Hit]) -> str:
    if not hits:
        return "unknown"
    if hits[0].closeness == Closeness.SLIP:
        return "similar"
    return "many" if len(hits) > SHOWN else "several"
