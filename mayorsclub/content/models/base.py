"""What all our pages have."""

from typing import Any, ClassVar

from csp.constants import SELF
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField


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
