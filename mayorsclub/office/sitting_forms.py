"""Forms for the work on a sitting."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.widgets import AdminDateTimeInput

from mayorsclub.accounts.models import Role, User
from mayorsclub.accounts.queries import open_grants
from mayorsclub.committees.models import AgendaItem, Attendance, Body, Matter, Seat, Sitting
from mayorsclub.committees.rules import day_of, seated_on

PREFIX = "member_"


class PlaceForm(forms.Form):
    """When and where."""

    starts_at = forms.DateTimeField(label=_("Date and time, Kyiv"), widget=AdminDateTimeInput)
    place = forms.CharField(
        label=_("Place"),
        max_length=250,
        required=False,
        help_text=_("In Ukrainian, as the minutes say it, such as «м. Київ»."),
    )
    link = forms.URLField(
        label=_("Link to take part online"), required=False, assume_scheme="https"
    )


class WhyForm(forms.Form):
    """Why, in a sentence."""

    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class MoveSittingForm(PlaceForm, WhyForm):
    """Another time or place, and why."""

    field_order = ["starts_at", "place", "link", "reason"]


class ItemForm(forms.Form):
    """A report or other business."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[
            (kind.value, kind.label) for kind in (AgendaItem.Kind.REPORT, AgendaItem.Kind.OTHER)
        ],
    )
    title_uk = forms.CharField(label=_("About what, in Ukrainian"), max_length=250)
    title_en = forms.CharField(label=_("About what, in English"), max_length=250, required=False)
    speaker = forms.CharField(
        label=_("Speaker"),
        max_length=200,
        required=False,
        help_text=_("Name and post, as the minutes say them."),
    )


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class TextForm(forms.Form):
    """What was heard, said and decided; a line is a paragraph."""

    heard = forms.CharField(label=_("Heard"), max_length=10_000, required=False, widget=_area(5))
    spoke = forms.CharField(
        label=_("Spoke"),
        max_length=10_000,
        required=False,
        widget=_area(5),
        help_text=_("A line for each: name, then in short what was said."),
    )
    resolved = forms.CharField(
        label=pgettext_lazy("minutes", "Decided"),
        max_length=10_000,
        required=False,
        widget=_area(5),
    )


def _votes(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=999, required=False)


class ItemTextForm(TextForm):
    """The same with hands counted at the sitting."""

    votes_for = _votes(_("Hands for"))
    votes_against = _votes(_("Hands against"))
    votes_abstain = _votes(_("Abstained"))

    @staticmethod
    def of_matter() -> type[forms.Form]:
        """A matter has its own vote: no hands."""
        return TextForm


def _members(body: Body) -> QuerySet[User]:
    seats = Seat.objects.filter(seated_on(day_of(timezone.now())), body=body)
    return User.objects.filter(pk__in=seats.values("user"), is_active=True).order_by("sort_key")


def _writers(body: Body) -> QuerySet[User]:
    staff = open_grants().filter(role=Role.SECRETARIAT).values("user")
    either = Q(pk__in=staff) | Q(pk__in=_members(body).values("pk"))
    return User.objects.filter(either).order_by("sort_key")


def _chair(found: QuerySet[User], *, required: bool) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(found, label=_("Chair of the sitting"), required=required)


def _secretary(body: Body, *, required: bool) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        _writers(body), label=_("Secretary of the sitting"), required=required
    )


def sitting_form(body: Body) -> type[forms.Form]:
    """Time, place and people of a sitting of this body."""
    fields = {
        "chair": _chair(_members(body), required=False),
        "secretary": _secretary(body, required=False),
    }
    return type("SittingForm", (PlaceForm,), fields)


def signers_form(sitting: Sitting) -> type[forms.Form]:
    """Who signs the minutes: of those who were called, and who wrote them."""
    there = User.objects.filter(pk__in=sitting.attendances.values("user")).order_by("sort_key")
    fields = {
        "chair": _chair(there, required=True),
        "secretary": _secretary(sitting.body, required=True),
    }
    return type("SignersForm", (forms.Form,), fields)


def matters_form(matters: list[Matter]) -> type[forms.Form]:
    """A choice of matters."""
    field = forms.MultipleChoiceField(
        label=_("Matters"),
        choices=[(str(matter.pk), matter.title) for matter in matters],
        widget=forms.CheckboxSelectMultiple,
    )
    return type("MattersForm", (forms.Form,), {"matters": field})


def attendance_form(rows: list[Attendance]) -> type[forms.Form]:
    """One choice for each member."""
    choices = [("", _("not noted")), *Attendance.Presence.choices]
    fields = {
        f"{PREFIX}{row.user_id}": forms.ChoiceField(
            label=str(row.user), choices=choices, required=False, initial=row.presence
        )
        for row in rows
    }
    return type("AttendanceForm", (forms.Form,), fields)


def presences(values: dict[str, str]) -> dict[int, str]:
    """What an attendance form says, by the person's id."""
    return {int(name.removeprefix(PREFIX)): value for name, value in values.items()}
