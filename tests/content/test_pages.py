"""The public pages as a reader gets them."""

import pytest
from bs4 import BeautifulSoup
from django.utils import translation
from wagtail.models import Page, PageViewRestriction

from mayorsclub.accounts.models import User
from mayorsclub.content import places, queries, tiles
from mayorsclub.content.domain import loading
from mayorsclub.content.models import HomePage, ServicePage, StandardPage, Surroundings
from tests.factories.territories import load_small_codifier

SERVICES = [page.fixed["slug"] for page in loading.PAGES.values() if page.model is ServicePage]
PATHS = [
    "/",
    *(f"/{slug}/" for slug in ("about", "services", "news", "join", "partners", "faq")),
    *(f"/{slug}/" for slug in ("documents", "accessibility", "privacy")),
    *(f"/services/{topic}/" for topic in SERVICES),
]
ADDRESSES = [prefix + path for prefix in ("", "/en") for path in PATHS]


def soup(client, path):
    return BeautifulSoup(client.get(path).content, "html.parser")


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_opens_without_cookie_and_can_be_cached(pages, client, address):
    answer = client.get(address)

    assert answer.status_code == 200
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert answer.headers["Cache-Control"] == "public, no-cache"
    again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_signed_in_person_s_page_is_kept_by_no_cache(pages, client):
    client.force_login(User.objects.create_user("a@example.org"))

    answer = client.get("/join/")

    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer.headers
    assert BeautifulSoup(answer.content, "html.parser").select_one('a[href="/me/"]')


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_names_its_language_and_versions(pages, client, address, settings):
    page = soup(client, address)

    path = address.removeprefix("/en")
    assert page.html["lang"] == ("en" if address.startswith("/en") else "uk")
    assert page.select_one("link[rel=canonical]")["href"] == settings.BASE_URL + address
    versions = {
        link["hreflang"]: link["href"] for link in page.select("link[rel=alternate][hreflang]")
    }
    assert versions == {
        "uk": settings.BASE_URL + path,
        "en": f"{settings.BASE_URL}/en{path}",
        "x-default": settings.BASE_URL + path,
    }
    other = "uk" if address.startswith("/en") else "en"
    assert settings.BASE_URL + page.select_one(f".lang a[lang={other}]")["href"] == versions[other]
    assert page.select_one("meta[name=description]")["content"]
    assert len(page.select("h1")) == 1


def test_nothing_is_inline(pages, client):
    for address in ADDRESSES:
        page = soup(client, address)
        assert not page.select("[style], style")
        scripts = page.select("script:not([src])")
        assert {script["type"] for script in scripts} <= {"application/ld+json"}
        assert not [
            tag for tag in page.find_all(True) if any(name.startswith("on") for name in tag.attrs)
        ]


@pytest.mark.parametrize(
    ("path", "start"),
    [("/join/", "/join/start/"), ("/en/partners/", "/en/partners/start/")],
)
def test_the_one_wheat_button_starts_the_application(pages, client, path, start):
    buttons = soup(client, path).select("main .button--wheat")

    assert [button["href"] for button in buttons] == [start]


def test_links_between_pages_stay_in_the_language(pages, client):
    links = {link["href"] for link in soup(client, "/en/").select("a[href]")}

    assert {"/en/join/", "/en/partners/", "/en/privacy/", "/en/sessions/"} <= links
    assert "/join/" not in links


def test_write_to_us_leads_to_the_form(pages, client):
    assert soup(client, "/").select_one(".contact a")["href"] == "/contact/"
    assert soup(client, "/en/").select_one(".contact a")["href"] == "/en/contact/"


def test_while_there_is_no_form_one_writes_by_mail(pages, client, monkeypatch):
    monkeypatch.setattr(places, "_places", {})
    around = Surroundings.objects.get()
    around.contact_email = "office@example.org"
    around.save()

    assert soup(client, "/").select_one(".contact a")["href"] == "mailto:office@example.org"


