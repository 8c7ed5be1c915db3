"""The page before an application."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from mayorsclub.content import blocks, parts
from mayorsclub.content.models.base import SitePage


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
    time = RichTextField(_("how long it takes"), features=parts.RICH)
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
