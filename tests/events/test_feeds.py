"""The calendar for programs: of everyone, and one's own under a secret address."""

from datetime import timedelta
from urllib.parse import urlsplit

import feedparser
import icalendar
import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from freezegun import freeze_time

from mayorsclub.audit.models import Entry
from mayorsclub.events.domain import feeds
from mayorsclub.events.models import Audience, CalendarFeed, Event, Standing, State
from mayorsclub.logs import masked
from tests.factories.accounts import SecretariatFactory, UserFactory
from tests.factories.events import DraftEventFactory, EventFactory, RegistrationFactory
from tests.factories.membership import MemberFactory
from tests.moments import DAY, MINUTE, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
FEED = "/events/calendar.ics"
YEAR = timedelta(days=365)


def entries(answer) -> dict[str, icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(answer.content)
    return {str(entry["SUMMARY"]): entry for entry in calendar.walk("VEVENT")}


def test_everyones_calendar_holds_what_everyone_may_know_of(client):
    EventFactory(title_uk="Відкрита", title_en="Open one")
    EventFactory(audience=Audience.MEMBERS)
    EventFactory(public_from=NOON + MINUTE)
    DraftEventFactory()

    answer = client.get(FEED)

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "public, no-cache"
    assert answer.cookies == {}
    assert not answer.has_header("Vary") or "Cookie" not in answer["Vary"]
    assert list(entries(answer)) == ["Відкрита"]
    assert list(entries(client.get(f"/en{FEED}"))) == ["Open one"]


def test_an_empty_calendar_is_one(client):
    calendar = icalendar.Calendar.from_ical(client.get(FEED).content)

    assert calendar["X-WR-CALNAME"] == "Події Клубу Мерів"
    assert calendar.walk("VEVENT") == []


def test_what_did_not_change_is_not_sent_again(client):
    EventFactory()
    etag = client.get(FEED)["ETag"]

    again = client.get(FEED, headers={"if-none-match": etag})
    english = client.get(f"/en{FEED}", headers={"if-none-match": etag})

    assert (again.status_code, again.content) == (304, b"")
    assert english.status_code == 200


def test_what_changed_or_became_visible_is(client):
    event = EventFactory()
    EventFactory(public_from=NOON + DAY, title_uk="Завтра")
    etag = client.get(FEED)["ETag"]

    Event.objects.filter(pk=event.pk).update(title_uk="Інакше", changed_at=NOON)
    changed = client.get(FEED, headers={"if-none-match": etag})
    assert "Інакше" in entries(changed)

    with freeze_time(NOON + DAY):
        later = client.get(FEED, headers={"if-none-match": changed["ETag"]})
        assert list(entries(later)) == ["Інакше", "Завтра"]


def test_the_mark_tells_nothing_of_a_closed_event(client):
    EventFactory()
    before = client.get(FEED)["ETag"]

    EventFactory(audience=Audience.MEMBERS)

    assert client.get(FEED)["ETag"] == before
    assert client.get(FEED, headers={"if-none-match": before}).status_code == 304


def test_a_cancelled_event_stays_until_its_day_is_over(client):
    EventFactory(state=State.CANCELLED, title_uk="Форум", sequence=2)

    (title, entry), *others = entries(client.get(FEED)).items()
    assert (title, entry["STATUS"], entry["SEQUENCE"], others) == (
        "Скасовано: Форум",
        "CANCELLED",
        2,
        [],
    )
    with freeze_time(NOON + 8 * DAY):
        assert entries(client.get(FEED)) == {}


def test_what_is_over_stays_for_a_year(client):
    EventFactory(title_uk="Торік", starts_at=NOON - YEAR, ends_at=NOON - YEAR + MINUTE)
    EventFactory(starts_at=NOON - YEAR - DAY, ends_at=NOON - YEAR)

    assert list(entries(client.get(FEED))) == ["Торік"]


@pytest.mark.parametrize("size", [10, 1000])
def test_a_calendar_costs_the_same_for_many_events(client, size, django_assert_num_queries):
    Event.objects.bulk_create(
        EventFactory.build(slug=f"event-{number}", starts_at=NOON + number * MINUTE)
        for number in range(1, size + 1)
    )
    user = MemberFactory().user
    own = f"/events/calendar/{feeds.renew(user, at=NOON)}.ics"

    with django_assert_num_queries(1):
        assert len(entries(client.get(FEED))) == size
    with django_assert_num_queries(OWN_QUERIES):
        assert len(entries(client.get(own))) == size


OWN_QUERIES = 5


# -- One's own --


def own_calendar(user, prefix: str = "") -> list[str]:
    token = feeds.token_of(user) or feeds.renew(user, at=NOON)
    return list(entries(Client().get(f"{prefix}/events/calendar/{token}.ics")))


def test_ones_own_calendar_holds_what_one_may_know_of_and_marks_ones_places():
    member = MemberFactory().user
    closed = EventFactory(audience=Audience.MEMBERS, title_uk="Закрита", title_en="Closed")
    EventFactory(audience=Audience.INVITED)
    invited = EventFactory(audience=Audience.INVITED, title_uk="Моя", title_en="Mine")
    RegistrationFactory(event=invited, user=member)
    RegistrationFactory(event=closed, user=member, standing=Standing.WAITING)

    assert own_calendar(member) == ["Закрита", "✓ Моя"]
    assert own_calendar(member, "/en") == ["Closed", "✓ Mine"]


def test_it_is_kept_by_no_cache_and_sets_no_cookie():
    token = feeds.renew(UserFactory(), at=NOON)

    answer = Client().get(f"/events/calendar/{token}.ics", headers={"if-none-match": "*"})

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store, private"
    assert not answer.has_header("ETag")
    assert answer.cookies == {}


def test_rights_are_asked_at_each_reading():
    member = MemberFactory()
    EventFactory(title_uk="Відкрита")
    EventFactory(audience=Audience.MEMBERS, title_uk="Закрита")
    assert own_calendar(member.user) == ["Відкрита", "Закрита"]

    member.status = "excluded"
    member.save()
    assert own_calendar(member.user) == ["Відкрита"]


def test_a_disabled_account_has_everyones_calendar():
    member = MemberFactory().user
    RegistrationFactory(event=EventFactory(audience=Audience.MEMBERS), user=member)
    RegistrationFactory(event=EventFactory(title_uk="Відкрита"), user=member)
    feeds.renew(member, at=NOON)

    member.is_active = False
    member.save()

    assert own_calendar(member) == ["Відкрита"]


@pytest.mark.parametrize("token", ["x", "x" * 43, "Ї" * 43, "..", "a" * 5000, "%00"])
def test_an_unknown_address_is_not_there(client, token):
    assert client.get(f"/events/calendar/{token}.ics").status_code == 404


def test_renewing_ends_the_address_before_and_is_in_the_log():
    user = UserFactory()
    first = feeds.renew(user, at=NOON)

    second = feeds.renew(user, at=NOON + MINUTE)

    assert (feeds.owner_of(first), feeds.owner_of(second)) == (None, user)
    assert feeds.token_of(user) == second
    (kept,) = CalendarFeed.objects.all()
    assert second not in (kept.nonce, kept.token_hash)
    lines = Entry.objects.filter(action="events.calendar_renewed")
    assert [(line.actor_id, line.facts) for line in lines] == [(user.pk, {}), (user.pk, {})]


def test_the_address_is_in_no_log():
    token = feeds.renew(UserFactory(), at=NOON)

    for prefix in ("", "/en"):
        line = masked(f"Not Found: {prefix}/events/calendar/{token}.ics")
        assert line == f"Not Found: {prefix}/events/calendar/….ics"


def test_the_page_makes_an_address_by_post_only(reader):
    user = UserFactory()
    client = reader(user)

    assert b"own-address" not in client.get("/me/calendar/").content
    assert not CalendarFeed.objects.exists()

    answer = client.post("/me/calendar/", follow=True)
    token = feeds.token_of(user)
    assert f"/events/calendar/{token}.ics" in answer.content.decode()
    assert "Адресу створено." in answer.content.decode()

    answer = client.post("/me/calendar/", follow=True)
    assert "Попередня більше не діє." in answer.content.decode()
    assert feeds.owner_of(token) is None
    assert client.get("/me/calendar/")["Cache-Control"].count("no-store") == 1


def test_the_secretariat_gets_its_address_with_the_second_factor(reader):
    secretary = SecretariatFactory()

    assert reader(secretary).post("/me/calendar/").status_code == 403
    assert not CalendarFeed.objects.exists()
    assert reader(secretary, strong=True).post("/me/calendar/").status_code == 302


def test_nobody_has_a_calendar_without_an_account(client):
    answer = client.get("/me/calendar/")

    assert urlsplit(answer["Location"]).path == "/sign-in/"
    assert list(feeds.public_feed(NOON)) == list(feeds.feed_of(AnonymousUser(), NOON))


# -- Atom --


def test_the_public_events_are_a_feed_for_readers(client):
    first = EventFactory(title_uk="Перша", public_from=NOON - 2 * DAY)
    EventFactory(title_uk="Друга", title_en="Second", public_from=NOON - DAY)
    EventFactory(audience=Audience.MEMBERS)
    EventFactory(public_from=NOON + DAY)

    answer = client.get("/events/atom.xml")
    feed = feedparser.parse(answer.content)

    assert answer["Cache-Control"] == "public, no-cache"
    assert answer.cookies == {}
    assert [entry.title for entry in feed.entries] == ["Друга", "Перша"]
    assert feed.entries[1].link == f"http://localhost:8000/events/{first.slug}/"
    assert feedparser.parse(client.get("/en/events/atom.xml").content).entries[0].title == "Second"
    headers = {"if-none-match": answer["ETag"]}
    assert client.get("/events/atom.xml", headers=headers).status_code == 304


def test_an_empty_feed_does_not_change_by_itself(client):
    first = client.get("/events/atom.xml")["ETag"]

    with freeze_time(NOON + DAY):
        assert client.get("/events/atom.xml")["ETag"] == first
