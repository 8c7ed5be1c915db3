"""What an application for membership asks, step by step."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mayorsclub.accounts.fields import (
    PersonNameField,
    UkrainianNameField,
    WebAddressField,
    in_sentence_case,
    name_fields,
)
from mayorsclub.applications.forms import StepForm
from mayorsclub.applications.person import PersonStep
from mayorsclub.files.forms import PrivateUploadField
from mayorsclub.membership.domain.mandates import FIRST_POSSIBLE
from mayorsclub.membership.domain.refusals import MembershipRefused
from mayorsclub.membership.fields import MonthField
from mayorsclub.membership.models import Interest, PostKind
from mayorsclub.membership.rules import PERMISSIONS
from mayorsclub.territories.forms import CommunityField

NOW, BEFORE = "now", "before"


class MemberStep(PersonStep):
    """Who you are."""

    surname, given_name, patronymic = name_fields(UkrainianNameField)


class PostStep(StepForm):
    """Which post, and whether it is held now; what is asked next follows from it."""

    kind = forms.ChoiceField(
        label=_("What post do you hold, or did you hold?"),
        choices=in_sentence_case(PostKind.choices),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the post.")},
    )
    when = forms.ChoiceField(
        label=_("Do you hold this post now?"),
        choices=[(NOW, _("Yes, now")), (BEFORE, _("No, I held it before"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether you hold it now.")},
    )


class MandateStep(StepForm):
    """Where and from when to when. Only what the chosen post needs is asked."""

    title = forms.CharField(
        label=_("What is the post called?"),
        max_length=160,
        error_messages={"required": _("Write what the post is called.")},
    )
    community = CommunityField(
        label=_("Territorial community"),
        error_messages={"required": _("Choose the community.")},
    )
    former_community = forms.CharField(
        label=_("What was the community called then, if it was another one?"),
        help_text=_(
            "For a city, settlement or village council that later became part of today’s "
            "community, such as «Зразківська міська рада»."
        ),
        max_length=160,
        required=False,
    )
    began_on = MonthField(
        label=_("When did your first mandate begin?"),
        help_text=_("For example, 11.2015"),
        error_messages={"required": _("Write the month and the year, such as 11.2015.")},
        widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}),
    )
    ended_on = MonthField(
        is_end=True,
        label=_("When did your last mandate end?"),
        help_text=_("For example, 12.2020"),
        error_messages={"required": _("Write the month and the year, such as 12.2020.")},
        widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        post = self.answers.get("post", {})
        if post.get("kind") != PostKind.OTHER:
            del self.fields["title"]
        else:
            self.fields["community"].required = False
        if post.get("kind") in {PostKind.OTHER, PostKind.MILITARY, PostKind.ACTING}:
            self.fields["began_on"].label = _("When did you take up this post?")
            if "ended_on" in self.fields:
                self.fields["ended_on"].label = _("When did you leave this post?")
        if post.get("when") != BEFORE:
            del self.fields["former_community"], self.fields["ended_on"]

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        today = timezone.localdate()
        began, ended = cleaned.get("began_on"), cleaned.get("ended_on")
        if began and began > today:
            self.add_error("began_on", MembershipRefused("future_start").message)
        if began and began < FIRST_POSSIBLE:
            self.add_error("began_on", MembershipRefused("too_early").message)
        if ended and ended > today:
            self.add_error("ended_on", _("The end cannot lie in the future."))
        if began and ended and ended < began:
            self.add_error("ended_on", MembershipRefused("order").message)
        return cleaned


class EvidenceStep(StepForm):
    """What shows the mandate: a link, a file, or both."""

    link = WebAddressField(
        label=_("Link"),
        help_text=_(
            "To the council’s decision, the election commission’s resolution, or the page of "
            "the council about you."
        ),
        max_length=500,
        required=False,
    )
    file = PrivateUploadField(label=_("File"), required=False)

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("link") and not self.has_file("file"):
            raise forms.ValidationError(_("Give a link, or add a file, that shows your mandate."))
        return cleaned


class InterestsForm(forms.Form):
    """How a person wishes to take part. Nothing is chosen beforehand."""

    interests = forms.MultipleChoiceField(
        label=_("How do you wish to take part?"),
        help_text=_("Choose as many as you like, or none; you can change it later."),
        choices=in_sentence_case(Interest.choices),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class WishesStep(InterestsForm, StepForm):
    """Why, and how the person wishes to take part."""

    field_order = ("motivation", "interests")

    motivation = forms.CharField(
        label=_("Why do you wish to join the Club?"),
        help_text=_("A few sentences are enough."),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write in a few words why you wish to join.")},
    )


class PermissionsForm(forms.Form):
    """What a delegate may do in the member's name."""

    may_register = forms.BooleanField(
        label=_("register me for events"), required=False, initial=True
    )
    may_edit_profile = forms.BooleanField(label=_("edit my profile"), required=False)
    may_download = forms.BooleanField(label=_("download my certificate"), required=False)

    def permissions(self) -> frozenset[str]:
        """The names of what is allowed. Call it on a valid form only."""
        return frozenset(name for name in PERMISSIONS if self.cleaned_data[name])


class InvitationForm(PermissionsForm):
    """Whom a member invites as a delegate."""

    name = PersonNameField(
        label=_("Name of the delegate"),
        help_text=_("Surname and given name, such as «Зразок Ольга»."),
        max_length=160,
        error_messages={"required": _("Write the name of the delegate.")},
    )
    email = forms.EmailField(
        label=_("E-mail of the delegate"),
        help_text=_("Their own address: a shared one would let others act in your name."),
        max_length=254,
        error_messages={
            "required": _("Write the e-mail address."),
            "invalid": _("Write an e-mail address, such as name@example.org."),
        },
    )
    field_order = ("name", "email", *PERMISSIONS)


class AcceptanceForm(forms.Form):
    """The delegate's own name, for a new account."""

    surname, given_name, patronymic = name_fields(PersonNameField)


def name_parts(name: str) -> dict[str, str]:
    """A written name as the acceptance form may begin with it: surname first."""
    parts = [*name.split(maxsplit=2), "", "", ""]
    return dict(zip(("surname", "given_name", "patronymic"), parts, strict=False))
