"""The club's documents with their versions."""

import datetime
from typing import Any, ClassVar, NamedTuple

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from mayorsclub.content import parts
from mayorsclub.content.models.base import SitePage


class Shown(NamedTuple):
    """A document as the page shows it.

    current: the version in force, None before the first one's date. coming: later ones,
    the next first. earlier: those that ended, the newest first.
    """

    value: Any
    anchor: str
    current: Any
    coming: list
    earlier: list


class DocumentsPage(SitePage):
    """The club's documents by kind: what is in force, what was, what changed."""

    intro = models.TextField(_("introduction"), blank=True)
    empty_title = models.CharField(_("when there are none: heading"), max_length=120)
    empty_text = models.TextField(_("when there are none: text"), blank=True)
    body = StreamField(parts.DocumentsBody(), verbose_name=_("documents"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("body"),
        FieldPanel("empty_title"),
        FieldPanel("empty_text"),
    ]
    parent_page_types: ClassVar[list[str]] = ["content.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "content/documents.html"

    class Meta:
        verbose_name = _("documents")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """kinds: a label and its documents, for each kind that has any."""
        return {
            **super().get_context(request, *args, **kwargs),
            "kinds": self.by_kind(timezone.localdate()),
        }

    def by_kind(self, today: datetime.date) -> list[tuple[str | Promise, list[Shown]]]:
        """Documents by kind as they are on a day, in the editors' order."""
        kinds = parts.DocumentBlock().child_blocks["kind"].field.choices
        found = []
        for name, label in kinds:
            documents = [shown(block, today) for block in self.body if block.value["kind"] == name]
            if name and documents:
                found.append((label, documents))
        return found


def shown(block: Any, today: datetime.date) -> Shown:
    """Sort the versions of a document into what is in force, what comes and what was."""
    versions = sorted(block.value["versions"], key=lambda version: version["since"], reverse=True)
    coming = [version for version in versions if version["since"] > today]
    past = versions[len(coming) :]
    return Shown(
        value=block.value,
        anchor=block.value["anchor"] or f"d-{block.id[:8]}",
        current=past[0] if past else None,
        coming=coming[::-1],
        earlier=past[1:],
    )
