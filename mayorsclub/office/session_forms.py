"""Forms for the work on expert sessions, experts, questions and proposals."""

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.widgets import AdminDateInput

from mayorsclub.accounts.fields import PhoneField
from mayorsclub.directory.choices import languages
from mayorsclub.events.models import Event, Kind
from mayorsclub.files.forms import PrivateUploadField, VideoUploadField
from mayorsclub.sessions.domain.materials import LONGEST_TRANSCRIPT
from mayorsclub.sessions.domain.rows import LONGEST_TEXT
from mayorsclub.sessions.domain.series import LONGEST_TITLE
from mayorsclub.sessions.domain.topics import LONGEST_NAME
from mayorsclub.sessions.models import (
    Availability,
    Expert,
    ExpertSession,
    Series,
    SessionFile,
    Topic,
)

EXPERTS = 6  # places for experts in the form of a session


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _line(label: object, *, most: int = 250, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=required)  # type: ignore[arg-type]


def _text(label: object, *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,  # type: ignore[arg-type]
        max_length=LONGEST_TEXT,
        required=required,
        widget=_area(6),
        help_text=_("An empty line begins a paragraph."),
    )


def topics_field() -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        label=_("Topics"),
        queryset=Topic.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class WordsForm(forms.Form):
    """What a session is about, in both languages."""

    title_uk = _line(_("Title in Ukrainian"), required=True)
    title_en = _line(_("Title in English"))
    about_uk = _text(_("What it is about, in Ukrainian"))
    about_en = _text(_("What it is about, in English"))
    topics = topics_field()
    held_on = forms.DateField(
        label=_("Day on which it was held"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Only where it is known and the session has no event."),
    )
    takes_questions = forms.BooleanField(
        label=_("Members may ask questions"), required=False, initial=True
    )


def _series() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(Series.objects.all(), label=_("Series"), empty_label=None)


class NewSessionForm(WordsForm):
    """A new draft."""

    series = _series()
    slug = forms.CharField(
        label=_("Address"),
        max_length=90,
        required=False,
        help_text=_("Latin letters and hyphens; it never changes. Empty: made of the title."),
    )
    field_order = ["series", "title_uk", "title_en", "slug"]


class SeriesForm(forms.Form):
    """A series in both languages."""

    title_uk = _line(_("Title in Ukrainian"), most=LONGEST_TITLE, required=True)
    title_en = _line(_("Title in English"), most=LONGEST_TITLE, required=True)
    about_uk = _text(_("What it is about, in Ukrainian"))
    about_en = _text(_("What it is about, in English"))


class TopicForm(forms.Form):
    """A topic in both languages."""

    name_uk = _line(_("Name in Ukrainian"), most=LONGEST_NAME, required=True)
    name_en = _line(_("Name in English"), most=LONGEST_NAME, required=True)


def order_form(count: int) -> type[forms.Form]:
    """A place among so many."""
    field = forms.IntegerField(
        label=_("Place"),
        min_value=1,
        max_value=count,
        help_text=_("1 is the first. The others move up or down."),
    )
    return type("OrderForm", (forms.Form,), {"place": field})


class PlaceForm(forms.Form):
    """Series and number."""

    series = _series()
    number = forms.IntegerField(
        label=pgettext_lazy("session", "Number"), min_value=1, max_value=9_999
    )


class LinkForm(forms.Form):
    """A recording on another site."""

    link = forms.CharField(
        label=_("Link to the recording"),
        max_length=400,
        required=False,
        help_text=_("Only members see it. Empty: no link."),
    )


class VideoForm(forms.Form):
    """An uploaded recording."""

    video = VideoUploadField(label=_("Recording"))
    minutes = forms.IntegerField(
        label=_("Length in minutes"), min_value=1, max_value=1_440, required=False
    )


class PaperForm(forms.Form):
    """Slides or a paper."""

    upload = PrivateUploadField(label=_("File"))
    kind = forms.ChoiceField(label=_("Kind"), choices=SessionFile.Kind.choices)
    title_uk = _line(_("Title in Ukrainian"), most=200, required=True)
    title_en = _line(_("Title in English"), most=200)


class TranscriptForm(forms.Form):
    """What was said."""

    text = forms.CharField(
        label=_("Transcript"),
        max_length=LONGEST_TRANSCRIPT,
        required=False,
        widget=_area(12),
        help_text=_("An empty line begins a paragraph. Empty: no transcript."),
    )


def papers_form(session: ExpertSession) -> type[forms.Form]:
    """One of its files."""
    field = forms.ModelChoiceField(session.files.all(), label=_("File"), empty_label=None)
    return type("PapersForm", (forms.Form,), {"paper": field})


def experts_form() -> type[forms.Form]:
    """Experts in their order, a select for each place."""
    fields = {
        f"expert_{place}": forms.ModelChoiceField(
            Expert.objects.all(), label=_("Expert %(place)s") % {"place": place}, required=False
        )
        for place in range(1, EXPERTS + 1)
    }
    return type("ExpertsForm", (forms.Form,), fields)


def event_form(session: ExpertSession) -> type[forms.Form]:
    """An event of the kind, that no other session has."""
    free = Q(expert_session=None) | Q(expert_session=session)
    events: QuerySet[Event] = Event.objects.filter(free, kind=Kind.SESSION, archived_at=None)
    field = forms.ModelChoiceField(
        events.order_by("-starts_at"),
        label=_("Event"),
        required=False,
        empty_label=_("no event"),
        help_text=_("Whom the event is for, sees its date on the page of the session."),
    )
    return type("EventForm", (forms.Form,), {"event": field})


class ExpertForm(forms.Form):
    """Who an expert is."""

    name_uk = _line(_("Name in Ukrainian"), most=160, required=True)
    name_en = _line(_("Name in Latin letters"), most=160, required=True)
    position_uk = _line(_("What they do, in Ukrainian"))
    position_en = _line(_("What they do, in English"))
    about_uk = _text(_("About them, in Ukrainian"))
    about_en = _text(_("About them, in English"))
    topics = topics_field()
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=languages,
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    availability = forms.ChoiceField(
        label=_("Consultations"), choices=Availability.choices, initial=Availability.NO
    )
    availability_note_uk = _line(_("About consultations, in Ukrainian"))
    availability_note_en = _line(_("About consultations, in English"))
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        help_text=_("Stays with the secretariat."),
    )
    phone = PhoneField(label=_("Phone"), required=False)


class AccountForm(forms.Form):
    """Whose account an expert is."""

    email = forms.EmailField(
        label=_("E-mail of the account"),
        required=False,
        max_length=254,
        help_text=_("As the person signs in. Empty: no account."),
    )


class AgreementForm(forms.Form):
    """On which day the person agreed."""

    agreed_on = forms.DateField(
        label=_("Agreed to be shown on"),
        widget=AdminDateInput,
        initial=timezone.localdate,
        help_text=_("Keep the agreement itself, such as a letter, with the secretariat."),
    )


class AnswerForm(forms.Form):
    """An answer for all members to read."""

    text = forms.CharField(
        label=pgettext_lazy("to a question", "Answer"), max_length=LONGEST_TEXT, widget=_area(8)
    )


class ReasonForm(forms.Form):
    """Why; the person who wrote it reads it."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1_000,
        widget=_area(3),
        help_text=_("The person who wrote it reads this."),
    )


class PlanForm(forms.Form):
    """The series of the new session."""

    series = _series()
