"""What the site tells search engines: its addresses, and where they have nothing to look for."""

from urllib.parse import urlsplit

import pytest
from defusedxml.ElementTree import fromstring
from wagtail.models import Page, PageViewRestriction

from mayorsclub.content.domain import loading
from mayorsclub.publicity import sitemaps, views
from mayorsclub.publicity.sitemaps import Listed
from tests.moments import NOON

NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


@pytest.fixture
def only(monkeypatch):
    """Have these pages and no others on the map."""

    def have(*listed: Listed) -> None:
        monkeypatch.setattr(sitemaps, "_providers", {"test": lambda: listed})

    return have


@pytest.fixture
def only_pages(pages, monkeypatch) -> None:
    """The pages of the site and nothing of the apps above, which have tests of their own."""
    of_content = {
        name: provider
        for name, provider in sitemaps._providers.items()
        if name.startswith("mayorsclub.content.")
    }
    monkeypatch.setattr(sitemaps, "_providers", of_content)


def lines(client, address="/sitemap.xml"):
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    return fromstring(answer.content).findall("s:url", NAMES)


def paths(client):
    return [urlsplit(line.find("s:loc", NAMES).text).path for line in lines(client)]


def addresses():
    """Every page of the first texts, by the name that load_content gives it."""
    found = {"home": "/"}
    for name, page in loading.PAGES.items():
        if name != "home":
            found[name] = f"{found[page.parent]}{page.fixed['slug']}/"
    return found


def test_every_page_is_listed_in_both_languages(only_pages, client):
    assert sorted(paths(client)) == sorted(
        prefix + path for path in addresses().values() for prefix in ("", "/en")
    )


def test_each_line_names_all_versions(only, client, settings):
    settings.BASE_URL = "https://club.example"
    only(Listed({"uk": "/a/", "en": "/en/a/"}, NOON), Listed({"uk": "/b/"}))

    both, _english, alone = lines(client)

    links = {link.get("hreflang"): link.get("href") for link in both.findall("x:link", NAMES)}
    assert links == {
        "uk": "https://club.example/a/",
        "en": "https://club.example/en/a/",
        "x-default": "https://club.example/a/",
    }
    assert both.find("s:lastmod", NAMES).text == "2026-11-23T14:00:00+02:00"
    assert alone.findall("x:link", NAMES) == []
    assert alone.find("s:lastmod", NAMES) is None


@pytest.mark.parametrize("language", ["uk", "en"])
def test_what_is_closed_in_ukrainian_is_in_no_language(only_pages, client, language):
    page = Page.objects.get(slug="privacy", locale__language_code="uk")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    Page.objects.filter(slug="partners", locale__language_code="uk").update(live=False)

    open_still = set(addresses().values()) - {"/privacy/", "/partners/"}
    assert set(paths(client)) == open_still | {f"/en{path}" for path in open_still}


def test_an_english_page_that_is_closed_leaves_the_ukrainian_one(pages, client):
    Page.objects.filter(slug="partners", locale__language_code="en").update(live=False)

    assert "/partners/" in paths(client)
    assert "/en/partners/" not in paths(client)


def test_a_long_map_is_in_parts(db, only, client, settings, monkeypatch):
    monkeypatch.setattr(views, "PART", 3)
    only(*(Listed({"uk": f"/{number}/"}) for number in range(7)))

    index = fromstring(client.get("/sitemap.xml").content).findall("s:sitemap/s:loc", NAMES)

    assert [part.text for part in index] == [
        f"{settings.BASE_URL}/sitemap-{part}.xml" for part in (1, 2, 3)
    ]
    sizes = [len(lines(client, f"/sitemap-{part}.xml")) for part in (1, 2, 3)]
    assert sizes == [3, 3, 1]
    assert client.get("/sitemap-4.xml").status_code == 404
    assert client.get("/sitemap-0.xml").status_code == 404


def test_the_map_costs_the_same_for_many_pages(only_pages, client, django_assert_num_queries):
    client.get("/sitemap.xml")
    with django_assert_num_queries(2):
        client.get("/sitemap.xml")
    root = Page.objects.get(slug="home")
    for number in range(3):
        root.add_child(instance=Page(title=f"Ще {number}", slug=f"more-{number}"))
    with django_assert_num_queries(2):
        assert len(lines(client)) == 2 * len(addresses()) + 3


def test_robots_are_kept_out_of_what_is_nobody_s_business(client, settings):
    settings.DEMONSTRATION = False
    text = client.get("/robots.txt").content.decode()

    assert f"Sitemap: {settings.BASE_URL}/sitemap.xml\n" in text
    for path in ("/office/", "/me/", "/en/me/", "/files/", "/join/confirm/", "/en/verify/"):
        assert f"Disallow: {path}\n" in text
    assert "Disallow: /\n" not in text
    assert "/en/office/" not in text


def test_robots_leave_a_demonstration_alone(client, settings):
    settings.DEMONSTRATION = True

    assert client.get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"


@pytest.mark.parametrize("address", ["/sitemap.xml", "/robots.txt"])
def test_they_can_be_kept_and_set_no_cookie(pages, client, address):
    answer = client.get(address)

    assert answer["Cache-Control"] == "public, max-age=3600"
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
