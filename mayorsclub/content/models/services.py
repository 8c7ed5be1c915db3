"""What the club does for its members: the list and a page for each service."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from mayorsclub.content import blocks, parts, places, translations
from mayorsclub.content.models.base import SitePage


class ServicesPage(SitePage):
    """All services, in the order of the pages below this one."""

    intro = models.TextField(_("introduction"), blank=True)
    body = StreamField(parts.PageBody(), verbose_name=_("content"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
    parent_page_types: ClassVar[list[str]] = ["content.HomePage"]
    subpage_types: ClassVar[list[str]] = ["content.ServicePage"]
    template = "content/services.html"

    class Meta:
        verbose_name = _("list of services")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """services: the live pages below."""
        readable = translations.open_pages(request).values("pk")
        below = ServicePage.objects.child_of(self).filter(pk__in=readable).order_by("path")
        return {**super().get_context(request, *args, **kwargs), "services": below}


class ServicePage(SitePage):
    """One service: what it is, who may ask, how it goes, and where to ask for it."""

    class Topic(models.TextChoices):
        """As the contact form names its topics."""

        PROJECTS = "projects", _("Projects and finance")
        PARTNERS = "partners", _("Strategic partners")
        STRATEGY = "strategy", _("Strategic development")
        EXCHANGE = "exchange", _("Exchange, training, mentoring")
        MISSIONS = "missions", _("Trade missions and events")
        CITY_SERVICES = "city-services", _("Services for cities and communities")

    topic = models.CharField(_("topic of the message"), max_length=20, choices=Topic)
    summary = models.CharField(_("in one sentence"), max_length=250)
    what = RichTextField(_("what it is"), features=parts.PLAIN)
    who = StreamField(blocks.Lines(), verbose_name=_("who may ask"))
    steps = StreamField(blocks.Lines(), verbose_name=_("how it goes"))
    body = StreamField(parts.PageBody(), verbose_name=_("more"), blank=True)

    override_translatable_fields: ClassVar[list] = [
        *SitePage.override_translatable_fields,
        SynchronizedField("topic", overridable=False),
    ]
    content_panels = [
        *Page.content_panels,
        FieldPanel("topic"),
        FieldPanel("summary"),
        FieldPanel("what"),
        FieldPanel("who"),
        FieldPanel("steps"),
        FieldPanel("body"),
    ]
    parent_page_types: ClassVar[list[str]] = ["content.ServicesPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "content/service.html"

    class Meta:
        verbose_name = _("service")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    topic__in=[
                        "projects",
                        "partners",
                        "strategy",
                        "exchange",
                        "missions",
                        "city-services",
                    ]
                ),
                name="service_page_topic",
            )
        ]

    @property
    def ask_url(self) -> str:
        """The contact form with this topic chosen; '' while there is no form."""
        address = places.address("contact")
        return f"{address}?{urlencode({'topic': self.topic})}" if address else ""
