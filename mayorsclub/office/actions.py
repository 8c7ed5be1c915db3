"""What can be done with a record: its form, its deed, and what guards it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.functional import Promise

from mayorsclub.office.words import with_word

Text = str | Promise


@dataclass(frozen=True)
class Action:
    """Something that can be done with a record now.

    run: called with the cleaned values of the form; a domain function does it, and may
    raise Refused; an HTTP response that it gives (a file) is the answer. done: the sentence
    that says it is done. leads_to: the page after it, where that is not the record's own; or what
    gives it for the answer of `run`.
    is_serious: it asks for the word, unless it can be undone (undone_by: a sentence that
    says how) or its form asks for something of the same weight (has_own_word).
    group: a heading above the first of those that belong together.
    """

    name: str
    label: Text
    done: Text
    run: Callable[..., object]
    form: type[forms.BaseForm] = forms.Form
    initial: dict[str, Any] = field(default_factory=dict)
    help: Text = ""
    is_serious: bool = False
    leads_to: str | Callable[[Any], str] = ""
    undone_by: Text = ""
    has_own_word: bool = False
    group: Text = ""

    @property
    def asks_word(self) -> bool:
        """Whether the word has to be typed first."""
        return self.is_serious and not self.undone_by and not self.has_own_word

    def next_address(self, here: str, answer: object) -> str:
        """The page after the deed; here: the record's own."""
        found = self.leads_to(answer) if callable(self.leads_to) else self.leads_to
        return here + found if not found or found.startswith("?") else found

    def made_form(self, *args: Any) -> forms.BaseForm:
        """The form, bound where values are given, with the word where it is asked for."""
        kind = with_word(self.form) if self.asks_word else self.form
        bound = dict(zip(("data", "files"), args, strict=False))
        return kind(**bound, prefix=self.name, initial=self.initial)
