"""The page of one record: facts, panels, what can be done, letters, history."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Model
from django.forms import Media
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import View

from mayorsclub.accounts.roles import signed_in
from mayorsclub.office import notes, timeline
from mayorsclub.office.actions import Action, Text
from mayorsclub.office.domain.notes import notes_about
from mayorsclub.office.models import Note
from mayorsclub.office.shell import OfficePage
from mayorsclub.refusals import Refused

__all__ = ["READ_ONLY", "Action", "Panel", "RecordPage", "Text"]

READ_ONLY = gettext_lazy(
    "You see this record as an administrator. It is changed by the secretariat, so that "
    "whoever gives roles does not decide on members, too."
)


@dataclass(frozen=True)
class Panel:
    """A part of the page with a template of its own."""

    title: Text
    template: str
    context: dict[str, Any]


class RecordPage(OfficePage, View):
    """One record. Subclasses say what it is; only the actions they offer now can be done."""

    template_name = "office/record.html"
    # Where the panels are what one comes for, the notes stand below them.
    panels_first = False

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

    def only_read(self, record: Any) -> Text:
        """Why nothing can be done here by this person; '' where that is not so."""
        return ""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.record = self.find(pk)
        return self.show()

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Do one action; what it does not take is explained and stays typed."""
        self.record = self.find(pk)
        wanted = request.POST.get("action", "")
        possible = [*self.actions(self.record), *self.note_actions(), *self.restoring()]
        action = next((one for one in possible if one.name == wanted), None)
        if action is None:
            raise Http404
        form = action.made_form(request.POST, request.FILES)
        if form.is_valid():
            values = {**form.cleaned_data}
            if action.asks_word:
                values.pop("confirm")
            try:
                answer = action.run(**values)
            except Refused as refusal:
                form.add_error(None, refusal.message)
            else:
                if isinstance(answer, HttpResponseBase):
                    return answer
                messages.success(request, str(action.done))
                return redirect(action.next_address(request.path, answer))
        return self.show(tried=action, form=form, status=422)

    # -- Notes and the line of time

    @cached_property
    def about(self) -> list[Any]:
        """The record and those that belong on its page."""
        return [self.record, *self.related(self.record)]

    @cached_property
    def notes(self) -> list[Note]:
        """The notes on them, the pinned ones first."""
        return list(notes_about(self.about))

    def note_actions(self) -> list[Action]:
        return notes.actions(self.record, self.notes, signed_in(self.request))

    def restoring(self) -> list[Action]:
        """The way back of a note that was just removed."""
        asked = self.request.GET.get("undo_note", "")
        return notes.restoring(asked, self.about, signed_in(self.request))

    def line(self) -> dict[str, Any]:
        """The page of the line that the address asks for, filtered by sort."""
        lines = timeline.of(self.about, viewer=signed_in(self.request))
        counts = Counter(sort for line in lines for sort in line.sorts)
        sort = self.request.GET.get("line", "")
        if sort in timeline.Sort.values:
            lines = [line for line in lines if sort in line.sorts]
        page = Paginator(lines, timeline.PER_PAGE).get_page(self.request.GET.get("line_page"))
        sorts = [(each, counts[each]) for each in timeline.Sort if counts[each]]
        return {"page": page, "sorts": sorts, "sort": sort, "count": len(lines)}

    def show(
        self, *, tried: Action | None = None, form: forms.BaseForm | None = None, status: int = 200
    ) -> HttpResponse:
        def with_form(action: Action) -> tuple[Action, forms.BaseForm]:
            is_tried = form is not None and tried is not None and action.name == tried.name
            return action, form if is_tried and form is not None else action.made_form()

        offered = [with_form(action) for action in self.actions(self.record)]
        on_notes = {one.name: with_form(one) for one in self.note_actions()}
        every = [*offered, *on_notes.values()]
        context = {
            **self.get_context_data(),
            "record": self.record,
            "facts": self.facts(self.record),
            "panels": self.panels(self.record),
            "panels_first": self.panels_first,
            "offered": offered,
            "only_read": "" if offered else self.only_read(self.record),
            "media": sum((one.media for _action, one in every), Media()),
            "every": every,
            "tried": tried,
            "write_note": on_notes["note"],
            "notes": [(note, actions_on(note, on_notes)) for note in self.notes],
            "restoring": [with_form(action) for action in self.restoring()],
            "line": self.line(),
        }
        return self.render_to_response(context, status=status)


def actions_on(
    note: Note, offered: dict[str, tuple[Action, forms.BaseForm]]
) -> list[tuple[Action, forms.BaseForm]]:
    """Those of the offered actions that concern this note."""
    names = [f"note-{what}-{note.pk}" for what in ("done", "change", "remove")]
    return [offered[name] for name in names if name in offered]
