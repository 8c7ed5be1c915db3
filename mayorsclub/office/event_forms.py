"""Forms of an event itself: its facts in both languages, the points of its programme."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from wagtail.admin.widgets import AdminDateTimeInput

from mayorsclub.accounts.fields import WebAddressField
from mayorsclub.directory.choices import languages
from mayorsclub.events.domain.facts import EventFacts
from mayorsclub.events.models import Audience, Kind
from mayorsclub.events.models.event import reminders
from mayorsclub.office.choices import oblasts

Text = str | Promise
# Years that an event may lie in: others are slips, and the database holds no year 1.
YEARS = (2000, 2100)
HOUR, DAY = 60, 24 * 60
REMINDERS = (14 * DAY, 7 * DAY, 3 * DAY, DAY, 3 * HOUR, HOUR, 30)


@dataclass(frozen=True)
class Group:
    """A part of a form. rows: names of fields; two beside each other are one thing in
    Ukrainian and in English."""

    title: Text
    rows: Sequence[tuple[str, ...]]
    help: Text = ""

    def of(self, form: forms.BaseForm) -> Iterator[list[forms.BoundField]]:
        """Its rows with the fields of this form."""
        for row in self.rows:
            yield [form[name] for name in row if name in form.fields]


def pair(name: str) -> tuple[str, str]:
    return f"{name}_uk", f"{name}_en"


def grouped(form: forms.BaseForm, groups: Iterable[Group]) -> list[tuple[Group, list[Any]]]:
    """The groups with their rows, for the template."""
    return [(group, list(group.of(form))) for group in groups]


class KyivField(forms.DateTimeField):
    """A moment that is typed by the clock of Kyiv."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=AdminDateTimeInput, **kwargs)

    def to_python(self, value: Any) -> datetime | None:
        """A moment that people live to see."""
        found = super().to_python(value)
        if found is not None and not YEARS[0] <= found.year <= YEARS[1]:
            raise ValidationError(_("Check the year."))
        return found


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def lasting(minutes: int) -> str:
    """'7 days', '3 hours', '30 minutes'."""
    if minutes % DAY == 0:
        return ngettext("%(n)d day", "%(n)d days", minutes // DAY) % {"n": minutes // DAY}
    if minutes % HOUR == 0:
        return ngettext("%(n)d hour", "%(n)d hours", minutes // HOUR) % {"n": minutes // HOUR}
    return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}


class EventForm(forms.Form):
    """Everything the office writes of an event."""

    kind = forms.ChoiceField(label=pgettext_lazy("event", "Kind"), choices=Kind.choices)
    audience = forms.ChoiceField(
        label=pgettext_lazy("event", "For whom"),
        choices=Audience.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("For all others it does not exist: no page, no trace in lists."),
    )
    title_uk = forms.CharField(label=gettext_lazy("Title in Ukrainian"), max_length=200)
    title_en = forms.CharField(
        label=gettext_lazy("Title in English"), max_length=200, required=False
    )
    summary_uk = forms.CharField(
        label=gettext_lazy("In a few words, in Ukrainian"),
        max_length=600,
        required=False,
        widget=area(3),
        help_text=gettext_lazy("Stands in lists and letters. The announcement needs it."),
    )
    summary_en = forms.CharField(
        label=gettext_lazy("In a few words, in English"),
        max_length=600,
        required=False,
        widget=area(3),
        help_text=gettext_lazy("Without title and these words the English page is in Ukrainian."),
    )
    text_uk = forms.CharField(
        label=gettext_lazy("More about it, in Ukrainian"),
        max_length=20_000,
        required=False,
        widget=area(8),
        help_text=gettext_lazy("An empty line begins a new paragraph."),
    )
    text_en = forms.CharField(
        label=gettext_lazy("More about it, in English"),
        max_length=20_000,
        required=False,
        widget=area(8),
    )
    organiser_uk = forms.CharField(
        label=gettext_lazy("Organiser in Ukrainian, if not the Club alone"),
        max_length=250,
        required=False,
    )
    organiser_en = forms.CharField(
        label=gettext_lazy("Organiser in English"), max_length=250, required=False
    )
    starts_at = KyivField(label=gettext_lazy("Beginning, Kyiv time"))
    ends_at = KyivField(label=gettext_lazy("End, Kyiv time"))
    place_uk = forms.CharField(
        label=gettext_lazy("Place in Ukrainian"),
        max_length=250,
        required=False,
        help_text=gettext_lazy("With the address, as one would write it on an invitation."),
    )
    place_en = forms.CharField(
        label=gettext_lazy("Place in English"), max_length=250, required=False
    )
    oblast: forms.ModelChoiceField = forms.ModelChoiceField(
        None,
        label=gettext_lazy("Oblast"),
        required=False,
        empty_label=gettext_lazy("none"),
        help_text=gettext_lazy("By it the calendar is filtered."),
    )
    is_online = forms.BooleanField(label=gettext_lazy("One can take part online"), required=False)
    online_link = WebAddressField(
        label=gettext_lazy("Link for those online"),
        max_length=400,
        required=False,
        help_text=gettext_lazy("Shown to those registered only, near the beginning."),
    )
    link_minutes = forms.IntegerField(
        label=gettext_lazy("How many minutes before the beginning the link is shown"),
        min_value=0,
        max_value=7 * DAY,
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages of the event"), widget=forms.CheckboxSelectMultiple
    )
    early_days = forms.IntegerField(
        label=gettext_lazy("How many days before everyone else partners see it"),
        min_value=0,
        max_value=60,
        help_text=gettext_lazy("Of an open event. 0: at the same time."),
    )
    takes_registrations = forms.BooleanField(
        label=gettext_lazy("People register for it"), required=False
    )
    registration_until = KyivField(
        label=gettext_lazy("Registration closes, Kyiv time"),
        required=False,
        help_text=gettext_lazy("Empty: at the beginning."),
    )
    accept_hours = forms.IntegerField(
        label=gettext_lazy("How many hours a place that became free waits for the next person"),
        min_value=1,
        max_value=240,
    )
    reminders = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Remind those registered"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    gives_certificates = forms.BooleanField(
        label=gettext_lazy("Those who came get a certificate of attendance"), required=False
    )
    asks_feedback = forms.BooleanField(
        label=gettext_lazy("Ask afterwards how it was"), required=False
    )
    slug = forms.CharField(
        label=gettext_lazy("Part of the address"),
        max_length=90,
        required=False,
        help_text=gettext_lazy(
            "Latin letters, digits, hyphens. Empty: made from the title. "
            "It does not change once the event is announced."
        ),
    )

    GROUPS = (
        Group(gettext_lazy("What it is"), [("kind",), ("audience",)]),
        Group(
            gettext_lazy("In both languages"),
            [pair("title"), pair("summary"), pair("text"), pair("organiser")],
        ),
        Group(
            gettext_lazy("When and where"),
            [
                ("starts_at", "ends_at"),
                pair("place"),
                ("oblast",),
                ("is_online",),
                ("online_link", "link_minutes"),
                ("languages",),
            ],
        ),
        Group(
            gettext_lazy("Registration"),
            [
                ("takes_registrations",),
                ("registration_until", "accept_hours"),
                ("early_days",),
                ("reminders",),
            ],
        ),
        Group(
            gettext_lazy("Afterwards, and the address"),
            [("gives_certificates",), ("asks_feedback",), ("slug",)],
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oblast"].queryset = oblasts(None)  # type: ignore[attr-defined]
        self.fields["languages"].choices = languages()  # type: ignore[attr-defined]
        # What was set elsewhere stays a choice.
        known = sorted({*REMINDERS, *self.initial.get("reminders", ())}, reverse=True)
        self.fields["reminders"].choices = [  # type: ignore[attr-defined]
            (minutes, _("{time} before").format(time=lasting(minutes))) for minutes in known
        ]

    def facts(self) -> EventFacts:
        """What was typed, for the domain."""
        names = {each.name for each in fields(EventFacts)}
        return EventFacts(**{k: v for k, v in self.cleaned_data.items() if k in names})


NEW = {
    "kind": Kind.SESSION,
    "audience": Audience.MEMBERS,
    "link_minutes": HOUR,
    "languages": ["uk"],
    "early_days": 3,
    "takes_registrations": True,
    "accept_hours": 24,
    "reminders": reminders(),
    "asks_feedback": True,
}

# At which field a refusal of the domain stands.
FIELD_OF = {
    "no_title": "title_uk",
    "no_summary": "summary_uk",
    "no_place": "place_uk",
    "ends_before": "ends_at",
    "in_the_past": "starts_at",
    "public_late": "starts_at",
    "no_date": "starts_at",
    "outside": "starts_at",
    "until_late": "registration_until",
    "not_online": "online_link",
    "bad_link": "online_link",
    "slug_taken": "slug",
    "slug_stays": "slug",
    "audience_known": "audience",
    # Of a question.
    "kind_stays": "kind",
    "consent_stays": "label_uk",
    "no_choices": "choices_uk",
    "choices_stay": "choices_uk",
}


class ProgrammeForm(forms.Form):
    """One point of the programme."""

    starts_at = KyivField(label=gettext_lazy("Beginning, Kyiv time"))
    ends_at = KyivField(label=gettext_lazy("End, Kyiv time"), required=False)
    title_uk = forms.CharField(label=gettext_lazy("Title in Ukrainian"), max_length=250)
    title_en = forms.CharField(
        label=gettext_lazy("Title in English"), max_length=250, required=False
    )
    speakers_uk = forms.CharField(
        label=gettext_lazy("Speakers in Ukrainian"),
        max_length=4000,
        required=False,
        widget=area(4),
        help_text=gettext_lazy("One a line: name and post, as they wish to be named."),
    )
    speakers_en = forms.CharField(
        label=gettext_lazy("Speakers in English"),
        max_length=4000,
        required=False,
        widget=area(4),
    )

    GROUPS = (
        Group(gettext_lazy("When"), [("starts_at", "ends_at")]),
        Group(gettext_lazy("In both languages"), [pair("title"), pair("speakers")]),
    )
