"""Pages of text."""

from typing import ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from mayorsclub.content import parts
from mayorsclub.content.models.base import SitePage
from mayorsclub.publicity import structured


class StandardPage(SitePage):
    """A page of text."""

    intro = models.TextField(_("introduction"), blank=True)
    body = StreamField(parts.PageBody(), verbose_name=_("content"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
    parent_page_types: ClassVar[list[str]] = ["content.HomePage", "content.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["content.StandardPage"]
    template = "content/standard.html"

    class Meta:
        verbose_name = _("page of text")


class QuestionsPage(SitePage):
    """Questions that people ask, in groups, each with its answer."""

    intro = models.TextField(_("introduction"), blank=True)
    body = StreamField(parts.QuestionsBody(), verbose_name=_("questions"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
    parent_page_types: ClassVar[list[str]] = ["content.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "content/questions.html"

    class Meta:
        verbose_name = _("questions and answers")

    def structured_data(
        self, request: HttpRequest, steps: list[tuple[str, str]]
    ) -> list[structured.Data]:
        """The questions for search engines, beside the way to the page."""
        questions = [
            (entry["question"], strip_tags(entry["answer"].source.replace("</p><p>", "</p> <p>")))
            for block in self.body
            if block.block_type == "group"
            for entry in block.value["entries"]
        ]
        found = super().structured_data(request, steps)
        return [*found, structured.faq(questions)] if questions else found
