"""A closed event leaves no trace for those for whom it does not exist."""

import pytest
from django.test import Client
from freezegun import freeze_time

from mayorsclub.accounts.models import User
from mayorsclub.events import findability
from mayorsclub.events.domain import feeds
from mayorsclub.events.models import Audience, Event, State
from tests.events.covers import cover_of
from tests.factories.accounts import EditorFactory, SecretariatFactory, UserFactory
from tests.factories.events import DraftEventFactory, EventFactory, InvitationFactory
from tests.factories.membership import DelegateFactory, MemberFactory
from tests.factories.partners import RepresentativeFactory
from tests.moments import DAY, NOON
from tests.sign_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
SECRET = "Зустріч Абракадабра"
VISITOR = "visitor"
MONTH = "?view=month&month=2026-11"


def people() -> dict[str, User | None]:
    """Everybody; the secretariat with the second factor and without."""
    secretary = SecretariatFactory()
    return {
        VISITOR: None,
        "applicant": UserFactory(),
        "member": MemberFactory().user,
        "delegate": DelegateFactory(user=UserFactory()).user,
        "partner": RepresentativeFactory().user,
        "editor": EditorFactory(),
        "secretariat": secretary,
        "secretariat by code": secretary,
    }


def browser(role: str, user: User | None) -> Client:
    client = Client()
    if user is not None:
        sign_in(client, user, strong=role == "secretariat")
    return client


def traces(event: Event, client: Client, user: User | None) -> set[str]:
    """Where this reader comes upon the event."""
    findability.refresh(event, at=NOON)
    slug, token = event.slug, event.cover.token
    direct = {
        "page": f"/events/{slug}/",
        "english page": f"/en/events/{slug}/",
        "file": f"/events/{slug}/event.ics",
        "cover": f"/events/covers/{token}/480.webp",
        "english cover": f"/en/events/covers/{token}/960.avif",
    }
    listed = {
        "list": "/events/",
        "english list": "/en/events/",
        "month": f"/events/{MONTH}",
        "filtered": "/events/?kind=meeting",
        "archive": "/events/past/",
        "feed": "/events/calendar.ics",
        "atom": "/events/atom.xml",
        "sitemap": "/sitemap.xml",
        "search": "/search/?q=Абракадабра",
        "suggestions": "/search/suggest/?q=Абракадабра",
        "home": "/",
    }
    if user is not None:
        listed["own feed"] = f"/events/calendar/{feeds.renew(user, at=NOON)}.ics"
    found = {name for name, address in direct.items() if client.get(address).status_code != 404}
    for name, address in listed.items():
        answer = client.get(address)
        assert answer.status_code in {200, 404}, address
        text = answer.content.decode().replace("\r\n ", "")
        if SECRET in text or f"/events/{slug}/" in text or token in text:
            found.add(name)
    return found


DIRECT = {"page", "english page", "file", "cover", "english cover"}
COMING = DIRECT | {"list", "english list", "month", "filtered"}
FOUND = COMING | {"search", "suggestions", "own feed"}
EVERYWHERE = FOUND | {"feed", "atom", "sitemap", "home"}


def met(event: Event) -> dict[str, set[str]]:
    return {role: traces(event, browser(role, user), user) for role, user in people().items()}


def closed(audience: str, **facts: object) -> Event:
    facts = {"title_uk": SECRET, "title_en": SECRET, "kind": "meeting"} | facts
    event = EventFactory(audience=audience, slug="abracadabra", **facts)
    cover_of(event)
    return event


NOTHING: set[str] = set()


def test_an_event_for_members(pages):
    assert met(closed(Audience.MEMBERS)) == {
        "visitor": NOTHING,
        "applicant": NOTHING,
        "member": FOUND,
        "delegate": FOUND,
        "partner": NOTHING,
        "editor": NOTHING,
        "secretariat": COMING | {"own feed"},
        "secretariat by code": {"own feed"},
    }


def test_an_event_for_members_and_partners(pages):
    found = met(closed(Audience.PARTNERS))

    assert {role for role, where in found.items() if where == FOUND} == {
        "member",
        "delegate",
        "partner",
    }
    assert found["visitor"] == found["applicant"] == found["editor"] == NOTHING


def test_an_event_for_those_invited(pages):
    event = closed(Audience.INVITED)
    guest = UserFactory()
    InvitationFactory(event=event, user=guest, email=guest.email)

    assert traces(event, browser("guest", guest), guest) == COMING | {"own feed"}
    found = met(event)
    assert {role for role, where in found.items() if where} == {
        "secretariat",
        "secretariat by code",
    }


def test_an_event_that_partners_hear_of_first(pages):
    event = closed(Audience.OPEN, public_from=NOON + DAY, partners_from=NOON)

    found = met(event)

    assert found["partner"] == COMING | {"own feed"}
    assert found["visitor"] == found["member"] == found["editor"] == NOTHING
    with freeze_time(NOON + DAY):
        findability.publish_due(NOON + DAY)
        assert traces_now(event) == EVERYWHERE - {"own feed"}


