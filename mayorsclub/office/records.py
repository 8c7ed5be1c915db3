"""The page of one record: facts, panels, what can be done, letters, history."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.forms import Media
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.views.generic import View

from mayorsclub.accounts.roles import signed_in
from mayorsclub.audit.queries import history
from mayorsclub.mail.queries import letters_about
from mayorsclub.office.history import lines
from mayorsclub.office.shell import OfficePage
from mayorsclub.office.subjects import shown_subject
from mayorsclub.refusals import Refused

Text = str | Promise


@dataclass(frozen=True)
class Action:
    """Something that can be done with a record now.

    run: called with the cleaned values of the form; a domain function does it, and may
    raise Refused. done: the sentence that says it is done. leads_to: the page after it, where
    that is not the record's own.
    """

    name: str
    label: Text
    done: Text
    run: Callable[..., object]
    form: type[forms.BaseForm] = forms.Form
    initial: dict[str, Any] = field(default_factory=dict)
    help: Text = ""
    is_serious: bool = False
    leads_to: str = ""


@dataclass(frozen=True)
class Panel:
    """A part of the page with a template of its own."""

    title: Text
    template: str
    context: dict[str, Any]


class RecordPage(OfficePage, View):
    """One record. Subclasses say what it is; only the actions they offer now can be done."""

    template_name = "office/record.html"
    shows_letters = True

    def find(self, pk: int) -> Any:
        """The record, or Http404."""
        raise NotImplementedError

    def facts(self, record: Any) -> list[tuple[Text, object]]:
        """What it is, in rows."""
        return []

    def panels(self, record: Any) -> list[Panel]:
        return []

    def actions(self, record: Any) -> list[Action]:
        return []

    def related(self, record: Any) -> list[Model]:
        """Other records whose history and letters belong on this page."""
        return []

    def get_page_title(self) -> str:
        return str(self.record)

    def acting(self, actor: str) -> dict[str, Any]:
        """Who does it, under the name that the domain function gives it, and when."""
        return {actor: signed_in(self.request), "at": timezone.now()}

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.record = self.find(pk)
        return self.show()

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do one action; what it does not take is explained and stays typed."""
        self.record = self.find(pk)
        wanted = request.POST.get("action", "")
        action = next((one for one in self.actions(self.record) if one.name == wanted), None)
        if action is None:
            raise Http404
        form = action.form(request.POST, request.FILES, prefix=action.name)
        if form.is_valid():
            try:
                action.run(**form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, refusal.message)
            else:
                messages.success(request, str(action.done))
                return redirect(action.leads_to or request.path)
        return self.show(tried=action, form=form, status=422)

    def show(
        self, *, tried: Action | None = None, form: forms.BaseForm | None = None, status: int = 200
    ) -> HttpResponse:
        about = [self.record, *self.related(self.record)]
        offered = [
            (
                action,
                form
                if form is not None and tried is not None and action.name == tried.name
                else action.form(prefix=action.name, initial=action.initial),
            )
            for action in self.actions(self.record)
        ]
        context = {
            **self.get_context_data(),
            "record": self.record,
            "facts": self.facts(self.record),
            "panels": self.panels(self.record),
            "offered": offered,
            "media": sum((one.media for _action, one in offered), Media()),
            "tried": tried,
            "letters": letters_of(about) if self.shows_letters else None,
            "history": lines(entry for one in about for entry in history(one)),
        }
        return self.render_to_response(context, status=status)


def letters_of(records: list[Any]) -> list[tuple[str, Any]]:
    """The letters about these records with what is shown of their subjects, newest first."""
    found = [letter for record in records for letter in letters_about(record)]
    found.sort(key=lambda letter: (letter.written_at, letter.pk), reverse=True)
    return [(shown_subject(letter), letter) for letter in found]
