"""News: the list, its tags and pages, the articles and what is beside them."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from wagtail.models import Page, PageViewRestriction

from mayorsclub.content.models import NewsPage, NewsTag
from tests.factories.content import make_article, make_english, make_image


def soup(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def titles(page):
    return [title.get_text(strip=True) for title in page.select("main .news-card__title")]


def day(number: int) -> datetime.date:
    return datetime.date(2026, 11, number)


def test_the_list_has_the_newest_first_and_each_language_its_own(pages, client):
    make_article(1, date=day(1))
    make_english(make_article(2, date=day(3)), "Second")
    make_article(3, date=day(2), publish=False)

    assert titles(soup(client, "/news/")) == ["Новина 2", "Новина 1"]
    assert titles(soup(client, "/en/news/")) == ["Second"]


def test_an_empty_list_says_so(pages, client):
    assert "Новин поки немає" in soup(client, "/news/").select_one(".empty").get_text()


def test_a_tag_shows_its_articles_in_both_languages(pages, client):
    make_english(make_article(1, tags="energy grants"), "First")
    make_article(2, tags="grants")
    make_article(3, tags="land", publish=False)

    page = soup(client, "/news/?tag=energy")
    assert titles(page) == ["Новина 1"]
    assert page.select_one("h1").get_text() == "Новини: Енергетика"
    assert [tag.get_text(strip=True) for tag in page.select("main nav .tag")] == [
        "Усі",
        "Гранти",
        "Енергетика",
    ]
    assert page.select_one(".lang a[lang=en]")["href"] == "/en/news/?tag=energy"
    assert titles(soup(client, "/en/news/?tag=energy")) == ["First"]


@pytest.mark.parametrize("query", ["tag=absent", "page=2", "page=x", "page=-1", "tag=%27"])
def test_what_is_not_there_is_not_found(pages, client, query):
    assert client.get(f"/news/?{query}").status_code == 404


def test_a_long_list_has_pages(pages, client):
    for number in range(13):
        make_article(number, date=day(number + 1))

    assert len(titles(soup(client, "/news/"))) == 12
    assert titles(soup(client, "/news/?page=2")) == ["Новина 0"]


def test_the_list_costs_the_same_for_many_articles(pages, client, django_assert_num_queries):
    for number in range(2):
        make_article(number, tags="energy", cover=make_image(), cover_alt="Ратуша")
    client.get("/news/")
    with django_assert_num_queries(LIST_QUERIES):
        client.get("/news/")

    for number in range(2, 9):
        make_article(number, tags="energy grants", cover=make_image(), cover_alt="Ратуша")
    client.get("/news/")
    with django_assert_num_queries(LIST_QUERIES):
        client.get("/news/")


LIST_QUERIES = 15


def test_an_article_is_complete(pages, client, settings):
    article = make_article(
        1, tags="energy", cover=make_image(), cover_alt="Ратуша ввечері", date=day(5)
    )

    page = soup(client, "/news/article-1/")

    assert page.select_one("h1").get_text() == article.title
    assert page.select_one("main time")["datetime"] == "2026-11-05"
    picture = page.select_one("main figure picture")
    assert [source["type"] for source in picture.select("source")] == ["image/avif", "image/webp"]
    shown = picture.select_one("img")
    assert shown["alt"] == "Ратуша ввечері"
    assert shown["width"]
    assert shown["height"]
    assert shown["sizes"]
    assert page.select_one("main .tags a")["href"] == "/news/?tag=energy"
    assert page.select_one('meta[property="og:type"]')["content"] == "article"
    for size in picture.select("source"):
        address = size["srcset"].split()[0]
        assert client.get(address).status_code == 200


def test_the_neighbours_of_an_article_are_by_date(pages, client):
    make_article(1, date=day(1))
    make_article(2, date=day(2))
    make_article(3, date=day(2))

    page = soup(client, "/news/article-2/")

    assert page.select_one("a[rel=prev]")["href"] == "/news/article-1/"
    assert page.select_one("a[rel=next]")["href"] == "/news/article-3/"
    assert not soup(client, "/news/article-1/").select("a[rel=prev]")
    assert not soup(client, "/news/article-3/").select("a[rel=next]")


def test_related_articles_share_the_most_tags(pages, client):
    make_article(1, tags="energy grants", date=day(1))
    make_article(2, tags="energy", date=day(4))
    make_article(3, tags="energy grants", date=day(2))
    make_article(4, tags="land")
    make_article(5, tags="grants", publish=False)

    assert titles(soup(client, "/news/article-1/")) == ["Новина 3", "Новина 2"]


def test_an_article_closed_in_ukrainian_is_in_no_list(pages, client):
    article = make_article(1)
    make_english(article, "First")
    PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)

    assert titles(soup(client, "/news/")) == []
    assert titles(soup(client, "/en/news/")) == []
    assert client.get("/news/rss.xml").content.count(b"<item>") == 0


def test_a_cover_needs_its_words(pages):
    article = make_article(1)
    article.cover = make_image()

    with pytest.raises(ValidationError) as refused:
        article.clean()

    assert list(refused.value.error_dict) == ["cover_alt"]


def test_the_first_page_shows_the_newest_news_when_there_are_any(pages, client):
    assert not soup(client, "/").select("#news")
    for number in range(4):
        make_article(number, date=day(number + 1))

    section = soup(client, "/").select_one("#news")

    assert len(section.select("article")) == 3
    assert section.select_one(".section__more a")["href"] == "/news/"


def test_tags_come_in_the_order_of_the_reader_s_alphabet(pages):
    assert NewsTag.objects.get(slug="club").name == "Життя Клубу"
    assert NewsTag.objects.count() == 13


def test_a_translation_follows_its_source_in_date_and_tags(pages):
    article = make_article(1, tags="energy", date=day(7))
    english = make_english(article, "First")

    assert (english.date, english.slug) == (day(7), "article-1")
    assert [tag.slug for tag in english.tags.all()] == ["energy"]
    assert NewsPage.objects.count() == 2
    assert Page.objects.get(pk=english.pk).get_parent().slug == "news"
