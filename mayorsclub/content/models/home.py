"""The first page of a language."""

from typing import ClassVar

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from mayorsclub.content import blocks
from mayorsclub.content.models.base import SitePage


class HomePage(SitePage):
    """The first page of a language, made of sections."""

    body = StreamField(blocks.HomeBody(), verbose_name=_("sections"), blank=True)

    # The two home pages are neighbours in the tree, so their slugs differ.
    override_translatable_fields: ClassVar[list] = []
    content_panels = [*Page.content_panels, FieldPanel("body")]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    max_count = len(settings.LANGUAGES)
    template = "content/home.html"

    class Meta:
        verbose_name = _("home page")
