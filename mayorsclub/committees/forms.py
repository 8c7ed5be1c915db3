from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mayorsclub.committees.domain.discussion import LONGEST_REMARK
from mayorsclub.committees.domain.matters import LONGEST_QUESTION
from mayorsclub.committees.domain.votes import LONGEST_REASON, REASON_REQUIRED
from mayorsclub.committees.models import Choice
from mayorsclub.committees.refusals import VoteRefused

# As the buttons say it, in the voter's own voice.
BUTTONS = [
    (Choice.FOR.value, pgettext_lazy("vote", "For")),
    (Choice.AGAINST.value, pgettext_lazy("vote", "Against")),
    (Choice.ABSTAIN.value, pgettext_lazy("vote", "Abstain")),
]


class VoteForm(forms.Form):
    use_required_attribute = False

    choice = forms.ChoiceField(
        label=_("Your vote"),
        choices=BUTTONS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose for, against or abstain.")},
    )
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed for “against” and “abstain”. It goes into the minutes."),
    )

    # Needed sometimes, as its hint says: «optional» would mislead.
    reason.hides_optional = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        is_missing = "reason" in cleaned and not cleaned["reason"]
        if cleaned.get("choice") in REASON_REQUIRED and is_missing:
            self.add_error("reason", VoteRefused("reason_required").message)
        return cleaned


class RecusalForm(forms.Form):
    use_required_attribute = False

    reason = forms.CharField(
        label=_("What is the conflict of interest?"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For example: a relative, a common business. It goes into the minutes."),
        error_messages={"required": _("Write why: it goes into the minutes.")},
    )


class RemarkForm(forms.Form):
    use_required_attribute = False

    text = forms.CharField(
        label=_("Your remark"),
        max_length=LONGEST_REMARK,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Members of the body read it."),
        error_messages={"required": _("Write a text.")},
    )


class QuestionForm(forms.Form):
    use_required_attribute = False

    text = forms.CharField(
        label=_("Your question"),
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("It is sent in the committee’s name, as you write it."),
        error_messages={"required": _("Write a text.")},
    )
