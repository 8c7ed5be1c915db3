"""What surrounds every page."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField

from mayorsclub.content import links


@register_setting(icon="site")
class Surroundings(BaseSiteSetting):
    """What is around every page: the menu, the footer, the address to write to."""

    contact_email = models.EmailField(_("address to write to"), default="club@example.org")
    menu = StreamField([("item", links.MenuItemBlock())], verbose_name=_("menu"), blank=True)
    footer = StreamField([("item", links.MenuItemBlock())], verbose_name=_("footer"), blank=True)
    footer_uk = models.CharField(_("line of the footer in Ukrainian"), max_length=200, blank=True)
    footer_en = models.CharField(_("line of the footer in English"), max_length=200, blank=True)

    panels = [
        FieldPanel("contact_email"),
        FieldPanel("menu"),
        MultiFieldPanel(
            [FieldPanel("footer"), FieldPanel("footer_uk"), FieldPanel("footer_en")], _("Footer")
        ),
    ]

    class Meta:
        verbose_name = _("menu, footer, contact")

    @property
    def footer_line(self) -> str:
        return self.footer_en if get_language() == "en" else self.footer_uk
