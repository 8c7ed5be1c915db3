"""What is typed at the door, and what participants answer afterwards."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mayorsclub.events.domain.door import Reading
from mayorsclub.events.domain.feedback import LONGEST, MARKS, QUESTIONS
from mayorsclub.events.domain.tickets import LONGEST as LONGEST_TICKET


class TicketForm(forms.Form):
    """A ticket's code, or a name to find. key: of this page, so that a form that is sent
    twice counts once."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    ticket = forms.CharField(
        label=_("Code of the ticket, or a name"),
        max_length=LONGEST_TICKET,
        error_messages={"required": _("Type the code of the ticket, or a name to find.")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "enterkeyhint": "go",
            }
        ),
    )


class WalkInForm(forms.Form):
    """Somebody who stands at the door without a ticket."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=pgettext_lazy("person", "Name"),
        max_length=200,
        error_messages={"required": _("Write the person’s name.")},
    )
    organisation = forms.CharField(label=_("Organisation"), max_length=200, required=False)
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        help_text=_("For the certificate and the papers."),
    )


def new_key() -> str:
    """A key for a form of this page."""
    return str(uuid.uuid4())


def moment_in(text: object) -> datetime | None:
    """An aware moment written as ISO 8601; None for anything else."""
    try:
        found = parse_datetime(text) if isinstance(text, str) and len(text) < 40 else None
        # What lies at the edge of the calendar overflows in another time zone.
        return (
            found if found and not timezone.is_naive(found) and 2000 < found.year < 9000 else None
        )
    except (ValueError, OverflowError):
        return None


def key_in(item: Mapping[str, Any]) -> uuid.UUID | None:
    """The key of one reading; None where it has none."""
    text = item.get("key")
    try:
        return uuid.UUID(text) if isinstance(text, str) else None
    except ValueError:
        return None


def reading_in(item: Mapping[str, Any]) -> Reading | None:
    """One reading as a phone sends it; None where it is malformed."""
    key, at, ticket = key_in(item), moment_in(item.get("at")), item.get("ticket", "")
    if key is None or at is None or not isinstance(ticket, str):
        return None
    return Reading(key, ticket.replace("\0", "")[:LONGEST_TICKET], at, item.get("offline") is True)


class FeedbackForm(forms.Form):
    """Marks from 1 to 5, of which only the first is wanted, and a comment."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in QUESTIONS.items():
            self.fields[name] = forms.TypedChoiceField(
                label=str(label),
                choices=[(mark, WORDS[mark]) for mark in reversed(MARKS)],
                coerce=int,
                empty_value=None,
                required=name == "overall",
                widget=forms.RadioSelect,
                error_messages={"required": _("Please choose a mark from 1 to 5.")},
            )
        self.fields["comment"] = forms.CharField(
            label=_("What should we keep, what should we do better?"),
            help_text=_("The club reads comments without your name."),
            max_length=LONGEST,
            required=False,
            widget=forms.Textarea(attrs={"rows": 6}),
        )

    @property
    def marks(self) -> dict[str, int | None]:
        """The cleaned marks by question."""
        return {name: self.cleaned_data.get(name) for name in QUESTIONS}


WORDS = {
    5: _("5 – very good"),
    4: _("4 – good"),
    3: _("3 – fair"),
    2: _("2 – poor"),
    1: _("1 – bad"),
}
