"""The texts that the office answers common questions with."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages as notices
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from mayorsclub.accounts.roles import signed_in
from mayorsclub.inbox import topics
from mayorsclub.inbox.domain import saved
from mayorsclub.inbox.domain.rows import LONGEST_TEXT
from mayorsclub.inbox.models import SavedAnswer
from mayorsclub.office.columns import MomentColumn
from mayorsclub.office.listing import OfficeList
from mayorsclub.office.records import Action, Panel, RecordPage, Text
from mayorsclub.office.shell import OfficePage
from mayorsclub.refusals import Refused
from mayorsclub.ukrainian.dates import moment


class SavedAnswerList(OfficeList):
    """All saved answers, by title."""

    name = "saved_answers"
    page_title = gettext_lazy("Saved answers")
    header_icon = "doc-full"
    default_ordering = "title"
    columns = [
        TitleColumn(
            "title",
            label=gettext_lazy("Title"),
            sort_key="title",
            get_url=lambda found: reverse("office:saved_answer", args=[found.pk]),
        ),
        Column(
            "topic",
            label=gettext_lazy("Topic"),
            accessor=lambda found: topics.get(found.topic).label if found.topic else "–",
        ),
        MomentColumn("changed_at", label=gettext_lazy("Changed"), sort_key="changed_at"),
    ]

    def get_header_buttons(self) -> list[HeaderButton]:
        """The way to write one."""
        url = reverse("office:new_saved_answer")
        return [HeaderButton(_("New saved answer"), url=url, icon_name="plus")]

    def records(self) -> QuerySet[SavedAnswer]:
        return SavedAnswer.objects.select_related("changed_by")

    def search(self, records: QuerySet[SavedAnswer], text: str) -> QuerySet[SavedAnswer]:
        return records.filter(
            Q(title__icontains=text) | Q(text_uk__icontains=text) | Q(text_en__icontains=text)
        )


def topic_choices() -> list[tuple[str, object]]:
    every = [(topic.slug, topic.label) for topic in topics.every()]
    return [("", gettext_lazy("any topic")), *every]


class SavedAnswerForm(forms.Form):
    """One saved answer in both languages."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=120)
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), choices=topic_choices, required=False)
    text_uk = forms.CharField(
        label=gettext_lazy("Text in Ukrainian"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    text_en = forms.CharField(
        label=gettext_lazy("Text in English"),
        help_text=gettext_lazy("Without it the answer is not offered for English messages."),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class SavedAnswerPage(RecordPage):
    """One saved answer: read, change, remove."""

    header_icon = "doc-full"
    parent = (gettext_lazy("Saved answers"), lambda: reverse("office:saved_answers"))

    def find(self, pk: int) -> SavedAnswer:
        return get_object_or_404(SavedAnswer.objects.select_related("changed_by"), pk=pk)

    def facts(self, record: SavedAnswer) -> list[tuple[Text, object]]:
        return [
            (_("Topic"), topics.get(record.topic).label if record.topic else _("any topic")),
            (_("Changed"), moment(record.changed_at, self.language)),
            (_("Who"), str(record.changed_by)),
        ]

    def panels(self, record: SavedAnswer) -> list[Panel]:
        return [
            Panel(title, "office/parts/words.html", {"text": text})
            for title, text in (
                (_("Text in Ukrainian"), record.text_uk),
                (_("Text in English"), record.text_en),
            )
        ]

    def actions(self, record: SavedAnswer) -> list[Action]:
        how = self.acting("by")

        def change(**words: str) -> None:
            saved.save_answer(record.pk, saved.Words(**words), **how)

        return [
            Action(
                "change",
                _("Change the words"),
                _("Saved."),
                change,
                form=SavedAnswerForm,
                initial={
                    name: getattr(record, name) for name in ("title", "topic", "text_uk", "text_en")
                },
            ),
            Action(
                "remove",
                _("Remove"),
                _("The saved answer is removed."),
                partial(saved.remove_answer, record.pk, **how),
                help=_("Answers that were sent keep their words."),
                is_serious=True,
                leads_to=reverse("office:saved_answers"),
            ),
        ]


class NewSavedAnswerPage(OfficePage, TemplateView):
    """Write a new one."""

    template_name = "office/new_saved_answer.html"
    page_title = gettext_lazy("New saved answer")
    header_icon = "doc-full"
    parent = (gettext_lazy("Saved answers"), lambda: reverse("office:saved_answers"))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The empty form."""
        return self.render_to_response(self.get_context_data(form=SavedAnswerForm()))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Save it, or say what is wrong; what was typed stays."""
        form = SavedAnswerForm(request.POST)
        if form.is_valid():
            try:
                made = saved.save_answer(
                    None,
                    saved.Words(**form.cleaned_data),
                    by=signed_in(request),
                    at=timezone.now(),
                )
            except Refused as refusal:
                form.add_error(None, refusal.message)
            else:
                notices.success(request, _("Saved."))
                return redirect("office:saved_answer", made.pk)
        return self.render_to_response(self.get_context_data(form=form), status=422)
