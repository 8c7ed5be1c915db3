from typing import NamedTuple

from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.blocks import StreamValue
from wagtail.models import Page

from mayorsclub.content.models import Surroundings


class Link(NamedTuple):
    label: str
    url: str
    is_current: bool


def surroundings(request: HttpRequest) -> Surroundings:
    """The menu, footer and contact of the site, read once a request."""
    return Surroundings.for_request(request)


def links(stream: StreamValue, request: HttpRequest) -> list[Link]:
    """The links of a menu in the active language, at two queries whatever its length.

    A link to a page that is not live in this language leads to its other version;
    one to a page that is not live at all is left out.
    """
    items = [block.value for block in stream]
    keys = {item["page"].translation_key for item in items if item["page"]}
    versions: dict = {}
    for page in Page.objects.live().filter(translation_key__in=keys).select_related("locale"):
        code = page.locale.language_code
        if code == get_language() or page.translation_key not in versions:
            versions[page.translation_key] = page
    found = []
    for item in items:
        page = item["page"] and versions.get(item["page"].translation_key)
        if page:
            url = page.get_url(request)
            label = item["label_en"] if get_language() == "en" else item["label_uk"]
            anchor = item["anchor"]
            is_current = not anchor and request.path == url
            found.append(Link(label, f"{url}#{anchor}" if anchor else url, is_current))
    return found
