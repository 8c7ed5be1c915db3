"""Writing what is new: a session, a series, a topic, an expert."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from mayorsclub.accounts.roles import signed_in
from mayorsclub.office.session_forms import ExpertForm, NewSessionForm, SeriesForm, TopicForm
from mayorsclub.office.session_lists import RULE
from mayorsclub.office.shell import OfficePage
from mayorsclub.refusals import Refused
from mayorsclub.sessions.domain import experts, series, sessions, topics


class NewPage(OfficePage, TemplateView):
    """A form for a new record. Subclasses say its form, and write it."""

    rule = RULE
    template_name = "office/new_session.html"
    form_class: ClassVar[type[forms.Form]]

    def write(self, values: dict[str, Any], **how: Any) -> HttpResponse:
        """Write the record and lead to it; may raise Refused."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The empty form."""
        return self.show(self.form_class())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Save it, or say what is wrong; what was typed stays."""
        form = self.form_class(request.POST)
        if form.is_valid():
            try:
                answer = self.write(form.cleaned_data, by=signed_in(request), at=timezone.now())
            except Refused as refusal:
                form.add_error(None, refusal.message)
            else:
                messages.success(request, _("Saved."))
                return answer
        return self.show(form, status=422)

    def show(self, form: forms.Form, status: int = 200) -> HttpResponse:
        context = self.get_context_data(form=form, media=form.media)
        return self.render_to_response(context, status=status)


class NewSessionPage(NewPage):
    """A session, as a draft."""

    page_title = gettext_lazy("New session")
    header_icon = "media"
    parent = (gettext_lazy("Expert sessions"), lambda: reverse("office:sessions"))
    form_class = NewSessionForm

    def write(self, values: dict[str, Any], **how: Any) -> HttpResponse:
        into, slug = values.pop("series"), values.pop("slug")
        facts = sessions.SessionFacts(**values)
        made = sessions.write(facts, series=into, slug=slug, **how)
        return redirect("office:session", made.pk)


class NewSeriesPage(NewPage):
    """A series."""

    page_title = gettext_lazy("New series")
    header_icon = "media"
    parent = (gettext_lazy("Series of sessions"), lambda: reverse("office:session_series"))
    form_class = SeriesForm

    def write(self, values: dict[str, Any], **how: Any) -> HttpResponse:
        return redirect("office:series", series.add(**values, **how).pk)


class NewTopicPage(NewPage):
    """A topic."""

    page_title = gettext_lazy("New topic")
    header_icon = "tag"
    parent = (gettext_lazy("Topics"), lambda: reverse("office:session_topics"))
    form_class = TopicForm

    def write(self, values: dict[str, Any], **how: Any) -> HttpResponse:
        return redirect("office:session_topic", topics.add(**values, **how).pk)


class NewExpertPage(NewPage):
    """An expert, shown to nobody yet."""

    page_title = gettext_lazy("New expert")
    header_icon = "user"
    parent = (gettext_lazy("Experts"), lambda: reverse("office:experts"))
    form_class = ExpertForm

    def write(self, values: dict[str, Any], **how: Any) -> HttpResponse:
        made = experts.enter(experts.ExpertFacts(**values), **how)
        return redirect("office:expert", made.pk)
