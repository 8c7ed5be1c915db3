"""The news as RSS and Atom, in each language."""

from datetime import datetime, time
from uuid import uuid5

from django.conf import settings
from django.core.cache import cache
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed
from django.utils.translation import gettext
from wagtail.images.models import Image

from mayorsclub.content import pictures
from mayorsclub.content.models import NewsIndexPage, NewsPage
from mayorsclub.content.models.news import articles

LENGTH = 20


class _Dated:
    """An empty feed is as old as its page: with the time of now it would change all the time."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else self.feed["changed_at"]  # type: ignore[misc,attr-defined]


class Rss(_Dated, Rss201rev2Feed):
    """RSS 2.0."""


class Atom(_Dated, Atom1Feed):
    """Atom 1.0."""


KINDS: dict[str, type[Rss | Atom]] = {"rss": Rss, "atom": Atom}
# What a file weighs never changes; asking a bucket for it costs a request.
KEEP_SECONDS = 30 * 24 * 3600


def build(index: NewsIndexPage, kind: str, address: str) -> tuple[str, str]:
    """The feed of a list of news: its content type and its text.

    kind: 'rss' or 'atom'. address: the path of the feed itself.
    """
    feed = KINDS[kind](
        title=gettext("News of the Mayors’ Club"),
        link=_absolute(index),
        description=index.search_description or index.intro or index.title,
        language=index.locale.language_code,
        feed_url=settings.BASE_URL + address,
        feed_guid=_guid(index),
        changed_at=index.last_published_at,
        author_name=settings.WAGTAIL_SITE_NAME if kind == "atom" else None,
    )
    covers = Image.objects.prefetch_renditions(pictures.ENCLOSURE)
    found = articles(index.locale.language_code).select_related("locale").prefetch_related("tags")
    for article in found.prefetch_related(Prefetch("cover", queryset=covers))[:LENGTH]:
        feed.add_item(
            title=article.title,
            link=_absolute(article),
            description=article.lead,
            unique_id=_guid(article),
            unique_id_is_permalink=False,
            pubdate=_published(article),
            updateddate=max(article.last_published_at, _published(article)),
            categories=[tag.name for tag in article.tags.all()],
            enclosures=[_enclosure(article.cover)] if article.cover else [],
        )
    return feed.content_type, feed.writeString("utf-8")


def _absolute(page: NewsPage | NewsIndexPage) -> str:
    return settings.BASE_URL + page.get_url()


def _guid(page: NewsPage | NewsIndexPage) -> str:
    """The same for ever: neither a new title, nor address, nor publication changes it."""
    return f"urn:uuid:{uuid5(page.translation_key, page.locale.language_code)}"


def _published(article: NewsPage) -> datetime:
    """The article's date, with the hour of its first publication if that was on this day."""
    first = article.first_published_at
    if timezone.localdate(first) == article.date:
        return first
    return timezone.make_aware(datetime.combine(article.date, time(9)))


def _enclosure(cover: Image) -> Enclosure:
    rendition = cover.get_rendition(pictures.ENCLOSURE)
    size = cache.get_or_set(
        f"content.size.{rendition.file.name}", lambda: rendition.file.size, KEEP_SECONDS
    )
    return Enclosure(pictures.absolute(cover), str(size), "image/jpeg")
