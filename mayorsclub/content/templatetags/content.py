from typing import Any

from django import template
from django.utils.safestring import SafeString
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from mayorsclub.content import pictures, places, queries, translations
from mayorsclub.content.models import NewsPage

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


@register.simple_tag
def place(name: str) -> str:
    """The address of a known place of the site; '' where there is none."""
    return places.address(name) if name else ""


@register.simple_tag
def shown_picture(
    image: AbstractImage, kind: str, alt: str = "", is_first: bool = False
) -> SafeString:
    """A picture in one of our sizes (content/pictures.py); alt '' where it only decorates."""
    return pictures.html(image, kind, alt, is_first=is_first)


@register.simple_tag
def newest_articles(count: int) -> list[NewsPage]:
    """The newest articles in the active language, with their covers."""
    return queries.newest_articles(count)
