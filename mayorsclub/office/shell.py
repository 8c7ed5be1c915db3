"""Our screens in Wagtail's admin shell: closed by a rule, absent for those outside."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import get_language
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


class OfficePage(WagtailAdminTemplateMixin):
    """A screen of the office. `rule` is a permission of django-rules; without it: 404.

    The gate before it (a member of staff, with a second factor) is a middleware's.
    """

    rule: str = "office.keep_records"
    page_title: str | Promise = ""
    header_icon = "list-ul"
    parent: tuple[str | Promise, Callable[[], str]] | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask the rule before anything is read."""
        if not request.user.has_perm(self.rule):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def language(self) -> str:
        """The language of this screen: 'uk' or 'en'."""
        return (get_language() or "uk").split("-")[0]

    def get_breadcrumbs_items(self) -> list[dict[str, object]]:
        """The office, the list this belongs to, this page."""
        crumbs: list[dict[str, object]] = [*self.breadcrumbs_items]
        if self.parent:
            label, address = self.parent
            crumbs.append({"url": address(), "label": label})
        return [*crumbs, {"url": "", "label": self.get_page_title()}]
