from typing import Any

from django import template
from wagtail.models import Page

from mayorsclub.content import queries
from mayorsclub.content.models import Surroundings

register = template.Library()


@register.simple_tag(takes_context=True)
def surroundings(context: dict[str, Any]) -> Surroundings | None:
    """The site's menu, footer and contact; none where there is no request (a page of a fault)."""
    request = context.get("request")
    return queries.surroundings(request) if request else None


@register.simple_tag(takes_context=True)
def links(context: dict[str, Any], stream: Any) -> list[queries.Link]:
    """The links of a menu or footer in the active language."""
    return queries.links(stream, context["request"])


@register.simple_tag(takes_context=True)
def page_link(context: dict[str, Any], page: Page | None) -> str:
    """The address of a page's version in the active language; its own one when there is none."""
    return page.localized.get_url(context.get("request")) if page else ""
