"""What surrounds every page, at one look into the cache; the newest articles."""

from collections.abc import Iterator
from typing import Any, NamedTuple, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
    When,
)
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from mayorsclub.content import places, translations
from mayorsclub.content.models import NewsIndexPage, NewsPage, ServicesPage, Surroundings
from mayorsclub.content.models.news import articles, with_covers
from mayorsclub.publicity.sitemaps import Listed

PageType = TypeVar("PageType", bound=Page)
# Kept until something of it changes (apps.py); the time is for what changes unseen.
SECONDS = 300


class Link(NamedTuple):
    label: str
    url: str


class Around(NamedTuple):
    """The menu, the footer and the contact in one language.

    services, news: the addresses of the lists, '' where they are not live.
    """

    menu: list[Link]
    footer: list[Link]
    line: str
    contact_email: str
    services: str = ""
    news: str = ""


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


class LanguageState(TextChoices):
    """How a Ukrainian page stands in another language."""

    TRANSLATED = "translated", _("Translated")
    OUTDATED = "outdated", _("Out of date")
    MISSING = "missing", _("Not translated")
    DRAFT = "draft", _("Translation not published")
    CLOSED = "closed", _("Ukrainian page not published")


def by_language(language: str) -> QuerySet[Page]:
    """Ukrainian pages in the order of the tree, each with its `state` in that language and, as
    `version_pk`, its translation. One query."""
    version = Page.objects.filter(
        translation_key=OuterRef("translation_key"),
        locale__language_code=language,
        alias_of=None,
    )
    done = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale__language_code=language,
        has_error=False,
    )
    waiting = StringSegment.objects.filter(
        ~Exists(done),
        source__object_id=OuterRef("translation_key"),
        source__locale__language_code=translations.SOURCE,
        source__translations__target_locale__language_code=language,
        source__translations__enabled=True,
    )
    unpublished = StringSegment.objects.filter(
        Exists(done.filter(updated_at__gt=OuterRef(OuterRef("version_at")))),
        source__object_id=OuterRef("translation_key"),
        source__locale__language_code=translations.SOURCE,
    )
    kept = Translation.objects.filter(
        source__object_id=OuterRef("translation_key"),
        target_locale__language_code=language,
        enabled=True,
    )
    by_hand_and_older = ~Exists(kept) & Q(last_published_at__gt=F("version_at"))
    return (
        Page.objects.filter(depth__gt=1, locale__language_code=translations.SOURCE)
        .annotate(
            version_pk=Subquery(version.values("pk")[:1]),
            version_at=Subquery(version.values("last_published_at")[:1]),
            version_live=Subquery(version.values("live")[:1]),
        )
        .annotate(
            state=Case(
                When(live=False, then=Value(LanguageState.CLOSED)),
                When(version_pk=None, then=Value(LanguageState.MISSING)),
                When(version_live=False, then=Value(LanguageState.DRAFT)),
                When(
                    Exists(waiting) | Exists(unpublished) | by_hand_and_older,
                    then=Value(LanguageState.OUTDATED),
                ),
                default=Value(LanguageState.TRANSLATED),
            )
        )
        .order_by("path")
    )


def counts_by_language(language: str) -> dict[str, int]:
    """State -> how many pages; every state is there."""
    found = by_language(language).order_by().values_list("state").annotate(count=Count("pk"))
    return dict.fromkeys(LanguageState.values, 0) | dict(found)


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


def news_index() -> NewsIndexPage | None:
    """The list of news in the active language, if everyone may see it."""
    return _in_language(NewsIndexPage)


def newest_articles(count: int) -> list[NewsPage]:
    """The newest articles in the active language."""
    return list(with_covers(articles(get_language() or settings.LANGUAGE_CODE))[:count])


def _key(language: str) -> str:
    return f"content.around.{language}"


def _read(request: HttpRequest) -> Around:
    site = Site.find_for_request(request)
    if site is None:
        return Around([], [], "", "")
    found = Surroundings.for_site(site)
    streams = (found.menu, found.footer)
    ids = [
        page for stream in streams for item in stream.raw_data if (page := item["value"]["page"])
    ]
    keys = dict(Page.objects.filter(pk__in=ids).values_list("pk", "translation_key"))
    versions = translations.best_versions(keys.values(), request)
    menu, footer = (
        [
            Link(_label(item["value"]), address)
            for item in stream.raw_data
            if (address := _address(item["value"], versions, keys, request))
        ]
        for stream in streams
    )
    lists = [_of_type(model, request) for model in (ServicesPage, NewsIndexPage)]
    return Around(menu, footer, found.footer_line, found.contact_email, *lists)


def _of_type(model: type[Page], request: HttpRequest) -> str:
    """The address of the one page of a type in the active language; '' where it is not live."""
    page = _in_language(model, request)
    return (page.get_url(request) or "") if page else ""


def _in_language(model: type[PageType], request: HttpRequest | None = None) -> PageType | None:
    language = get_language() or settings.LANGUAGE_CODE
    readable = translations.open_pages(request).filter(locale__language_code=language)
    found = model.objects.filter(pk__in=readable.values("pk")).select_related("locale")
    return found.first()


def _label(item: dict) -> str:
    return item["label_en"] if get_language() == "en" else item["label_uk"]


def _address(item: dict, versions: dict, keys: dict, request: HttpRequest) -> str:
    """Where a link leads; '' when nobody may go there."""
    if item["page"]:
        page = versions.get(keys.get(item["page"]))
        url = translations.address(page, request) if page else ""
    else:
        url = places.address(item.get("place") or "")
    return f"{url}#{item['anchor']}" if url and item["anchor"] else url
