"""Page types of the site and what surrounds every page."""

from typing import Any, ClassVar

from csp.constants import SELF
from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from mayorsclub.content import blocks


class SitePage(Page):
    """What all our pages have: addresses in both languages, a preview in the office."""

    # English slugs in both languages: /join/ and /en/join/.
    override_translatable_fields: ClassVar[list] = [SynchronizedField("slug", overridable=False)]

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        versions = self.get_translations(inclusive=True).live().public().select_related("locale")
        return {
            **super().get_context(request, *args, **kwargs),
            "translations": {
                version.locale.language_code: version.get_url(request) for version in versions
            },
        }

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The page as the office's editor shows it, in a frame of our own host."""
        response = super().serve_preview(request, mode_name)
        response._csp_replace = {"frame-ancestors": [SELF]}
        response.xframe_options_exempt = True
        return response


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


class StandardPage(SitePage):
    """A page of text."""

    intro = models.TextField(_("introduction"), blank=True)
    body = StreamField(blocks.PageBody(), verbose_name=_("content"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
    template = "content/standard.html"

    class Meta:
        verbose_name = _("page of text")


class ApplyPage(SitePage):
    """The page before an application: who may, the steps, how long it takes, the start."""

    class Kind(models.TextChoices):
        """As applications name their kinds; the start button leads there."""

        MEMBERSHIP = "membership", _("Membership")
        PARTNERSHIP = "partnership", _("Partnership")

    kind = models.CharField(_("kind of application"), max_length=20, choices=Kind)
    intro = models.TextField(_("introduction"), blank=True)
    who_title = models.CharField(_("who may: heading"), max_length=120)
    who = StreamField(blocks.Lines(), verbose_name=_("who may"))
    steps_title = models.CharField(_("steps: heading"), max_length=120)
    steps = StreamField(blocks.Lines(), verbose_name=_("steps"))
    time_title = models.CharField(_("how long: heading"), max_length=120)
    time = RichTextField(_("how long it takes"), features=blocks.RICH)
    extra_title = models.CharField(_("more: heading"), max_length=120, blank=True)
    extra = StreamField(blocks.Lines(), verbose_name=_("more"), blank=True)
    button = models.CharField(_("text of the button"), max_length=60)

    content_panels = [
        *Page.content_panels,
        FieldPanel("kind"),
        FieldPanel("intro"),
        MultiFieldPanel([FieldPanel("who_title"), FieldPanel("who")], _("Who may")),
        MultiFieldPanel([FieldPanel("steps_title"), FieldPanel("steps")], _("Steps")),
        MultiFieldPanel([FieldPanel("time_title"), FieldPanel("time")], _("How long it takes")),
        MultiFieldPanel([FieldPanel("extra_title"), FieldPanel("extra")], _("More")),
        FieldPanel("button"),
    ]
    template = "content/apply.html"

    class Meta:
        verbose_name = _("page before an application")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["membership", "partnership"]), name="apply_page_kind"
            )
        ]

    @property
    def start_url(self) -> str:
        return reverse("applications:start", kwargs={"kind": self.kind})


@register_setting(icon="site")
class Surroundings(BaseSiteSetting):
    """What is around every page: the menu, the footer, the address to write to."""

    contact_email = models.EmailField(_("address to write to"), default="club@example.org")
    menu = StreamField([("item", blocks.MenuItemBlock())], verbose_name=_("menu"), blank=True)
    footer = StreamField([("item", blocks.MenuItemBlock())], verbose_name=_("footer"), blank=True)
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
