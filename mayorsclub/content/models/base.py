"""What all our pages have."""

from functools import cached_property
from typing import Any, ClassVar

from csp.constants import SELF
from django.http import HttpRequest, HttpResponse
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from mayorsclub.content import translations
from mayorsclub.publicity import structured


class SitePage(Page):
    """What all our pages have: addresses in both languages, how others see it, a preview."""

    # English slugs in both languages: /join/ and /en/join/.
    override_translatable_fields: ClassVar[list] = [SynchronizedField("slug", overridable=False)]

    # "article" for what is news, as Open Graph names it.
    sharing_kind: ClassVar[str] = "website"
    # Set by the hook that lets the page be served (wagtail_hooks.py).
    served_restrictions: list | None = None

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        versions = translations.versions(self, request)
        steps = self.breadcrumbs(request)
        language = translations.text_language(self)
        is_untranslated = language != (get_language() or language)
        return {
            **super().get_context(request, *args, **kwargs),
            "translations": versions,
            "breadcrumbs": steps,
            "structured_data": self.structured_data(request, steps),
            "sharing_picture": self.sharing_picture(request),
            # Only where the text is in another language than the page around it.
            "content_language": language if is_untranslated else "",
            "known_at": versions.get(language, "") if is_untranslated else "",
        }

    @property
    def sharing_description(self) -> str:
        """What search engines and other sites say of the page: the editor's words for them,
        else how the page begins; empty when it has neither."""
        if self.search_description:
            return self.search_description
        beginnings = (getattr(self, name, "") for name in ("lead", "summary", "intro"))
        return Truncator(next(filter(None, beginnings), "")).chars(200)

    def breadcrumbs(self, request: HttpRequest) -> list[tuple[str, str]]:
        """(name, path) from the first page to this one; nothing on the first page itself."""
        if self.is_first:
            return []
        between = (
            self.get_ancestors().filter(depth__gt=2) if self.depth > 3 else Page.objects.none()
        )
        keys = list(between.values_list("translation_key", flat=True))
        found = translations.best_versions(keys, request) if keys else {}
        steps = [
            (page.title, translations.address(page, request))
            for key in keys
            if (page := found.get(key))
        ]
        language = get_language() or translations.SOURCE
        home = "/" if language == translations.SOURCE else f"/{language}/"
        return [(_("Home"), home), *steps, (self.title, request.path)]

    def structured_data(
        self, request: HttpRequest, steps: list[tuple[str, str]]
    ) -> list[structured.Data]:
        """What the page is about, by schema.org. A page type adds its own to super()'s.

        steps: the way to the page, as breadcrumbs() gives it.
        """
        if self.is_first:
            return [structured.organization(name=_("Mayors’ Club"))]
        return [structured.breadcrumbs(steps)]

    def sharing_picture(self, request: HttpRequest) -> str:
        """The absolute address of the picture shown where the page is shared; '' for the one
        made from the title. A page type with a cover of its own may give that."""
        return ""

    @cached_property
    def is_first(self) -> bool:
        """Is it the first page of a language?"""
        return self.depth == 2

    def get_view_restrictions(self) -> Any:
        """Who may read it. While it is served Wagtail asks three times; the first answer holds."""
        if self.served_restrictions is None:
            return super().get_view_restrictions()
        return self.served_restrictions

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The page as the office's editor shows it, in a frame of our own host."""
        response = super().serve_preview(request, mode_name)
        response._csp_replace = {"frame-ancestors": [SELF]}
        response.xframe_options_exempt = True
        return response
