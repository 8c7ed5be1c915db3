"""Pages of text."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from mayorsclub.content import blocks
from mayorsclub.content.models.base import SitePage


class StandardPage(SitePage):
    """A page of text."""

    intro = models.TextField(_("introduction"), blank=True)
    body = StreamField(blocks.PageBody(), verbose_name=_("content"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
    template = "content/standard.html"

    class Meta:
        verbose_name = _("page of text")
