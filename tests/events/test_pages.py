"""The calendar, the archive and the page of an event, as readers get them."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from freezegun import freeze_time

from mayorsclub.events.models import (
    Audience,
    Event,
    EventFile,
    EventPartner,
    ProgrammeItem,
    State,
)
from mayorsclub.files.domain import keep
from mayorsclub.territories.oblasts import by_slug
from tests.events.covers import cover_of
from tests.factories.accounts import SecretariatFactory, UserFactory
from tests.factories.directory import PublicPartnerProfileFactory
from tests.factories.events import DraftEventFactory, EventFactory, RegistrationFactory
from tests.factories.files import PDF, upload
from tests.factories.membership import DelegateFactory, MemberFactory
from tests.factories.partners import PartnerFactory, RepresentativeFactory
from tests.factories.territories import load_small_codifier
from tests.moments import DAY, MINUTE, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
MONTH = "/events/?view=month&month=2026-11"


def soup(client: Client, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return BeautifulSoup(answer.content, "html.parser")


def titles(client: Client, address: str) -> list[str]:
    return [each.text for each in soup(client, address).select(".event-row__title")]


def text_of(client: Client, address: str) -> str:
    return " ".join(soup(client, address).select_one("main").text.split())


# -- The list --


def test_the_next_event_stands_first_and_what_waits_for_a_date_last(client):
    EventFactory(title_uk="Перенесена", state=State.POSTPONED, starts_at=NOON + DAY)
    EventFactory(title_uk="Далека", starts_at=NOON + 30 * DAY)
    EventFactory(title_uk="Скасована", state=State.CANCELLED, starts_at=NOON + 2 * DAY)
    EventFactory(title_uk="Триває", starts_at=NOON - MINUTE)
    EventFactory(title_uk="Минула", starts_at=NOON - DAY, ends_at=NOON)

    assert titles(client, "/events/") == ["Триває", "Скасована", "Далека", "Перенесена"]
    states = [each.text for each in soup(client, "/events/").select(".event-row .status")]
    assert states == ["Триває", "Скасовано", "Перенесено"]
    assert titles(client, "/events/past/") == ["Минула"]


def test_a_postponed_event_shows_no_date(client):
    EventFactory(state=State.POSTPONED, starts_at=datetime(2026, 12, 24, 8, tzinfo=UTC))

    row = soup(client, "/events/").select_one(".event-row").text

    assert "24 грудня" not in row
    assert "Нову дату буде оголошено" in row


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_where_nothing_is_to_come_the_way_on_is_shown(client, prefix):
    page = soup(client, f"{prefix}/events/")

    empty = page.select_one(".empty")
    title = "No upcoming events" if prefix else "Найближчих подій немає"
    assert empty.select_one(".empty__title").text == title
    assert [link["href"] for link in empty.select("a")] == [
        f"webcal://localhost:8000{prefix}/events/calendar.ics",
        f"{prefix}/events/calendar.ics",
        f"{prefix}/events/past/",
    ]


def test_kind_and_oblast_are_chosen_without_a_script(client):
    load_small_codifier()
    sumy = by_slug("sumy")
    EventFactory(title_uk="Форум у Сумах", oblast=sumy)
    EventFactory(title_uk="Навчання в Сумах", oblast=sumy, kind="training")
    EventFactory(title_uk="Форум онлайн")

    assert titles(client, "/events/?kind=forum&oblast=sumy") == ["Форум у Сумах"]
    assert len(titles(client, "/events/?oblast=sumy")) == 2
    page = soup(client, "/events/?view=month&month=2026-12&kind=forum&oblast=sumy")
    kept = {each["name"]: each["value"] for each in page.select("form.find input")}
    assert kept == {"view": "month", "month": "2026-12"}
    chosen = [each["value"] for each in page.select("form.find option[selected]")]
    assert chosen == ["forum", "sumy"]
    link = page.select_one(".events__views a")["href"]
    assert titles(client, f"/events/{link}") == ["Форум у Сумах"]
    assert "kind=forum" in page.select_one("a[rel=next]")["href"]
    assert "month=2027-01" in page.select_one("a[rel=next]")["href"]


@pytest.mark.parametrize(
    "query",
    [
        "?kind=<script>&oblast=nowhere",
        "?kind=%00&oblast=%00",
        "?page=999&kind=forum",
        "?page=x",
        "?view=x&month=x",
        f"?kind={'x' * 3000}",
    ],
)
def test_what_is_no_choice_is_left_out(client, query):
    EventFactory(title_uk="Форум")

    assert titles(client, f"/events/{query}") == ["Форум"]


def test_a_title_is_text(client):
    EventFactory(title_uk="<script>alert(1)</script>", slug="hostile")

    for address in ("/events/", MONTH, "/events/hostile/", "/events/atom.xml"):
        assert b"<script>alert(1)" not in client.get(address).content


def test_the_archive_is_by_year_of_kyiv(client):
    # 31 December 2025, 23:00 in UTC is 1 January in Kyiv.
    turn = datetime(2025, 12, 31, 23, tzinfo=UTC)
    EventFactory(title_uk="Новорічна", starts_at=turn, ends_at=turn + timedelta(hours=1))
    old = datetime(2024, 5, 1, 9, tzinfo=UTC)
    EventFactory(title_uk="Давня", starts_at=old, ends_at=old + DAY, state=State.CANCELLED)
    hidden = datetime(2023, 5, 1, 9, tzinfo=UTC)
    EventFactory(audience=Audience.MEMBERS, starts_at=hidden, ends_at=hidden + DAY)

    assert titles(client, "/events/past/") == ["Новорічна", "Давня"]
    assert titles(client, "/events/past/?year=2026") == ["Новорічна"]
    assert titles(client, "/events/past/?year=2024") == ["Давня"]
    page = soup(client, "/events/past/?year=2024")
    assert [each.text for each in page.select("main .tags a")] == ["Усі роки", "2026", "2024"]
    assert page.select_one(".event-row .status").text == "Скасовано"
    for year in ("2023", "2025", "x", "99999", "-1", "%00"):
        assert len(titles(client, f"/events/past/?year={year}")) == 2


# -- The month --


def test_a_month_marks_today_and_leads_to_its_neighbours(client):
    EventFactory(title_uk="Триденна", starts_at=NOON + 2 * DAY, ends_at=NOON + 4 * DAY)

    page = soup(client, MONTH)

    assert page.select_one("[aria-current=date] time")["datetime"] == "2026-11-23"
    days = [
        cell.select_one("time")["datetime"]
        for cell in page.select("td")
        if cell.select_one(".day__event")
    ]
    assert days == ["2026-11-25", "2026-11-26", "2026-11-27"]
    assert page.select_one("a[rel=prev]")["href"] == "?view=month&month=2026-10"
    assert page.select_one("a[rel=next]")["href"] == "?view=month&month=2026-12"
    assert soup(client, "/events/?view=month&month=2005-01").select("a[rel=prev]") == []


# -- Caches --


@pytest.mark.parametrize("address", ["/events/", MONTH, "/events/past/", "/events/open/"])
def test_a_strangers_copy_is_for_caches_that_ask_again(client, reader, address):
    EventFactory(slug="open")

    answer = client.get(address)

    assert answer["Cache-Control"] == "public, no-cache"
    assert answer.cookies == {}
    assert "Cookie" not in answer.get("Vary", "")
    headers = {"if-none-match": answer["ETag"]}
    assert client.get(address, headers=headers).status_code == 304
    assert reader(UserFactory()).get(address)["Cache-Control"] == "private, no-store"


def test_what_is_published_by_the_clock_is_there_at_its_minute(client):
    EventFactory(title_uk="Завтра", slug="tomorrow", public_from=NOON + DAY)
    etag = client.get("/events/")["ETag"]
    assert client.get("/events/tomorrow/").status_code == 404

    with freeze_time(NOON + DAY):
        answer = client.get("/events/", headers={"if-none-match": etag})
        assert answer.status_code == 200
        assert "Завтра" in answer.content.decode()
        assert client.get("/events/tomorrow/").status_code == 200


# -- Costs --


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(address).status_code == 200
    return len(found)


ADDRESSES = ["/events/", MONTH, "/events/?kind=forum&oblast=sumy", "/events/past/"]


def test_lists_cost_the_same_for_ten_and_for_a_thousand_events(client, reader):
    load_small_codifier()
    readers = {
        "visitor": client,
        "member": reader(MemberFactory().user),
        "delegate": reader(DelegateFactory(user=UserFactory()).user),
        "partner": reader(RepresentativeFactory().user),
        "secretariat": reader(SecretariatFactory(), strong=True),
    }
    sumy = by_slug("sumy")

    def fill(start: int, end: int) -> None:
        Event.objects.bulk_create(
            EventFactory.build(
                slug=f"event-{number}",
                oblast=sumy,
                starts_at=NOON + (number - end // 2) * timedelta(hours=1),
            )
            for number in range(start, end)
        )
        for event in Event.objects.order_by("-pk")[:10]:
            cover_of(event)

    fill(0, 10)
    few = {(role, a): queries(each, a) for role, each in readers.items() for a in ADDRESSES}
    fill(10, 1000)
    many = {(role, a): queries(each, a) for role, each in readers.items() for a in ADDRESSES}

    assert many == few
    assert max(many.values()) <= 12
    assert many["visitor", "/events/"] <= 4


# -- The page of an event --


def full_event() -> Event:
    event = EventFactory(
        slug="forum",
        is_online=True,
        online_link="https://meet.example.org/secret",
        languages=["uk", "en"],
        organiser_uk="Клуб Мерів",
        text_uk="Абзац перший.\n\nАбзац другий.",
    )
    cover_of(event)
    ProgrammeItem.objects.create(
        event=event,
        starts_at=event.starts_at,
        ends_at=event.starts_at + 30 * MINUTE,
        title_uk="Відкриття",
        speakers_uk="Перша Доповідачка\n\nДругий Доповідач",
    )
    profile = PublicPartnerProfileFactory()
    for partner in (profile.partner, PartnerFactory(edrpou="00032129")):
        EventPartner.objects.create(event=event, partner=partner)
    return event


def test_the_page_says_what_there_is_to_know(client):
    event = full_event()
    paper = keep(upload(PDF), purpose="event_paper", about=event, by=None, at=NOON)
    EventFile.objects.create(event=event, file=paper, title_uk="Запрошення")

    page = soup(client, "/events/forum/")
    text = " ".join(page.select_one("main").text.split())

    assert "понеділок, 30 листопада 2026 року" in text
    assert "14:00–16:00 за Києвом (UTC+2)" in text
    assert page.select_one(".event__days time")["datetime"] == "2026-11-30T14:00:00+02:00"
    own = page.select_one("[data-own-time]")
    assert (own["data-from"], own["data-to"]) == (
        "2026-11-30T14:00:00+02:00",
        "2026-11-30T16:00:00+02:00",
    )
    assert own.has_attr("hidden")
    assert "Українська, англійська" in text
    assert [each.text for each in page.select(".programme__speakers li")] == [
        "Перша Доповідачка",
        "Другий Доповідач",
    ]
    assert page.select_one(".programme__time").text == "14:00–14:30"
    partners = page.select("section[aria-labelledby=partners] .tag")
    assert [each.name for each in partners] == ["a", "span"]
    assert "Запрошення" in text
    assert page.select_one(f"a[href='/files/{paper.token}/']")
    assert page.select_one("picture source")["srcset"].count("w,") == 1
    assert "secret" not in str(page)


def test_a_paper_for_those_registered_is_shown_to_them_alone(client, reader):
    event = full_event()
    paper = keep(upload(PDF), purpose="event_paper", about=event, by=None, at=NOON)
    EventFile.objects.create(event=event, file=paper, title_uk="Запис", is_for="registered")
    coming = RegistrationFactory(event=event).user
    waiting = RegistrationFactory(event=event, standing="waiting").user

    assert "Запис" in text_of(reader(coming), "/events/forum/")
    for other in (client, reader(waiting), reader(UserFactory())):
        page = other.get("/events/forum/").content.decode()
        assert "Запис" not in page
        assert paper.token not in page


@pytest.mark.parametrize(
    ("state", "prefix", "words"),
    [
        (State.CANCELLED, "", ["Подію скасовано", "Зала закрита", "Скасовано"]),
        (State.CANCELLED, "/en", ["The event is cancelled", "The hall is closed", "Cancelled"]),
        (State.POSTPONED, "", ["Подію відкладено", "Зала закрита", "Планувалося на понеділок"]),
        (State.POSTPONED, "/en", ["postponed", "The hall is closed", "was planned for Monday"]),
    ],
)
def test_what_is_off_says_why(client, state, prefix, words):
    EventFactory(slug="off", state=state, reason_uk="Зала закрита", reason_en="The hall is closed")

    text = text_of(client, f"{prefix}/events/off/")

    assert [each for each in words if each not in text] == []
    assert "event.ics" not in str(soup(client, f"{prefix}/events/off/").select_one("main"))


def test_an_english_page_without_english_shows_the_ukrainian_and_says_so(client):
    EventFactory(
        slug="uk", title_uk="Назва", title_en="", summary_en="", text_uk="", text_en="Only English"
    )

    page = soup(client, "/en/events/uk/")

    heading = page.select_one("h1")
    assert (heading.text, heading["lang"]) == ("Назва", "uk")
    assert "has not been translated" in page.text
    assert "Only English" not in page.text
    assert page.select_one("meta[name=robots]")["content"] == "noindex"


def test_programs_read_what_kind_of_event_it_is(client):
    full_event()
    EventFactory(slug="off", state=State.CANCELLED)
    EventFactory(slug="later", state=State.POSTPONED, place_uk="", is_online=True)

    def data(slug: str) -> dict:
        found = soup(client, f"/events/{slug}/").select("script[type='application/ld+json']")
        parts = [part for each in found for part in json.loads(each.string)]
        return next(part for part in parts if part["@type"] == "Event")

    forum = data("forum")
    assert forum["eventStatus"].endswith("EventScheduled")
    assert forum["eventAttendanceMode"].endswith("MixedEventAttendanceMode")
    assert forum["startDate"].startswith("2026-11-30T12:00:00")
    assert forum["image"][0].endswith("/960.webp")
    assert "secret" not in json.dumps(forum)
    assert data("off")["eventStatus"].endswith("EventCancelled")
    assert data("later")["eventStatus"].endswith("EventPostponed")
    assert data("later")["eventAttendanceMode"].endswith("OnlineEventAttendanceMode")


def test_one_event_is_a_file_for_calendars(client):
    EventFactory(slug="forum", title_en="Forum in English")

    answer = client.get("/en/events/forum/event.ics")

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="forum.ics"'
    assert "SUMMARY:Forum in English" in answer.content.decode()


def test_the_page_of_an_event_costs_no_more_than_it_did(reader):
    full_event()
    found = [
        queries(client, "/events/forum/")
        for client in (
            reader(MemberFactory().user),
            reader(RepresentativeFactory().user),
            reader(SecretariatFactory(), strong=True),
        )
    ]
    assert max(found) <= MOST, found


# Four are the session's. What can be done about a seat is asked, too: the registration, the
# quotas, the questions.
MOST = 16


def test_the_preview_is_for_the_secretariat_with_the_second_factor(reader):
    DraftEventFactory(slug="draft", title_uk="Чернетка форуму")
    secretary = SecretariatFactory()

    page = soup(reader(secretary, strong=True), "/events/draft/preview/")

    assert "Це попередній перегляд" in page.text
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert reader(secretary).get("/events/draft/preview/").status_code == 403
    assert reader(MemberFactory().user).get("/events/draft/preview/").status_code == 404
    assert reader(secretary, strong=True).get("/events/none/preview/").status_code == 404


def test_a_cover_is_asked_for_anew(client):
    cover = cover_of(EventFactory())

    answer = client.get(f"/events/covers/{cover.token}/480.avif")

    assert answer["Content-Type"] == "image/avif"
    assert answer["Cache-Control"] == "public, no-cache"
    headers = {"if-none-match": answer["ETag"]}
    again = client.get(f"/events/covers/{cover.token}/480.avif", headers=headers)
    assert again.status_code == 304
    for other in ("481.avif", "480.png", "0.webp"):
        assert client.get(f"/events/covers/{cover.token}/{other}").status_code == 404


# -- Around it --


def test_the_home_page_shows_the_next_three(pages, client):
    for number in range(4):
        EventFactory(title_uk=f"Подія {number}", starts_at=NOON + (number + 1) * DAY)
    EventFactory(title_uk="Закрита", audience=Audience.MEMBERS, starts_at=NOON + MINUTE)

    assert titles(client, "/") == ["Подія 0", "Подія 1", "Подія 2"]


def test_the_home_page_without_events_offers_the_calendar(pages, client):
    section = soup(client, "/").select_one("#events")

    assert "Найближчих подій немає" in section.text
    assert [link["href"] for link in section.select("a")] == [
        "webcal://localhost:8000/events/calendar.ics",
        "/events/",
    ]


def test_the_menu_and_the_head_lead_to_the_calendar(pages, client):
    page = soup(client, "/en/events/")

    menu = page.select_one(".masthead nav")
    assert menu.select_one("a[aria-current=page]")["href"] == "/en/events/"
    types = {link["type"]: link["href"] for link in page.select("link[rel=alternate][type]")}
    assert types == {
        "application/atom+xml": "/en/events/atom.xml",
        "text/calendar": "/en/events/calendar.ics",
    }


def test_the_sitemap_knows_the_public_events_in_their_languages(client):
    EventFactory(slug="both")
    EventFactory(slug="ukrainian", title_en="")
    EventFactory(slug="closed", audience=Audience.MEMBERS)

    text = client.get("/sitemap.xml").content.decode()

    listed = [f"/events/{slug}/" for slug in ("both", "ukrainian", "closed")]
    assert [f"000{each}</loc>" in text for each in listed] == [True, True, False]
    assert [f"/en{each}</loc>" in text for each in listed] == [True, False, False]
    assert "000/events/</loc>" in text
    assert "/en/events/past/</loc>" in text
