"""What stands in the head of a page for those who share it and find it."""

import pytest
from bs4 import BeautifulSoup

from mayorsclub.publicity.addresses import canonical


def head(client, address):
    return BeautifulSoup(client.get(address).content, "html.parser").head


def meta(found, name):
    return found.select_one(f"meta[property='{name}'], meta[name='{name}']")["content"]


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("", ""),
        ("?utm_source=x&fbclid=y", ""),
        ("?page=2&utm_source=x", "?page=2"),
        ("?page=1", ""),
        ("?page=3&tag=grants", "?tag=grants&page=3"),
        ("?tag=%D0%B5%22%3E", "?tag=%D0%B5%22%3E"),
    ],
)
def test_a_page_is_known_under_one_address(pages, client, settings, query, kept):
    found = head(client, f"/privacy/{query}").select("link[rel=canonical]")

    assert [link["href"] for link in found] == [f"{settings.BASE_URL}/privacy/{kept}"]


def test_an_endless_value_is_cut(rf, settings):
    assert len(canonical(rf.get("/?tag=" + "a" * 10_000))) < 150


@pytest.mark.parametrize(("address", "locale"), [("/", "uk_UA"), ("/en/", "en_GB")])
def test_a_page_can_be_shared_with_its_own_picture(pages, client, settings, address, locale):
    found = head(client, address)

    assert meta(found, "og:url") == settings.BASE_URL + address
    assert meta(found, "og:locale") == locale
    assert meta(found, "og:title") in found.title.get_text()
    assert meta(found, "twitter:card") == "summary_large_image"
    picture = meta(found, "og:image")
    assert picture.startswith(f"{settings.BASE_URL}/pictures/")
    answer = client.get(picture.removeprefix(settings.BASE_URL))
    assert answer["Content-Type"] == "image/png"
