"""What people type: a search in the archive, a question, a proposal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mayorsclub.sessions.domain.asking import LONGEST_QUESTION
from mayorsclub.sessions.domain.proposing import MOST_TOPICS
from mayorsclub.sessions.models import Topic

LONGEST_SEARCH = 200


class SearchForm(forms.Form):
    """Words in the archive; for members, in transcripts, too."""

    q = forms.CharField(
        label=_("Find in the sessions"),
        max_length=LONGEST_SEARCH,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["q"].hides_optional = True  # type: ignore[attr-defined]


class QuestionForm(forms.Form):
    """A question about a session."""

    use_required_attribute = False

    text = forms.CharField(
        label=_("Your question"),
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Write your question."),
            "max_length": _("The question is too long: shorten it to 1,000 characters."),
        },
    )
    is_unnamed = forms.BooleanField(
        label=_("Do not show my name to other members"),
        help_text=_("The secretariat sees who asked."),
        required=False,
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["is_unnamed"].hides_optional = True  # type: ignore[attr-defined]


class ProposalForm(forms.Form):
    """A topic for a session."""

    use_required_attribute = False

    title = forms.CharField(
        label=_("Topic of the session"),
        max_length=200,
        error_messages={
            "required": _("Write the topic in a few words."),
            "max_length": _("The topic is too long: shorten it to 200 characters."),
        },
    )
    text = forms.CharField(
        label=_("Why it matters, and what should be answered"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("The text is too long: shorten it to 2,000 characters.")},
    )
    topics = forms.ModelMultipleChoiceField(
        label=_("Fields"),
        queryset=Topic.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Up to three."),
    )

    def clean_topics(self) -> list[Topic]:
        """At most three."""
        chosen = list(self.cleaned_data["topics"])
        if len(chosen) > MOST_TOPICS:
            raise forms.ValidationError(_("Choose at most three."))
        return chosen
