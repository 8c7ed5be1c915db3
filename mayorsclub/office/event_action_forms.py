"""Small forms of what can be done with an event."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from mayorsclub.accounts.fields import PhoneField
from mayorsclub.events.domain.covers import LEAST, drawn
from mayorsclub.events.models import Event, EventFile, Group, Question
from mayorsclub.files.domain import FileRefused
from mayorsclub.files.forms import PrivateUploadField
from mayorsclub.mailings.segments import LANGUAGES
from mayorsclub.office.event_forms import Group as Part
from mayorsclub.office.event_forms import KyivField, area, pair
from mayorsclub.partners.models import Partner
from mayorsclub.partners.models import Status as PartnerStatus

NOW, LATER = "now", "later"
MOST_SEATS = 100_000
SEATS = "seats_"


class AnnounceForm(forms.Form):
    """From when its audience sees it."""

    when = forms.ChoiceField(
        label=pgettext_lazy("announcement", "When"),
        choices=[(NOW, gettext_lazy("now")), (LATER, gettext_lazy("later, at this moment:"))],
        widget=forms.RadioSelect,
        initial=NOW,
    )
    public_from = KyivField(
        label=gettext_lazy("Seen from, Kyiv time"),
        required=False,
        help_text=gettext_lazy("By everyone for whom it is; partners see an open event earlier."),
    )

    def clean(self) -> dict[str, Any]:
        """A moment where later is chosen, none where now is."""
        cleaned = super().clean() or {}
        when = cleaned.pop("when", NOW)
        if when == NOW:
            cleaned["public_from"] = None
        elif "public_from" in self.errors:
            return cleaned
        elif not cleaned.get("public_from"):
            self.add_error("public_from", _("Give the day and the hour."))
        elif cleaned["public_from"] <= timezone.now():
            # It would be announced at once, and whoever saw it cannot be made to forget it.
            self.add_error("public_from", _("Choose a moment that lies ahead."))
        return cleaned


class ReasonsForm(forms.Form):
    """Why, in both languages."""

    reason_uk = forms.CharField(
        label=gettext_lazy("Reason in Ukrainian"),
        max_length=1000,
        widget=area(3),
        help_text=gettext_lazy("Everyone registered reads it in a letter; it stands on the page."),
    )
    reason_en = forms.CharField(
        label=gettext_lazy("Reason in English"), max_length=1000, required=False, widget=area(3)
    )


class RedateForm(ReasonsForm):
    """Another time or place, and why."""

    starts_at = KyivField(label=gettext_lazy("Beginning, Kyiv time"))
    ends_at = KyivField(label=gettext_lazy("End, Kyiv time"))
    place_uk = forms.CharField(
        label=gettext_lazy("Place in Ukrainian"), max_length=250, required=False
    )
    place_en = forms.CharField(
        label=gettext_lazy("Place in English"), max_length=250, required=False
    )
    field_order = ["starts_at", "ends_at", "place_uk", "place_en", "reason_uk", "reason_en"]


class CopyForm(forms.Form):
    """When the new one is."""

    starts_at = KyivField(label=gettext_lazy("Beginning of the new event, Kyiv time"))


def seats_form(event: Event, quotas: dict[str, int | None]) -> type[forms.Form]:
    """Seats of all together, and of each group."""

    def field(label: Any, value: int | None, help_text: Any = "") -> forms.IntegerField:
        return forms.IntegerField(
            label=label,
            min_value=0,
            max_value=MOST_SEATS,
            required=False,
            initial=value,
            help_text=help_text,
        )

    fields = {
        "seats": forms.IntegerField(
            label=gettext_lazy("Seats in all"),
            min_value=1,
            max_value=MOST_SEATS,
            required=False,
            initial=event.seats,
            help_text=gettext_lazy("Empty: no limit."),
        )
    }
    for group, label in Group.choices:
        fields[f"{SEATS}{group}"] = field(label, quotas.get(group))
    last = f"{SEATS}{Group.PUBLIC}"
    fields[last].help_text = gettext_lazy(
        "A group with a number has seats of its own; the others share what is left."
    )
    return type("SeatsForm", (forms.Form,), fields)


def quotas_in(values: dict[str, Any]) -> dict[str, int]:
    """The seats of groups in what a SeatsForm cleaned."""
    return {
        name.removeprefix(SEATS): value
        for name, value in values.items()
        if name.startswith(SEATS) and value is not None
    }


class QuestionForm(forms.Form):
    """Something that whoever registers is asked."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("event", "Kind"), choices=Question.Kind.choices, initial="text"
    )
    label_uk = forms.CharField(label=gettext_lazy("Question in Ukrainian"), max_length=300)
    label_en = forms.CharField(
        label=gettext_lazy("Question in English"), max_length=300, required=False
    )
    choices_uk = forms.CharField(
        label=gettext_lazy("Choices in Ukrainian"),
        max_length=4000,
        required=False,
        widget=area(4),
        help_text=gettext_lazy("One a line; only for a choice of one of several."),
    )
    choices_en = forms.CharField(
        label=gettext_lazy("Choices in English"), max_length=4000, required=False, widget=area(4)
    )
    is_required = forms.BooleanField(label=gettext_lazy("It must be answered"), required=False)

    # On the page on which one is corrected.
    GROUPS = (
        Part(pgettext_lazy("event", "Question"), [pair("label"), ("kind",), ("is_required",)]),
        Part(pgettext_lazy("event", "Choices"), [pair("choices")]),
    )


