"""What members and partners write about themselves, and how others look for them."""

from collections.abc import Iterator
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from mayorsclub.accounts.fields import PhoneField, WebAddressField
from mayorsclub.directory.choices import Topic, languages
from mayorsclub.directory.domain.pictures import Drawn, drawn
from mayorsclub.directory.domain.profiles import LISTS, TEXTS, Change, NoPicture
from mayorsclub.directory.models import Audience, PartnerProfile, Profile
from mayorsclub.directory.rules import AGREEMENT
from mayorsclub.files.domain import Checked, FileRefused
from mayorsclub.files.forms import PrivateUploadField
from mayorsclub.partners.choices import Sector
from mayorsclub.partners.models import PartnerKind
from mayorsclub.territories.models import Territory
from mayorsclub.territories.oblasts import slug_of
from mayorsclub.territories.queries import by_alphabet

WHO = [
    (Audience.NOBODY, pgettext_lazy("who sees it", "Nobody")),
    (Audience.MEMBERS, pgettext_lazy("who sees it", "Members of the Club")),
    (Audience.PARTNERS, pgettext_lazy("who sees it", "Members and partners")),
    (Audience.EVERYONE, pgettext_lazy("who sees it", "Everyone, on the public site")),
]


class PictureField(PrivateUploadField):
    """A portrait or a logo; cleans to Drawn."""

    def __init__(self, *, is_square: bool, **kwargs: Any) -> None:
        self.is_square = is_square
        super().__init__(required=False, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": ".jpg,.jpeg,.png,.webp"}

    def clean(self, data: Any, initial: Any = None) -> Drawn | None:
        checked = super().clean(data, initial)
        if not isinstance(checked, Checked):
            return None
        try:
            return drawn(checked, is_square=self.is_square)
        except FileRefused as refused:
            raise ValidationError(refused.message, code=refused.code) from refused


class Group(NamedTuple):
    """Questions that share an audience, as the page shows them."""

    name: str
    title: Any
    fields: list[BoundField]
    audience: BoundField | None


def _words(label: Any, language: str) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 5, "lang": language, "spellcheck": "true"})
    return forms.CharField(label=label, max_length=2000, required=False, widget=widget)


def _several(label: Any, choices: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class ProfileForm(forms.Form):
    """What every profile has. `groups` say which fields share an audience.

    decides: whether this person says who sees what; a delegate does not.
    """

    about_uk = _words(_("In Ukrainian"), "uk")
    about_en = _words(_("In English"), "en")
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        error_messages={"invalid": _("Write the address in full, like name@example.org.")},
    )
    phone = PhoneField(label=_("Phone"), required=False)
    website = WebAddressField(label=_("Website"), required=False)
    no_picture = forms.BooleanField(label=_("Take the present picture away"), required=False)

    GROUPS: ClassVar[list[tuple[str, Any, tuple[str, ...]]]] = []

    def __init__(
        self, *args: Any, profile: Profile | PartnerProfile, decides: bool, **kwargs: Any
    ) -> None:
        self.profile, self.decides = profile, decides
        facts = [*TEXTS, *(LISTS if isinstance(profile, Profile) else ())]
        initial = {name: getattr(profile, name) for name in facts}
        super().__init__(*args, initial=initial, **kwargs)  # type: ignore[misc]
        if profile.picture_id is None:
            del self.fields["no_picture"]
        if decides:
            for name, _title, _fields in self.GROUPS:
                self.fields[f"{name}_for"] = forms.ChoiceField(
                    label=_("Who sees it"),
                    choices=WHO,
                    initial=getattr(profile, f"{name}_for"),
                )
            self.fields["agrees"] = forms.BooleanField(
                label=_("I agree that the Mayors’ Club shows this profile as chosen above"),
                initial=profile.agreed_version == AGREEMENT,
                required=False,
            )

    def groups(self) -> Iterator[Group]:
        """The questions in order, each with who sees the answer."""
        for name, title, fields in self.GROUPS:
            shown = [self[field] for field in fields if field in self.fields]
            who = self[f"{name}_for"] if self.decides else None
            if shown or who:
                yield Group(name, title, shown, who)

    def change(self) -> Change:
        """What is to be changed. Call it on a valid form only."""
        given = self.cleaned_data
        lists = LISTS if isinstance(self.profile, Profile) else {}
        picture = given["picture"] or (NoPicture() if given.get("no_picture") else None)
        facts = {name: given[name] for name in (*TEXTS, *lists)}
        if not self.decides:
            return Change(facts=facts, picture=picture)
        audiences = {name: given[f"{name}_for"] for name in self.profile.FIELDS}
        return Change(facts, audiences, agrees=given["agrees"], picture=picture)


