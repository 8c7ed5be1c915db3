"""The feeds: valid, in each language, found by readers, the same for ever."""

import datetime

import feedparser
import pytest
from bs4 import BeautifulSoup

from mayorsclub.content.models import NewsIndexPage
from tests.factories.content import make_article, make_english, make_image

FEEDS = ["/news/rss.xml", "/news/atom.xml", "/en/news/rss.xml", "/en/news/atom.xml"]


def parse(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    found = feedparser.parse(answer.content)
    assert not found.bozo, found.get("bozo_exception")
    return found


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_is_valid_and_complete(pages, client, settings, address):
    article = make_article(
        1,
        title="Новина «Ї» & <її>",
        tags="energy",
        cover=make_image(),
        cover_alt="Ратуша",
        date=datetime.date(2026, 10, 5),
    )
    english = make_english(article, "News & <b>")

    found = parse(client, address)

    is_english = address.startswith("/en/")
    prefix = settings.BASE_URL + ("/en" if is_english else "")
    shown = english if is_english else article
    assert found.feed.language == ("en" if is_english else "uk")
    assert found.feed.link == f"{prefix}/news/"
    assert found.feed.title == ("News of the Mayors’ Club" if is_english else "Новини Клубу Мерів")
    (entry,) = found.entries
    assert entry.title == shown.title.replace("<", "&lt;").replace("&lt;", "<")
    assert entry.link == f"{prefix}/news/article-1/"
    assert entry.summary == shown.lead
    assert entry.published_parsed[:3] == (2026, 10, 5)
    assert entry.id.startswith("urn:uuid:")
    (enclosure,) = entry.enclosures
    assert enclosure.type == "image/jpeg"
    assert enclosure.href.startswith(f"{settings.BASE_URL}/media/images/")
    picture = client.get(enclosure.href.removeprefix(settings.BASE_URL))
    assert len(b"".join(picture.streaming_content)) == int(enclosure.length)
    assert [tag.term for tag in entry.tags] == ["Energy" if is_english else "Енергетика"]


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_can_be_kept_and_sets_no_cookie(pages, client, address):
    answer = client.get(address)

    assert not answer.cookies
    assert answer["Cache-Control"] == "public, no-cache"
    again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_the_mark_of_an_entry_never_changes(pages, client):
    article = make_article(1)
    (before,) = parse(client, "/news/rss.xml").entries

    article.title, article.slug = "Інша назва", "other"
    article.save_revision().publish()
    article.unpublish()
    article.get_latest_revision().publish()

    (after,) = parse(client, "/news/rss.xml").entries
    assert (after.title, after.id) == ("Інша назва", before.id)
    make_english(article, "Other")
    (english,) = parse(client, "/en/news/rss.xml").entries
    assert english.id != before.id


def test_readers_find_the_feeds_of_their_language(pages, client):
    make_article(1)
    for address in ("/", "/news/", "/news/article-1/"):
        html = BeautifulSoup(client.get(address).content, "html.parser")
        links = html.select("link[rel=alternate][type]")
        assert [(link["type"], link["href"]) for link in links] == [
            ("application/rss+xml", "/news/rss.xml"),
            ("application/atom+xml", "/news/atom.xml"),
        ]
    html = BeautifulSoup(client.get("/en/news/").content, "html.parser")
    assert html.select_one("link[type='application/rss+xml']")["href"] == "/en/news/rss.xml"


def test_a_feed_is_as_long_as_readers_need(pages, client, django_assert_num_queries):
    for number in range(3):
        make_article(number, cover=make_image(), cover_alt="Ратуша")
    client.get("/news/rss.xml")
    with django_assert_num_queries(FEED_QUERIES):
        client.get("/news/rss.xml")
    for number in range(3, 25):
        make_article(number, cover=make_image(), cover_alt="Ратуша")
    client.get("/news/rss.xml")
    with django_assert_num_queries(FEED_QUERIES):
        assert len(feedparser.parse(client.get("/news/rss.xml").content).entries) == 20


FEED_QUERIES = 7


def test_without_a_list_of_news_there_is_no_feed(pages, client):
    for index in NewsIndexPage.objects.all():
        index.unpublish()

    assert client.get("/news/rss.xml").status_code == 404
