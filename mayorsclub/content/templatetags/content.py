from typing import Any

from django import template
from wagtail.models import Page

from mayorsclub.content import queries, translations

register = template.Library()


@register.simple_tag(takes_context=True)
def surroundings(context: dict[str, Any]) -> queries.Around | None:
    """The site's menu, footer and contact; none where there is no request (a page of a fault)."""
    request = context.get("request")
    return queries.around(request) if request else None


@register.simple_tag(takes_context=True)
def page_link(context: dict[str, Any], page: Page | None) -> str:
    """The address of a page in the active language; '' when it may not be read."""
    if page is None:
        return ""
    version = queries.version(page, context["request"])
    return translations.address(version, context["request"]) if version else ""
