"""What a page says of itself to programs."""

import json
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template

from mayorsclub.content.models import StandardPage
from mayorsclub.publicity import structured
from tests.moments import NOON

HOSTILE = "</script><script>alert(1)</script><!-- & “лапки”"


def printed(*data):
    text = Template("{% load publicity %}{% structured data %}").render(Context({"data": data[0]}))
    return BeautifulSoup(text, "html.parser").find_all("script")


def test_a_hostile_title_is_inert_and_stays_whole():
    scripts = printed(structured.breadcrumbs([(HOSTILE, "/a/")]))

    assert len(scripts) == 1
    assert scripts[0]["type"] == "application/ld+json"
    assert json.loads(scripts[0].string)["itemListElement"][0]["name"] == HOSTILE


def test_nothing_is_printed_for_nothing():
    assert printed([]) == []
    assert printed(None) == []


def test_several_are_a_list():
    (script,) = printed([structured.breadcrumbs([]), structured.faq([("Чому?", "Тому.")])])

    assert [part["@type"] for part in json.loads(script.string)] == ["BreadcrumbList", "FAQPage"]


def test_an_event_says_where_it_is_and_whether_it_is():
    event = structured.event(
        title="Форум",
        url="https://club.example/events/forum/",
        language="uk",
        starts_at=NOON,
        ends_at=NOON + timedelta(hours=2),
        place="Київ, вул. Зразкова, 1",
        online_url="https://club.example/events/forum/",
        is_cancelled=True,
    )

    assert event["startDate"] == "2026-11-23T12:00:00+00:00"
    assert event["eventStatus"] == "https://schema.org/EventCancelled"
    assert event["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert [place["@type"] for place in event["location"]] == ["Place", "VirtualLocation"]
    assert "description" not in event


@pytest.mark.parametrize(
    ("place", "online", "mode"),
    [("Київ", "", "Offline"), ("", "https://club.example/", "Online")],
)
def test_an_event_is_in_a_place_or_online(place, online, mode):
    event = structured.event(
        title="Форум", url="", language="uk", starts_at=NOON, place=place, online_url=online
    )

    assert event["eventAttendanceMode"].endswith(f"/{mode}EventAttendanceMode")
    assert event["eventStatus"].endswith("/EventScheduled")


def test_an_article_has_a_headline_that_fits():
    article = structured.news_article(title="Н" * 200, url="/", language="uk", published_at=NOON)

    assert len(article["headline"]) == 110
    assert article["datePublished"] == article["dateModified"]


def page_of(client, address):
    page = BeautifulSoup(client.get(address).content, "html.parser")
    data = [json.loads(script.string) for script in page.select("script[type$=json]")]
    return page, data


def test_the_first_page_presents_the_club(pages, client, settings):
    for address, name in (("/", "Клуб Мерів"), ("/en/", "Mayors’ Club")):
        page, (club,) = page_of(client, address)

        assert (club["@type"], club["name"]) == ("NGO", name)
        assert club["url"] == f"{settings.BASE_URL}/"
        assert not page.select(".breadcrumbs")


@pytest.mark.parametrize(
    ("address", "names", "paths"),
    [
        ("/join/", ["Головна", "Вступити до Клубу"], ["/", "/join/"]),
        ("/en/join/", ["Home", "Join the club"], ["/en/", "/en/join/"]),
    ],
)
def test_the_way_to_a_page_is_the_same_for_people_and_programs(
    pages, client, settings, address, names, paths
):
    page, (way,) = page_of(client, address)

    shown = [item.get_text(strip=True) for item in page.select(".breadcrumbs li")]
    told = [step["name"] for step in way["itemListElement"]]
    assert shown == told
    assert shown[0] == names[0]
    assert [step["item"] for step in way["itemListElement"]] == [
        settings.BASE_URL + path for path in paths
    ]
    assert page.select_one(".breadcrumbs [aria-current=page]").get_text() == told[-1]


def test_a_hostile_title_of_a_page_is_inert_everywhere(pages, client):
    page = StandardPage.objects.get(slug="privacy", locale__language_code="uk")
    page.title = HOSTILE
    page.save_revision().publish()

    shown, (way,) = page_of(client, "/privacy/")

    assert way["itemListElement"][-1]["name"] == HOSTILE
    assert {script.get("src", "")[:8] for script in shown.select("script")} <= {"", "/static/"}
    assert len(shown.select("script:not([src])")) == 1
    assert shown.select_one("meta[property='og:title']")["content"] == HOSTILE
