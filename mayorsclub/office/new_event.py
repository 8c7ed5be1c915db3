"""Planning an event and changing its words; the points of its programme, its questions: pages
of forms."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from mayorsclub.accounts.roles import signed_in
from mayorsclub.events.domain import events, programme, questions
from mayorsclub.events.domain.events import facts_of
from mayorsclub.events.domain.programme import ItemFacts
from mayorsclub.events.domain.questions import QuestionFacts
from mayorsclub.events.domain.states import Move, is_allowed
from mayorsclub.events.models import Event, ProgrammeItem, Question
from mayorsclub.office.event_action_forms import QuestionForm
from mayorsclub.office.event_forms import FIELD_OF, NEW, EventForm, ProgrammeForm, grouped
from mayorsclub.office.shell import OfficePage
from mayorsclub.refusals import Refused


class EventFormPage(OfficePage, TemplateView):
    """A form in two columns of languages; what is refused stands at its field and stays."""

    rule = "events.keep"
    template_name = "office/event_form.html"
    header_icon = "calendar-alt"
    form_class: type[Any] = EventForm
    button: str | Promise = gettext_lazy("Save")
    event: Event | None = None

    def prepare(self) -> None:
        """Find what is changed, or Http404."""

    def initial(self) -> dict[str, Any]:
        return {}

    def save(self, form: Any) -> Event:
        """Do it; the event. May raise Refused."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form as things stand."""
        self.prepare()
        return self.page(self.form_class(initial=self.initial()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Save, or say at the field what is wrong; what was typed stays."""
        self.prepare()
        form = self.form_class(request.POST, initial=self.initial())
        if form.is_valid():
            try:
                event = self.save(form)
            except Refused as refusal:
                field = FIELD_OF.get(refusal.code)
                form.add_error(field if field in form.fields else None, refusal.message)
            else:
                messages.success(request, str(self.done))
                return redirect("office:event", event.pk)
        return self.page(form, status=422)

    done: str | Promise = gettext_lazy("Saved.")

    def acting(self) -> dict[str, Any]:
        """Who does it, and when."""
        return {"by": signed_in(self.request), "at": timezone.now()}

    def page(self, form: forms.BaseForm, status: int = 200) -> HttpResponse:
        context = self.get_context_data(
            form=form,
            groups=grouped(form, self.form_class.GROUPS),
            media=form.media,
            button=self.button,
        )
        return self.render_to_response(context, status=status)

    def get_breadcrumbs_items(self) -> list[dict[str, object]]:
        """The office, the events, this event, this page."""
        crumbs: list[dict[str, object]] = [*self.breadcrumbs_items]
        crumbs.append({"url": reverse("office:events"), "label": _("Events")})
        if self.event is not None:
            address = reverse("office:event", args=[self.event.pk])
            crumbs.append({"url": address, "label": self.event.title})
        return [*crumbs, {"url": "", "label": self.get_page_title()}]

    def changeable(self, pk: int) -> Event:
        """The event, if it can be changed now."""
        found = get_object_or_404(Event.objects.select_related("oblast"), pk=pk)
        if found.archived_at or not is_allowed(Move.CHANGE, found):
            raise Http404
        return found


class NewEvent(EventFormPage):
    """A draft; nobody outside the office knows of it."""

    page_title = gettext_lazy("Plan an event")
    button = gettext_lazy("Save the draft")
    done = gettext_lazy("The event is planned. Look at it, then announce it.")

    def initial(self) -> dict[str, Any]:
        return dict(NEW)

    def save(self, form: EventForm) -> Event:
        return events.plan(form.facts(), **self.acting())


class EditEvent(EventFormPage):
    """The words and facts of an event."""

    page_title = gettext_lazy("Change the event")

    def prepare(self) -> None:
        self.event = self.changeable(self.kwargs["pk"])

    def initial(self) -> dict[str, Any]:
        assert self.event is not None  # noqa: S101 (prepare() found it)
        return {**vars(facts_of(self.event)), "oblast": self.event.oblast_id}

    def save(self, form: EventForm) -> Event:
        return events.change(self.kwargs["pk"], form.facts(), **self.acting())


class NewProgrammeItem(EventFormPage):
    """One more point of the programme; it begins where the last one ended."""

    page_title = gettext_lazy("A point of the programme")
    form_class = ProgrammeForm
    done = gettext_lazy("The programme is changed.")

    def prepare(self) -> None:
        self.event = self.changeable(self.kwargs["event"])

    def initial(self) -> dict[str, Any]:
        assert self.event is not None  # noqa: S101
        last = self.event.programme.last()
        return {"starts_at": (last.ends_at or last.starts_at) if last else self.event.starts_at}

    def save(self, form: ProgrammeForm) -> Event:
        facts = ItemFacts(**form.cleaned_data)
        return programme.add(self.kwargs["event"], facts, **self.acting()).event


class EditProgrammeItem(NewProgrammeItem):
    """A point as it stands."""

    page_title = gettext_lazy("Change the point of the programme")
    item: ProgrammeItem

    def prepare(self) -> None:
        super().prepare()
        self.item = get_object_or_404(
            ProgrammeItem, pk=self.kwargs["pk"], event=self.kwargs["event"]
        )

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.item, name) for name in ProgrammeForm.base_fields}

    def save(self, form: ProgrammeForm) -> Event:
        facts = ItemFacts(**form.cleaned_data)
        return programme.change(self.item.pk, facts, **self.acting()).event


class EditQuestion(EventFormPage):
    """A question as it stands, to be corrected; what was answered keeps its meaning."""

    page_title = gettext_lazy("Change the question")
    form_class = QuestionForm
    done = gettext_lazy("The question is changed.")
    question: Question

    def prepare(self) -> None:
        self.event = self.changeable(self.kwargs["event"])
        asked = self.event.questions.filter(removed_at=None)
        self.question = get_object_or_404(asked, pk=self.kwargs["pk"])

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.question, name) for name in QuestionForm.base_fields}

    def save(self, form: QuestionForm) -> Event:
        facts = QuestionFacts(**form.cleaned_data)
        return questions.change(self.question.pk, facts, **self.acting()).event