def test_a_page_that_is_not_translated_leads_to_the_other_home(pages, client):
    Page.objects.filter(slug="privacy", locale__language_code="en").update(live=False)

    page = soup(client, "/privacy/")

    assert page.select_one(".lang a[lang=en]")["href"] == "/en/"
    assert not page.select("link[hreflang=en]")


def test_a_closed_page_is_not_there(pages, client):
    page = Page.objects.get(slug="privacy", locale__language_code="uk")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    closed, missing = client.get("/privacy/"), client.get("/privacz/")

    assert closed.status_code == missing.status_code == 404
    assert closed.content == missing.content.replace(b"privacz", b"privacy")


@pytest.mark.parametrize(
    ("path", "words"),
    [("/nowhere/", "Такої сторінки немає"), ("/en/nowhere/", "There is no such page")],
)
def test_a_page_that_is_not_there_says_so_in_its_language(pages, client, path, words):
    answer = client.get(path)

    assert answer.status_code == 404
    assert words in answer.content.decode()
    assert "masthead" in answer.content.decode()
    assert not answer.cookies


def test_pages_change_nothing(pages, client):
    assert client.post("/join/").status_code == 405


def test_the_map_is_a_list_with_full_names_at_two_queries(db, django_assert_num_queries):
    load_small_codifier()

    with translation.override("uk"):
        with django_assert_num_queries(2):  # the oblasts, and how many members each has
            found = tiles.tiles()
        with django_assert_num_queries(1):  # the numbers are kept for some minutes
            tiles.tiles()

    assert len(found) >= 2
    assert "Львівська область" in {tile.full_name for tile in found}


def test_every_tile_of_the_map_has_its_place():
    css = (tiles.__file__.rsplit("/", 1)[0]) + "/static/content/components/tiles.css"
    with open(css) as file:
        text = file.read()

    assert len(tiles.NAMES) == 27
    for place in tiles.NAMES:
        assert f".tile--{place.lower()} {{" in text


def test_what_surrounds_a_page_costs_one_look_into_the_cache(pages, rf, django_assert_num_queries):
    with translation.override("uk"):
        queries.around(rf.get("/"))
        with django_assert_num_queries(0):  # the tests' cache is in memory
            found = queries.around(rf.get("/"))

    assert [link.url for link in found.menu][-2:] == ["/join/", "/partners/"]


def test_the_menu_follows_its_pages_at_once(pages, client):
    client.get("/")
    page = Page.objects.get(slug="partners", locale__language_code="uk")

    page.specific.unpublish()

    assert "Партнерам" not in soup(client, "/").select_one(".masthead nav").get_text()
    # The English page is closed with its source.
    assert "For partners" not in soup(client, "/en/").select_one(".masthead nav").get_text()


@pytest.mark.parametrize("path", PATHS)
def test_a_page_costs_few_queries(pages, client, django_assert_max_num_queries, path):
    client.get(path)

    with django_assert_max_num_queries(17):  # of the home page: news, events, sessions too
        client.get(path)


def test_the_preview_may_be_framed_by_our_own_host(pages, rf):
    page = HomePage.objects.get(locale__language_code="uk")

    answer = page.make_preview_request()

    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer.headers


@pytest.mark.parametrize("proposed", ["", "згурівський-хліб"])
def test_an_address_is_of_latin_letters(pages, proposed):
    home = HomePage.objects.get(locale__language_code="uk")

    slugs = []
    for _n in range(2):
        page = StandardPage(title="Згурівський хліб", slug=proposed)
        home.add_child(instance=page)
        page.save_revision().publish()
        slugs.append(page.slug)

    assert slugs == ["zghurivskyi-khlib", "zghurivskyi-khlib-2"]
    # An editor's own word stays.
    own = home.add_child(instance=StandardPage(title="Хліб", slug="bread"))
    assert own.slug == "bread"
