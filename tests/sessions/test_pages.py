"""The archive, the sessions and the experts, as each reader meets them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mayorsclub.events.models import Audience, Kind
from mayorsclub.publicity import sitemaps
from mayorsclub.search.models import Entry
from mayorsclub.sessions.domain import experts, sessions
from mayorsclub.sessions.domain.finding import refresh, refresh_expert
from mayorsclub.sessions.domain.loading import load_sessions
from mayorsclub.sessions.models import Expert, ExpertSession, Leading, Question, State
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory
from tests.factories.membership import DelegateFactory
from tests.factories.partners import RepresentativeFactory
from tests.factories.sessions import (
    DraftSessionFactory,
    ExpertFactory,
    LeadingFactory,
    QuestionFactory,
    SeriesFactory,
    SessionFactory,
    TopicFactory,
    TranscriptFactory,
)
from tests.moments import DAY, NOON
from tests.sessions.conftest import client_of

FORMS = 'name="text"'


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


def test_the_archive_lists_all_in_order_with_their_numbers(db, client):
    load_sessions(at=NOON)
    page = text(client, "/sessions/")
    places = [page.index(f">{n:02}/<") for n in range(1, 13)]
    assert places == sorted(places)
    english = text(client, "/en/sessions/")
    assert "Growing giant miscanthus" in english or "growing giant miscanthus" in english


def test_each_page_tells_what_it_is_about_and_how_to_join(db, client):
    load_sessions(at=NOON)
    for session in ExpertSession.objects.all():
        page = text(client, f"/sessions/{session.slug}/")
        assert session.title_uk in page
        assert session.about_uk in page
        assert 'href="/join/"' in page
        english = text(client, f"/en/sessions/{session.slug}/")
        assert session.about_en in english
        assert 'href="/en/join/"' in english


@pytest.mark.parametrize("who", ["visitor", "person", "partner"])
def test_others_get_nothing_of_what_members_get(db, who):
    session = SessionFactory(video_link="https://video.example/secret")
    TranscriptFactory(session=session, text="Таємне слово.")
    QuestionFactory(session=session, text="Питання членів")
    client = Client()
    if who != "visitor":
        user = UserFactory() if who == "person" else RepresentativeFactory().user
        client = client_of(user)

    page = text(client, session.get_absolute_url())

    for secret in ("video.example", "Таємне", "Питання членів", FORMS, "/transcript/"):
        assert secret not in page
    assert "/join/" in page


def test_a_member_and_a_delegate_get_it(db, member, members):
    session = SessionFactory(video_link="https://video.example/secret")
    TranscriptFactory(session=session, text="Сказане слово.\n\nІ ще абзац.")
    QuestionFactory(session=session, text="Питання членів")
    delegate = client_of(DelegateFactory().user)
    for client in (members, delegate):
        page = text(client, session.get_absolute_url())
        assert 'href="https://video.example/secret"' in page
        assert "Питання членів" in page
        assert FORMS in page
        said = text(client, f"{session.get_absolute_url()}transcript/")
        assert "<p>Сказане слово.</p>" in said


def test_a_member_who_left_gets_nothing_at_once(db, member, members):
    session = SessionFactory(video_link="https://video.example/secret")
    TranscriptFactory(session=session)
    assert "video.example" in text(members, session.get_absolute_url())
    member.member.status = "left"
    member.member.save()
    assert "video.example" not in text(members, session.get_absolute_url())
    text(members, f"{session.get_absolute_url()}transcript/", 404)
    text(members, "/sessions/proposals/", 404)


def test_the_secretariat_sees_it_with_the_second_factor_only(db, secretary):
    session = SessionFactory(video_link="https://video.example/secret")
    assert "video.example" not in text(client_of(secretary), session.get_absolute_url())
    page = text(client_of(secretary, strong=True), session.get_absolute_url())
    assert "video.example" in page
    assert FORMS not in page


@pytest.mark.parametrize("state", [State.DRAFT, State.HIDDEN])
def test_what_is_not_shown_leaves_no_trace(db, client, members, state, secretary):
    topic = TopicFactory(slug="rare")
    shown = SessionFactory(title_uk="Видима")
    hidden = SessionFactory(title_uk="Прихована", title_en="Concealed")
    hidden.topics.add(topic)
    LeadingFactory(session=hidden, expert=(expert := ExpertFactory()))
    TranscriptFactory(session=hidden, text="Невимовне")
    refresh(shown)
    refresh(hidden)
    sessions.hide(hidden.pk, by=secretary, at=NOON)
    ExpertSession.objects.filter(pk=hidden.pk).update(state=state)

    for reader in (client, members):
        assert "Прихована" not in text(reader, "/sessions/")
        text(reader, hidden.get_absolute_url(), 404)
        text(reader, "/sessions/topics/rare/", 404)
        assert "Прихована" not in text(reader, expert.get_absolute_url())
        assert "Прихована" not in text(reader, shown.get_absolute_url())
        assert "/sessions/" not in text(reader, "/search/?q=Прихована").split("<main")[1]
    assert hidden.slug not in "".join(each.url for each in sitemaps.addresses())
    assert not Entry.objects.filter(url__contains=hidden.slug).exists()


def test_a_draft_answers_as_an_address_that_never_was(db, client):
    draft = DraftSessionFactory(slug="never-was")
    there, absent = client.get("/sessions/never-was/"), client.get("/sessions/never-xxx/")
    assert (there.status_code, absent.status_code) == (404, 404)
    assert there.content.replace(b"never-was", b"") == absent.content.replace(b"never-xxx", b"")
    assert draft.state == State.DRAFT


def test_a_closed_events_date_is_told_to_its_audience_only(db, client, members):
    event = EventFactory(
        kind=Kind.SESSION, audience=Audience.MEMBERS, starts_at=NOON + 3 * DAY, slug="closed-one"
    )
    session = SessionFactory(event=event, held_on=(NOON + 3 * DAY).date())
    assert "closed-one" in text(members, session.get_absolute_url())
    for reader in (client, client_of(RepresentativeFactory().user)):
        page = text(reader, session.get_absolute_url())
        assert "closed-one" not in page
        assert "26 листопада" not in page


def test_an_open_events_date_is_told_to_all(db, client):
    event = EventFactory(kind=Kind.SESSION, starts_at=NOON + 3 * DAY, slug="open-one")
    session = SessionFactory(event=event)
    assert "/events/open-one/" in text(client, session.get_absolute_url())


def test_the_page_of_an_event_leads_to_its_session_while_that_is_in_the_archive(db, client):
    event, other = EventFactory(kind=Kind.SESSION), EventFactory(kind=Kind.SESSION)
    session = SessionFactory(event=event)
    way = f'href="{session.get_absolute_url()}"'
    assert way in text(client, event.get_absolute_url())
    assert f'href="/en{session.get_absolute_url()}"' in text(
        client, f"/en{event.get_absolute_url()}"
    )
    assert way not in text(client, other.get_absolute_url())
    ExpertSession.objects.update(state=State.HIDDEN)
    assert way not in text(client, event.get_absolute_url())


def test_proposals_are_offered_to_those_who_may_open_them(db, client, members, secretary):
    session = SessionFactory()
    keeper = client_of(secretary, strong=True)
    for address in ("/sessions/", session.get_absolute_url()):
        assert "/sessions/proposals/" in text(members, address)
        for other in (client, keeper):
            assert "/sessions/proposals/" not in text(other, address)
        assert "/join/" not in text(keeper, address).split("<main")[1]


def test_only_experts_who_agreed_stand_beside_a_session(db, client):
    session = SessionFactory()
    shown, hidden = ExpertFactory(), ExpertFactory(is_shown=False, agreed_on=None)
    for expert in (shown, hidden):
        LeadingFactory(session=session, expert=expert)
        refresh_expert(expert)
    for address in (session.get_absolute_url(), "/sessions/", "/experts/"):
        page = text(client, address)
        assert shown.name_uk in page
        assert hidden.name_uk not in page
    text(client, hidden.get_absolute_url(), 404)
    assert not Entry.objects.filter(kind="experts", title=hidden.name_uk).exists()
    assert hidden.slug not in "".join(each.url for each in sitemaps.addresses())


def test_an_expert_who_is_hidden_is_gone_everywhere(db, client, secretary):
    session, expert = SessionFactory(), ExpertFactory(name_uk="Незвичайна Особа")
    LeadingFactory(session=session, expert=expert)
    refresh_expert(expert)
    experts.hide(expert.pk, by=secretary, at=NOON)
    text(client, expert.get_absolute_url(), 404)
    assert "Незвичайна" not in text(client, session.get_absolute_url())
    assert not [each for each in Entry.objects.all() if "незвичайн" in each.terms.lower()]


def test_members_ask_an_expert_for_a_consultation(db, client, members):
    expert = ExpertFactory(availability="yes")
    address = expert.get_absolute_url()
    assert "topic=consultation" in text(members, address)
    assert "topic=consultation" not in text(client, address)
    expert.availability = "no"
    expert.save()
    assert "topic=consultation" not in text(members, address)


def test_a_search_finds_sessions_and_for_members_what_was_said(db, client, members, member):
    first, second = SessionFactory(title_uk="Про котельні"), SessionFactory(title_uk="Про дороги")
    TranscriptFactory(session=second, text="А тепер про водогони.")
    for session in (first, second):
        refresh(session)
    assert "Про котельні" in text(client, "/sessions/?q=котельня")
    assert "Про дороги" not in text(client, "/sessions/?q=котельня")
    assert "Про дороги" not in text(client, "/sessions/?q=водогін")
    found = text(members, "/sessions/?q=водогін")
    assert "Про дороги" in found
    assert "<mark>водогони</mark>" in found
    assert second.slug not in text(client, "/search/?q=водогони")
    assert second.slug in text(members, "/search/?q=водогони")


@pytest.mark.parametrize(
    "typed", ["'", "%", "\x00", "a" * 5000, "<script>alert(1)</script>", "  ", "Ґ' OR 1=1 --"]
)
def test_hostile_searches_are_inert(db, client, typed):
    refresh(SessionFactory())
    answer = client.get("/sessions/", {"q": typed})
    assert answer.status_code == 200
    assert b"<script>alert(1)" not in answer.content


def test_a_ukrainian_session_says_so_in_english_and_is_not_indexed_there(db, client):
    session = SessionFactory(title_en="", about_en="")
    page = text(client, f"/en{session.get_absolute_url()}")
    assert '<h1 lang="uk">' in page
    assert '<meta name="robots" content="noindex">' in page
    listed = [each.url for each in sitemaps.addresses() if session.slug in each.url]
    assert [url.endswith(f"/sessions/{session.slug}/") and "/en/" not in url for url in listed] == [
        True
    ]


def test_an_anonymous_reader_gets_no_cookie_and_an_etag(db, client):
    session = SessionFactory()
    for address in ("/sessions/", session.get_absolute_url(), "/experts/"):
        answer = client.get(address)
        assert not answer.cookies
        assert answer["Cache-Control"] == "public, no-cache"
        again = client.get(address, headers={"If-None-Match": answer["ETag"]})
        assert again.status_code == 304


def test_a_signed_in_readers_copy_is_kept_by_nobody(members):
    assert members.get(SessionFactory().get_absolute_url())["Cache-Control"] == "private, no-store"


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as found:
        text(client, address)
    return len(found)


def many(count: int) -> None:
    """So many sessions more, each with a topic and an expert of its own."""
    topic, series = TopicFactory(), SeriesFactory()
    made = ExpertSession.objects.bulk_create(
        SessionFactory.build(series=series) for _n in range(count)
    )
    people = Expert.objects.bulk_create(ExpertFactory.build() for _n in range(count))
    ExpertSession.topics.through.objects.bulk_create(
        ExpertSession.topics.through(expertsession=each, topic=topic) for each in made
    )
    Leading.objects.bulk_create(
        Leading(session=session, expert=expert)
        for session, expert in zip(made, people, strict=True)
    )


@pytest.mark.parametrize("address", ["/sessions/", "/sessions/topics/trial/", "/experts/"])
def test_a_list_costs_the_same_with_ten_and_a_thousand(db, client, members, address):
    readers = (client, members)
    many(10)
    for reader in readers:
        text(reader, address)
    ten = [queries(reader, address) for reader in readers]
    many(990)

    assert [queries(reader, address) for reader in readers] == ten
    assert max(ten) <= 11


def test_a_members_page_costs_the_same_with_ten_questions_and_a_thousand(db, members):
    session = LeadingFactory().session
    for _n in range(10):
        QuestionFactory(session=session)
    address = session.get_absolute_url()
    text(members, address)
    ten = queries(members, address)
    asker = UserFactory()
    Question.objects.bulk_create(
        QuestionFactory.build(session=session, asked_by=asker) for _n in range(990)
    )
    assert queries(members, address) == ten
    assert ten <= 14
    assert session.questions.count() == 1_000
