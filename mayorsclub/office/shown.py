"""What a member or a partner lets others see, on its page in the office."""

from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mayorsclub.directory.domain import moderation
from mayorsclub.directory.forms import MemberProfileForm, PartnerProfileForm
from mayorsclub.directory.models import Audience
from mayorsclub.directory.queries import profile_of
from mayorsclub.directory.rules import is_shown
from mayorsclub.membership.models import Member
from mayorsclub.office.records import Action, Panel
from mayorsclub.partners.models import Partner


class HideForm(forms.Form):
    """Why a profile is hidden."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The person reads it in a letter."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def panel(record: Member | Partner) -> Panel:
    """Each part of the profile with its audience, and whether anything is shown now."""
    profile = profile_of(record)
    form = MemberProfileForm if isinstance(record, Member) else PartnerProfileForm
    rows = [
        (title, Audience(getattr(profile, f"{name}_for")).label)
        for name, title, _fields in form.GROUPS
        if profile is not None
    ]
    context = {"profile": profile, "rows": rows, "is_shown": profile and is_shown(profile)}
    return Panel(_("What is shown to whom"), "office/parts/shown.html", context)


def actions(record: Member | Partner, how: dict[str, Any]) -> list[Action]:
    """Hide the profile, or show it again. how: who does it and when."""
    profile = profile_of(record)
    if profile is None:
        return []
    if profile.hidden_at is not None:
        return [
            Action(
                "show",
                _("Show the profile again"),
                _("The profile is shown again, as far as its owner lets."),
                partial(moderation.show_again, record, **how),
            )
        ]
    return [
        Action(
            "hide",
            _("Hide the profile"),
            _("Nobody sees the profile now; its owner was written to."),
            partial(moderation.hide, record, **how),
            form=HideForm,
            is_serious=True,
        )
    ]