class MemberProfileForm(ProfileForm):
    """A member's profile."""

    picture = PictureField(
        is_square=True,
        label=_("Choose a picture"),
        help_text=_("JPEG, PNG or WebP, at least 200 × 200 pixels. It is cut to a square."),
    )
    languages = _several(_("Languages you speak"), languages)
    sectors = _several(_("Sectors"), Sector.choices)
    advises = _several(_("Topics"), Topic.choices)
    seeks = _several(_("Topics"), Topic.choices)

    GROUPS: ClassVar[list[tuple[str, Any, tuple[str, ...]]]] = [
        ("entry", _("Name, post and community"), ()),
        ("picture", _("Portrait"), ("picture", "no_picture")),
        ("about", _("About you"), ("about_uk", "about_en")),
        ("languages", _("Languages"), ("languages",)),
        ("sectors", _("Sectors that concern you"), ("sectors",)),
        ("advises", _("What you can advise on"), ("advises",)),
        ("seeks", _("What you look for"), ("seeks",)),
        ("email", _("E-mail"), ("email",)),
        ("phone", _("Phone"), ("phone",)),
        ("website", _("Website"), ("website",)),
    ]


class PartnerProfileForm(ProfileForm):
    """A partner's profile."""

    picture = PictureField(
        is_square=False,
        label=_("Choose a picture"),
        help_text=_("JPEG, PNG or WebP, at least 200 pixels wide. It stands on white."),
    )

    GROUPS: ClassVar[list[tuple[str, Any, tuple[str, ...]]]] = [
        ("entry", _("Name, kind and country"), ()),
        ("picture", _("Logo"), ("picture", "no_picture")),
        ("about", _("About the organisation"), ("about_uk", "about_en")),
        ("interests", _("Sectors, regions and what you offer"), ()),
        ("email", _("E-mail"), ("email",)),
        ("phone", _("Phone"), ("phone",)),
        ("website", _("Website"), ("website",)),
    ]


def oblasts() -> list[tuple[str, str]]:
    """Parts of addresses with titles, by alphabet. One query."""
    language = (get_language() or "uk")[:2]
    found = by_alphabet(Territory.objects.present().oblasts(), language)
    return [(slug_of(oblast), oblast.title(language)) for oblast in found]


def _any_of(label: Any, choices: Any, any_label: Any) -> forms.ChoiceField:
    offered = choices if callable(choices) else lambda: choices
    return forms.ChoiceField(
        label=label, required=False, choices=lambda: [("", any_label), *offered()]
    )


def _text(label: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})
    return forms.CharField(label=label, required=False, max_length=100, widget=widget)


class _FindForm(forms.Form):
    """A search by GET: what is not a choice is left out instead of refused."""

    q = _text(_("Name"))
    oblast = _any_of(_("Oblast"), oblasts, _("All oblasts"))
    sector = _any_of(_("Sector"), Sector.choices, _("All sectors"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.hides_optional = True  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, str]:
        """The valid values of the fields that are filled."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class FindMembersForm(_FindForm):
    """Members by name, oblast, sector, language, topic, current or former."""

    q = _text(_("Surname or given name"))
    language = _any_of(_("Language"), languages, _("All languages"))
    topic = _any_of(_("Topic"), Topic.choices, _("All topics"))
    who = _any_of(
        _("Post"),
        [("current", _("in office now")), ("former", _("held it before"))],
        _("Current and former"),
    )


class FindPartnersForm(_FindForm):
    """Partners by name, oblast, sector, kind."""

    kind = _any_of(_("Kind"), PartnerKind.choices, _("All kinds"))


class OblastForm(forms.Form):
    """The choice above the public list of members."""

    oblast = _any_of(_("Oblast"), oblasts, _("All oblasts"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oblast"].hides_optional = True  # type: ignore[attr-defined]