def traces_now(event: Event) -> set[str]:
    """What a visitor comes upon, at the time of the clock."""
    client = Client()
    names = {
        "page": f"/events/{event.slug}/",
        "english page": f"/en/events/{event.slug}/",
        "file": f"/events/{event.slug}/event.ics",
        "cover": f"/events/covers/{event.cover.token}/480.webp",
        "english cover": f"/en/events/covers/{event.cover.token}/960.avif",
    }
    found = {name for name, address in names.items() if client.get(address).status_code == 200}
    for name, address in {
        "list": "/events/",
        "english list": "/en/events/",
        "month": f"/events/{MONTH}",
        "filtered": "/events/?kind=meeting",
        "feed": "/events/calendar.ics",
        "atom": "/events/atom.xml",
        "sitemap": "/sitemap.xml",
        "search": "/search/?q=Абракадабра",
        "suggestions": "/search/suggest/?q=Абракадабра",
        "home": "/",
    }.items():
        text = client.get(address).content.decode().replace("\r\n ", "")
        if SECRET in text or f"/events/{event.slug}/" in text:
            found.add(name)
    return found


def test_an_open_event_is_everywhere(pages):
    event = closed(Audience.OPEN)

    assert traces(event, Client(), None) == EVERYWHERE - {"own feed"}


@pytest.mark.parametrize("audience", Audience.values)
def test_a_draft_is_nowhere_but_in_its_preview(pages, audience):
    event = DraftEventFactory(
        audience=audience, title_uk=SECRET, title_en=SECRET, kind="meeting", slug="abracadabra"
    )
    cover_of(event)

    found = met(event)

    # Whoever sees the preview sees its picture.
    assert found.pop("secretariat") == {"cover", "english cover"}
    assert set().union(*found.values()) == NOTHING
    status = {
        role: browser(role, user).get("/events/abracadabra/preview/").status_code
        for role, user in people().items()
    }
    assert status.pop("visitor") == 302
    assert status.pop("secretariat") == 200
    assert status.pop("secretariat by code") == 403
    assert set(status.values()) == {404}


@pytest.mark.parametrize(
    "address",
    [
        "/events/abracadabra/",
        "/events/abracadabra/event.ics",
        "/en/events/abracadabra/",
        "/events/covers/{token}/480.webp",
    ],
)
@pytest.mark.parametrize("audience", [Audience.MEMBERS, Audience.PARTNERS, Audience.INVITED])
def test_asking_again_tells_no_more(reader, audience, address):
    """Neither a known ETag nor any, neither HEAD nor a date bring out that it is there."""
    event = closed(audience)
    address = address.format(token=event.cover.token)
    missing = address.replace("abracadabra", "abracadabrb").replace(event.cover.token, "x" * 43)
    secretary = reader(SecretariatFactory(), strong=True)
    etag = secretary.get(address).headers.get("ETag", '"x"')

    for method in ("get", "head"):
        for headers in (
            {},
            {"if-none-match": "*"},
            {"if-none-match": etag},
            {"if-modified-since": "Mon, 01 Jan 2024 00:00:00 GMT"},
            {"if-match": etag},
        ):
            for client in (Client(), reader(UserFactory())):
                answers = [
                    getattr(client, method)(each, headers=headers) for each in (address, missing)
                ]
                assert [each.status_code for each in answers] == [404, 404], (method, headers)
                assert "ETag" not in answers[0]
                assert answers[0].headers.keys() == answers[1].headers.keys()


def test_counts_hold_no_closed_event(client, reader):
    closed(Audience.MEMBERS)
    closed_past = {"starts_at": NOON - 9 * DAY, "ends_at": NOON - 8 * DAY}
    EventFactory(audience=Audience.MEMBERS, **closed_past)
    EventFactory()

    assert "1 подія попереду" in client.get("/events/").content.decode()
    assert "Тут поки нічого немає" in client.get("/events/past/").content.decode()
    member = reader(MemberFactory().user)
    assert "2 події попереду" in member.get("/events/").content.decode()
    assert "1 минула подія" in member.get("/events/past/").content.decode()


def test_a_lost_right_works_at_once(reader):
    event = closed(Audience.MEMBERS)
    member = MemberFactory()
    client = reader(member.user)
    assert client.get(event.get_absolute_url()).status_code == 200

    member.status = "suspended"
    member.save()

    assert client.get(event.get_absolute_url()).status_code == 404
    assert SECRET not in client.get("/events/").content.decode()


@pytest.mark.parametrize("audience", [Audience.MEMBERS, Audience.PARTNERS, Audience.INVITED])
def test_no_cache_and_no_robot_keeps_a_closed_event(reader, audience):
    event = closed(audience)
    client = reader(SecretariatFactory(), strong=True)

    answer = client.get(event.get_absolute_url())
    picture = client.get(f"/events/covers/{event.cover.token}/480.webp")

    assert answer["Cache-Control"] == "private, no-store"
    assert b'content="noindex"' in answer.content
    assert b"og:title" not in answer.content
    assert b"ld+json" not in answer.content
    assert picture["Cache-Control"] == "private, no-cache"
    assert picture.content == b"480.webp"
    assert picture["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_cancelled_closed_event_is_as_closed(pages):
    found = met(closed(Audience.MEMBERS, state=State.CANCELLED))

    assert found["visitor"] == found["partner"] == NOTHING
    assert found["member"] == FOUND
