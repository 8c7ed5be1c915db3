"""The sizes in which pages show pictures, each as AVIF, WebP and JPEG."""

from typing import NamedTuple

from django.conf import settings
from django.utils.safestring import SafeString
from wagtail.images.models import AbstractImage, Filter, Picture


class Kind(NamedTuple):
    """spec: as Wagtail's picture tag takes it. sizes: how wide the picture is shown."""

    spec: str
    sizes: str


FORMATS = "format-{avif,webp,jpeg}"
KINDS = {
    # The column of reading.
    "wide": Kind(f"width-{{480,960,1440}}|{FORMATS}", "(min-width: 48rem) 44rem, 100vw"),
    # A card of a list, a picture of a gallery.
    "card": Kind(f"fill-{{400x225,800x450}}|{FORMATS}", "(min-width: 40rem) 24rem, 100vw"),
    "portrait": Kind(f"fill-{{120x120,240x240}}|{FORMATS}", "7.5rem"),
}
# Readers of feeds and other sites know JPEG.
ENCLOSURE = "width-1200|format-jpeg"


def specs(kind: str) -> list[str]:
    """The renditions that a kind is made of, to have them at hand for a list."""
    return Filter.expand_spec(KINDS[kind].spec)


def html(image: AbstractImage, kind: str, alt: str, *, is_first: bool = False) -> SafeString:
    """The picture with its formats and sizes. is_first: it is seen at once, so not lazy."""
    attributes = {"alt": alt, "sizes": KINDS[kind].sizes, "decoding": "async"}
    if not is_first:
        attributes["loading"] = "lazy"
    return Picture(image.get_renditions(*specs(kind)), attributes).__html__()


def absolute(image: AbstractImage) -> str:
    """Where the picture is for those outside our pages: feeds, other sites."""
    url = image.get_rendition(ENCLOSURE).url
    return settings.BASE_URL + url if url.startswith("/") else url
