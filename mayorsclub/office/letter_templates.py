"""Templates of letters: words kept to be used again."""

from functools import partial
from typing import Any

import django_filters
from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from mayorsclub.accounts.roles import signed_in
from mayorsclub.mail.rendering import render
from mayorsclub.mailings.domain import templates
from mayorsclub.mailings.domain.words import FIELDS
from mayorsclub.mailings.models import LetterTemplate
from mayorsclub.mailings.segments import SOURCES
from mayorsclub.office.columns import MomentColumn
from mayorsclub.office.letters import framed
from mayorsclub.office.listing import OfficeList
from mayorsclub.office.mailing_form import WordsForm
from mayorsclub.office.records import Action, Panel, RecordPage, Text
from mayorsclub.office.shell import OfficePage
from mayorsclub.office.wordings import always
from mayorsclub.refusals import Refused

HOME = (gettext_lazy("Templates of letters"), lambda: reverse("office:letter_templates"))


def meanings() -> dict[str, Text]:
    """Every name that a template may use and what it stands for."""
    return {
        name: meaning
        for source in SOURCES.values()
        for name, meaning in source.placeholders.items()
    }


class TemplateFilters(WagtailFilterSet):
    """In the archive or not."""

    archived = django_filters.BooleanFilter(
        label=gettext_lazy("In the archive"),
        method=lambda found, _name, value: found.filter(archived_at__isnull=not value),
    )

    class Meta:
        model = LetterTemplate
        fields: list[str] = []


class TemplateList(OfficeList):
    """All templates, by name."""

    name = "letter_templates"
    page_title = gettext_lazy("Templates of letters")
    header_icon = "doc-full"
    filterset_class = TemplateFilters
    default_ordering = "name"
    columns = [
        TitleColumn(
            "name",
            label=pgettext_lazy("thing", "Name"),
            sort_key="name",
            get_url=lambda template: reverse("office:letter_template", args=[template.pk]),
        ),
        Column("subject_uk", label=gettext_lazy("Subject")),
        Column("get_purpose_display", label=pgettext_lazy("letter", "Kind"), sort_key="purpose"),
        MomentColumn("changed_at", label=gettext_lazy("Changed"), sort_key="changed_at"),
    ]

    def get_header_buttons(self) -> list[HeaderButton]:
        """The way to a new one."""
        address = reverse("office:new_letter_template")
        return [HeaderButton(_("New template"), url=address, icon_name="plus")]

    def records(self) -> QuerySet[LetterTemplate]:
        return LetterTemplate.objects.all()

    def search(self, records: QuerySet[LetterTemplate], text: str) -> QuerySet[LetterTemplate]:
        return records.filter(name__icontains=text)


class TemplateForm(WordsForm):
    """Words with a name."""

    name = forms.CharField(label=gettext_lazy("Name of the template"), max_length=120)
    field_order = ["name", *FIELDS]


class WriteTemplate(OfficePage, TemplateView):
    """A new template, or the words of one."""

    template_name = "office/template_form.html"
    header_icon = "doc-full"
    page_title: str | Promise = gettext_lazy("New template")
    parent = HOME

    def find(self) -> LetterTemplate | None:
        pk = self.kwargs.get("pk")
        return get_object_or_404(LetterTemplate, pk=pk) if pk else None

    def get_page_title(self) -> str:
        found = self.find()
        return str(found or self.page_title)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = self.find()
        names = ("name", *FIELDS)
        initial = {name: getattr(found, name) for name in names} if found else {}
        return self.render_to_response(self.get_context_data(form=TemplateForm(initial=initial)))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save it, or say what is wrong; what was typed stays."""
        found = self.find()
        form = TemplateForm(request.POST)
        if form.is_valid():
            try:
                saved = templates.save(
                    found.pk if found else None,
                    by=signed_in(request),
                    at=timezone.now(),
                    **form.cleaned_data,
                )
            except Refused as refusal:
                form.add_error(None, refusal.message)
            else:
                messages.success(request, _("The template is saved."))
                return redirect("office:letter_template", saved.pk)
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "names": meanings()}


class TemplatePage(RecordPage):
    """One template as a letter, with a word in place of each name."""

    header_icon = "doc-full"
    parent = HOME

    def find(self, pk: int) -> LetterTemplate:
        return get_object_or_404(LetterTemplate.objects.select_related("changed_by"), pk=pk)

    def get_header_buttons(self) -> list[HeaderButton]:
        """The way to its words."""
        address = reverse("office:edit_letter_template", args=[self.record.pk])
        return [HeaderButton(_("Change"), url=address, icon_name="edit")]

    def facts(self, record: LetterTemplate) -> list[tuple[Text, object]]:
        return [
            (_("Kind"), record.get_purpose_display()),
            (_("Changed by"), record.changed_by),
            (_("In the archive"), _("yes") if record.archived_at else _("no")),
        ]

    def panels(self, record: LetterTemplate) -> list[Panel]:
        languages = ["uk", "en"] if record.text_en else ["uk"]
        shown = [
            (language, getattr(record, f"subject_{language}"), getattr(record, f"text_{language}"))
            for language in languages
        ]
        return [
            Panel(
                _("Preview"),
                "office/parts/template_preview.html",
                {"record": record, "shown": shown},
            )
        ]

    def actions(self, record: LetterTemplate) -> list[Action]:
        how = self.acting("by")
        if record.archived_at:
            return [
                Action(
                    "restore",
                    _("Take out of the archive"),
                    _("It is offered again."),
                    partial(templates.restore, record.pk, **how),
                )
            ]
        return [
            Action(
                "archive",
                _("Put into the archive"),
                _("It is in the archive."),
                partial(templates.archive, record.pk, **how),
            )
        ]


class TemplateBody(OfficePage, TemplateView):
    """The HTML of a template for the frame on its page."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        record = get_object_or_404(LetterTemplate, pk=kwargs["pk"])
        language = "en" if request.GET.get("in") == "en" and record.text_en else "uk"
        samples = {name: f"[{meaning}]" for name, meaning in meanings().items()}
        letter = render(
            getattr(record, f"subject_{language}"),
            getattr(record, f"text_{language}"),
            samples | always(language),
            language,
        )
        return framed(letter.html)