class PaperForm(forms.Form):
    """A file and who reads it."""

    upload = PrivateUploadField(label=gettext_lazy("File"))
    title_uk = forms.CharField(label=gettext_lazy("Title in Ukrainian"), max_length=200)
    title_en = forms.CharField(
        label=gettext_lazy("Title in English"), max_length=200, required=False
    )
    is_for = forms.ChoiceField(
        label=gettext_lazy("Who reads it"),
        choices=EventFile.For.choices,
        widget=forms.RadioSelect,
        initial=EventFile.For.AUDIENCE,
    )


class PictureField(PrivateUploadField):
    """Takes a picture; cleans to all its sizes, drawn before the transaction."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": "image/jpeg,image/png,image/webp"}

    def clean(self, data: Any, initial: Any = None) -> Any:
        """A Drawn, as covers.set_cover takes it."""
        upload = super().clean(data, initial)
        try:
            return drawn(upload) if upload else None
        except FileRefused as refused:
            raise ValidationError(refused.message, code=refused.code) from refused


class CoverForm(forms.Form):
    """The picture of an event."""

    picture = PictureField(
        label=gettext_lazy("Picture"),
        help_text=format_lazy(
            gettext_lazy("JPEG, PNG or WebP, at least {size} pixels. It is cut to 16:9."),
            size=f"{LEAST[0]} × {LEAST[1]}",
        ),
    )
    alt_uk = forms.CharField(
        label=gettext_lazy("What it shows, in Ukrainian"),
        max_length=200,
        help_text=gettext_lazy("For those who do not see it."),
    )
    alt_en = forms.CharField(
        label=gettext_lazy("What it shows, in English"), max_length=200, required=False
    )


class PartnersForm(forms.Form):
    """Which partners of the Club help to hold it."""

    partners: forms.ModelMultipleChoiceField = forms.ModelMultipleChoiceField(
        None,
        label=gettext_lazy("Partners of the Club"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("They are named on the page of the event."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = "name_en" if get_language() == "en" else "name_uk"
        chosen = [one.pk for one in self.initial.get("partners", [])]
        active = Partner.objects.filter(status=PartnerStatus.ACTIVE)
        both = active | Partner.objects.filter(pk__in=chosen)
        self.fields["partners"].queryset = both.order_by(name)  # type: ignore[attr-defined]


class RegisterForm(forms.Form):
    """Somebody who asked by phone or letter."""

    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=200)
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        help_text=gettext_lazy("If there is an account with it, the person finds the event there."),
    )
    phone = PhoneField(label=gettext_lazy("Phone"), required=False)
    organisation = forms.CharField(
        label=gettext_lazy("Organisation"), max_length=200, required=False
    )
    group = forms.ChoiceField(
        label=pgettext_lazy("event", "Group"), choices=Group.choices, initial=Group.PUBLIC
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of letters"), choices=LANGUAGES)
    over_seats = forms.BooleanField(
        label=gettext_lazy("Also beyond the seats: there is room"), required=False
    )
