import json
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from mayorsclub.publicity import addresses, pictures, sitemaps

register = template.Library()
# Inside a script element only these could end it or begin a comment (as in Django's json_script).
INERT = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag
def structured(*data: Any) -> SafeString:
    """schema.org data (dicts or lists of them) as JSON-LD; `</script>` in a text stays text."""
    found = [
        part for given in data if given for part in (given if isinstance(given, list) else [given])
    ]
    if not found:
        return SafeString("")
    text = json.dumps(found if len(found) > 1 else found[0], ensure_ascii=False).translate(INERT)
    return format_html('<script type="application/ld+json">{}</script>', SafeString(text))


@register.simple_tag(takes_context=True)
def canonical_address(context: dict[str, Any], path: str = "") -> str:
    """The absolute address under which this page is known; of `path` when one is given."""
    return addresses.canonical(context["request"], path or None)


@register.simple_tag
def picture_address(title: str, eyebrow: str = "", language: str = "") -> str:
    """The absolute address of the picture made from a title."""
    return pictures.address(
        str(title).strip(),
        eyebrow=str(eyebrow).strip(),
        language=language or get_language() or "uk",
    )


@register.filter
def versions(paths: dict[str, str] | None) -> list[tuple[str, str]]:
    """(hreflang, absolute address) of a page's versions, from language -> path."""
    return sitemaps.absolute_versions(paths or {})
