"""What a reader chooses above the calendar, by GET; what is no choice is left out."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mayorsclub.events import listing
from mayorsclub.events.models import Event, Kind
from mayorsclub.territories.models import Territory
from mayorsclub.territories.oblasts import slug_of
from mayorsclub.territories.queries import by_alphabet


class FilterForm(forms.Form):
    """By kind and by oblast. One query."""

    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All kinds")), *Kind.choices]
    )
    oblast = forms.ChoiceField(label=_("Oblast"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = (get_language() or "uk")[:2]
        # By parts of addresses, in the order of the alphabet; read once for all that is asked.
        found = by_alphabet(Territory.objects.present().oblasts(), language)
        self._oblasts = {slug_of(each): each for each in found}
        titles = [(slug, oblast.title(language)) for slug, oblast in self._oblasts.items()]
        self.fields["oblast"].choices = [("", _("All oblasts")), *titles]  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.hides_optional = True  # type: ignore[attr-defined]
        self.is_valid()
        self.is_filtered = any(self.cleaned_data.values())

    def chosen(self, events: QuerySet[Event]) -> QuerySet[Event]:
        """Those of the events that were asked for."""
        oblast = self._oblasts.get(self.cleaned_data.get("oblast", ""))
        return listing.of(events, kind=self.cleaned_data.get("kind", ""), oblast=oblast)
