"""What surrounds every page, at one look into the cache."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, Site

from mayorsclub.content import translations
from mayorsclub.content.models import Surroundings
from mayorsclub.publicity.sitemaps import Listed

# Kept until something of it changes (apps.py); the time is for what changes unseen.
SECONDS = 300


class Link(NamedTuple):
    label: str
    url: str


class Around(NamedTuple):
    """The menu, the footer and the contact in one language."""

    menu: list[Link]
    footer: list[Link]
    line: str
    contact_email: str


def around(request: HttpRequest) -> Around:
    """What is around every page in the active language; read once a request."""
    language = get_language() or "uk"
    kept: dict[str, Around] = request.__dict__.setdefault("_around", {})
    if language not in kept:
        known = cache.get(_key(language))
        if known is None:
            known = _read(request)
            cache.set(_key(language), known, SECONDS)
        kept[language] = known
    return kept[language]


def listed() -> Iterator[Listed]:
    """The pages for the sitemap: those that everybody may read, in their languages."""
    found: dict[Any, list[Page]] = {}
    for page in translations.open_pages().order_by("path"):
        found.setdefault(page.translation_key, []).append(page)
    for versions in found.values():
        paths = {
            page.locale.language_code: parts[2]
            for page in versions
            if (parts := page.get_url_parts())
        }
        changes = [page.last_published_at for page in versions if page.last_published_at]
        if paths:
            yield Listed(paths, max(changes, default=None))


def forget_around(**signal: Any) -> None:
    """Read it anew: a page, who may see it, or the settings changed."""
    keys = [_key("uk"), _key("en")]
    cache.delete_many(keys)
    # Once more after the commit: another reader may have kept the old state meanwhile.
    transaction.on_commit(lambda: cache.delete_many(keys))


def version(page: Page, request: HttpRequest) -> Page | None:
    """The page in the active language, else the Ukrainian one, if it may be read; once a request."""
    kept: dict = request.__dict__.setdefault("_versions", {})
    key = (page.translation_key, get_language())
    if key not in kept:
        found = translations.best_versions([page.translation_key], request)
        kept[key] = found.get(page.translation_key)
    return kept[key]


def _key(language: str) -> str:
    return f"content.around.{language}"


def _read(request: HttpRequest) -> Around:
    site = Site.find_for_request(request)
    if site is None:
        return Around([], [], "", "")
    found = Surroundings.for_site(site)
    streams = (found.menu, found.footer)
    ids = [item["value"]["page"] for stream in streams for item in stream.raw_data]
    keys = dict(Page.objects.filter(pk__in=ids).values_list("pk", "translation_key"))
    versions = translations.best_versions(keys.values(), request)
    menu, footer = (
        [
            Link(_label(item["value"]), _address(page, item["value"]["anchor"], request))
            for item in stream.raw_data
            if (page := versions.get(keys.get(item["value"]["page"])))
        ]
        for stream in streams
    )
    return Around(menu, footer, found.footer_line, found.contact_email)


def _label(item: dict) -> str:
    return item["label_en"] if get_language() == "en" else item["label_uk"]


def _address(page: Page, anchor: str, request: HttpRequest) -> str:
    url = translations.address(page, request)
    return f"{url}#{anchor}" if anchor else url
