"""The secretariat's screens of sessions, experts, questions and proposals."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mayorsclub.office.session_lists import LISTS
from mayorsclub.sessions.models import Expert, ExpertSession, Series, State, Topic
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory
from tests.factories.files import PDF, upload
from tests.factories.sessions import (
    DraftSessionFactory,
    ExpertFactory,
    ProposalFactory,
    QuestionFactory,
    SeriesFactory,
    SessionFactory,
    TopicFactory,
    TranscriptFactory,
)
from tests.factories.videos import mp4
from tests.office.conftest import administration, administrator, office, secretary
from tests.office.doing import do, done, offers, refused

__all__ = ["administration", "administrator", "office", "secretary"]
SESSIONS = "/office/sessions/"
TOPICS = "/office/session-topics/"


def page_of(session: ExpertSession) -> str:
    return f"{SESSIONS}{session.pk}/"


def test_an_administrator_without_the_role_finds_nothing(administration):
    for address in (SESSIONS, "/office/experts/", "/office/proposals/", "/office/sessions/new/"):
        assert administration.get(address).status_code == 404
    assert "/office/sessions/" not in administration.get("/office/").content.decode()


def test_the_menu_leads_there(office):
    assert "/office/sessions/" in office.get("/office/").content.decode()


def test_a_session_is_written_and_shown(office, client):
    series, topic = SeriesFactory(), TopicFactory()
    answer = office.post(
        f"{SESSIONS}new/",
        {
            "series": series.pk,
            "title_uk": "Вода в громаді",
            "title_en": "Water in a community",
            "about_uk": "Звідки вода.",
            "topics": [topic.pk],
            "takes_questions": "on",
        },
    )
    made = ExpertSession.objects.get()
    assert answer["Location"] == page_of(made)
    assert (made.state, made.slug, list(made.topics.all())) == (
        State.DRAFT,
        "water-in-a-community",
        [topic],
    )
    assert client.get(made.get_absolute_url()).status_code == 404
    done(office, page_of(made), "show")
    assert client.get(made.get_absolute_url()).status_code == 200
    done(office, page_of(made), "hide")
    assert client.get(made.get_absolute_url()).status_code == 404


def test_what_is_wrong_stays_typed(office):
    series = SeriesFactory()
    answer = office.post(f"{SESSIONS}new/", {"series": series.pk, "title_uk": "Я", "slug": "Ї ї"})
    assert answer.status_code == 422
    assert "Ї ї" in answer.content.decode()
    assert not ExpertSession.objects.exists()


def test_words_experts_event_and_place(office):
    session, expert, event = SessionFactory(), ExpertFactory(), EventFactory(kind="session")
    page = page_of(session)
    done(office, page, "change", title_uk="Інша назва", about_uk="Інше.", takes_questions="on")
    done(office, page, "experts", expert_1=expert.pk)
    done(office, page, "event", event=event.pk)
    done(office, page, "place", series=session.series_id, number=77)
    session.refresh_from_db()
    assert (session.title_uk, session.number, session.event, list(session.experts.all())) == (
        "Інша назва",
        77,
        event,
        [expert],
    )
    other = SessionFactory(series=session.series)
    refused(
        office,
        page_of(other),
        "place",
        "вже є сесія з таким номером",
        series=session.series_id,
        number=77,
    )


def test_recording_papers_and_transcript(office):
    session = SessionFactory()
    page = page_of(session)
    assert "remove_video" not in offers(office, page)
    refused(office, page, "link", "починається з http", link="javascript:alert(1)")
    done(office, page, "link", link="https://video.example/1")
    done(office, page, "upload", video=SimpleUploadedFile("z.mp4", mp4(900)), minutes=90)
    session.refresh_from_db()
    assert (session.video_link, session.video_seconds, session.video.size) == ("", 5_400, 900)
    done(office, page, "paper", upload=upload(PDF), kind="slides", title_uk="Слайди")
    done(office, page, "transcript_uk", text="Сказане.")
    assert session.transcripts.get().text == "Сказане."
    done(office, page, "remove_paper", paper=session.files.get().pk)
    done(office, page, "remove_video")
    session.refresh_from_db()
    assert (session.video, session.files.count()) == (None, 0)


def test_the_page_names_languages_and_leads_to_the_event(office):
    session = SessionFactory(event=EventFactory(kind="session"))
    for language in ("en", "uk"):
        TranscriptFactory(session=session, language=language)
    page = office.get(page_of(session)).content.decode()
    assert "<dd>українська, англійська</dd>" in page
    assert f'href="/office/events/{session.event_id}/"' in page


@pytest.mark.parametrize("kind", ["question", "proposal"])
def test_a_question_and_a_planned_proposal_lead_to_their_session(office, kind):
    session = SessionFactory()
    if kind == "question":
        address = f"/office/session-questions/{QuestionFactory(session=session).pk}/"
    else:
        planned = ProposalFactory(state="planned", session=session)
        address = f"/office/proposals/{planned.pk}/"
    assert f'href="{page_of(session)}"' in office.get(address).content.decode()


@pytest.mark.parametrize("name", LISTS)
def test_each_list_leads_to_those_beside_it(office, name):
    ways = office.get(reverse(f"office:{name}")).context["ways"]
    assert [way["url"] for way in ways] == [reverse(f"office:{other}") for other in LISTS]
    assert [way["is_now"] for way in ways] == [other == name for other in LISTS]


def test_a_pdf_is_no_recording(office):
    session = SessionFactory()
    answer = do(office, page_of(session), "upload", video=upload(PDF, "film.mp4"))
    assert answer.status_code == 422
    session.refresh_from_db()
    assert session.video is None


def test_a_question_is_answered_hidden_and_shown_again(office):
    question = QuestionFactory()
    page = f"/office/session-questions/{question.pk}/"
    done(office, page, "answer", text="Так.")
    done(office, page, "hide", reason="Двічі.")
    done(office, page, "show")
    question.refresh_from_db()
    assert (question.state, question.answer) == ("answered", "Так.")
    found = office.get("/office/session-questions/results/", {"state": "open"})
    assert list(found.context["object_list"]) == []


def test_a_session_comes_of_a_proposal(office):
    series, proposal = SeriesFactory(), ProposalFactory()
    page = f"/office/proposals/{proposal.pk}/"
    answer = do(office, page, "plan", series=series.pk)
    made = ExpertSession.objects.get()
    assert answer["Location"] == page_of(made)
    assert offers(office, page) == []
    other = ProposalFactory()
    done(office, f"/office/proposals/{other.pk}/", "decline", reason="Була.")
    other.refresh_from_db()
    assert other.state == "declined"


def test_an_expert_is_entered_and_shown_with_the_day_of_agreement(office, client):
    answer = office.post(
        "/office/experts/new/",
        {"name_uk": "Зразкова Ярина", "name_en": "Yaryna Zrazkova", "availability": "yes"},
    )
    expert = Expert.objects.get()
    page = f"/office/experts/{expert.pk}/"
    assert answer["Location"] == page
    assert client.get(expert.get_absolute_url()).status_code == 404
    refused(office, page, "account", "Перевірте", email="nobody@example.org")
    person = UserFactory()
    done(office, page, "account", email=person.email)
    expert.refresh_from_db()
    assert expert.user == person
    done(office, page, "show", agreed_on="2026-11-01")
    assert client.get(expert.get_absolute_url()).status_code == 200
    done(office, page, "hide")
    assert client.get(expert.get_absolute_url()).status_code == 404


def test_a_series_is_added(office):
    answer = office.post(f"{SESSIONS}series/new/", {"title_uk": "Вебінари", "title_en": "Webinars"})
    made = Series.objects.get()
    assert answer["Location"] == f"{SESSIONS}series/{made.pk}/"
    assert made.slug == "webinars"


def test_a_series_gets_other_words_and_another_place(office):
    first, made = SeriesFactory(slug="first", title_uk="Перша"), SeriesFactory()
    page = f"{SESSIONS}series/{made.pk}/"
    done(office, page, "change", title_uk="Вебінари", title_en="Webinars", about_uk="Щотижня.")
    done(office, page, "move", place=1)
    made.refresh_from_db()
    assert (made.title_uk, made.title_en, made.about_uk) == ("Вебінари", "Webinars", "Щотижня.")
    assert list(Series.objects.all()) == [made, first]
    refused(office, page, "change", "вже є", title_uk="Перша", title_en="First")
    refused(office, page, "move", "2", place=3)


def test_a_topic_is_added_renamed_moved_and_removed(office):
    answer = office.post(f"{TOPICS}new/", {"name_uk": "Вода", "name_en": "Water"})
    made = Topic.objects.get()
    page = f"{TOPICS}{made.pk}/"
    assert answer["Location"] == page
    assert "/sessions/topics/water/" in office.get(page).content.decode()
    twice = office.post(f"{TOPICS}new/", {"name_uk": "вода", "name_en": "Wells"})
    assert twice.status_code == 422
    assert 'value="Wells"' in twice.content.decode()

    first = TopicFactory()
    done(office, page, "rename", name_uk="Водогони", name_en="Waterworks")
    done(office, page, "move", place=1)
    assert list(Topic.objects.values_list("name_uk", flat=True)) == ["Водогони", first.name_uk]

    session = SessionFactory()
    session.topics.add(made)
    refused(office, page, "remove", "сесії: 1, експерти: 0, пропозиції: 0")
    assert f'href="{SESSIONS}?topics={made.pk}"' in office.get(page).content.decode()
    session.topics.clear()
    assert do(office, page, "remove")["Location"] == TOPICS
    assert office.get(page).status_code == 404
    assert list(Topic.objects.all()) == [first]


@pytest.mark.parametrize(
    ("name", "maker"),
    [("sessions", SessionFactory), ("experts", ExpertFactory), ("proposals", ProposalFactory)],
)
def test_lists_are_narrowed_to_a_topic(office, name, maker):
    topic, other = TopicFactory(), TopicFactory(slug="other")
    fits, _not = maker(), maker()
    fits.topics.add(topic, other)
    answer = office.get(f"/office/{name}/results/", {"topics": [topic.pk, other.pk]})
    assert list(answer.context["object_list"]) == [fits]


@pytest.mark.parametrize("address", [TOPICS, f"{SESSIONS}series/"])
def test_the_short_lists_cost_the_same_at_two_sizes(office, address):
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert office.get(address).status_code == 200
        return len(found)

    def more(count: int, name: str) -> None:
        for n in range(count):
            session = SessionFactory(series=SeriesFactory(slug=f"{name}-{n}"))
            session.topics.add(TopicFactory(slug=f"{name}-{n}"))

    more(2, "few")
    queries()
    few = queries()
    more(20, "many")
    assert queries() == few


@pytest.mark.parametrize(
    "name",
    [
        *("sessions", "session-questions", "proposals", "experts"),
        *("session-topics", "sessions/series"),
    ],
)
@pytest.mark.parametrize("text", ["'", "\x00", "<script>alert(1)</script>", "a" * 5000])
def test_hostile_searches_of_lists_are_inert(office, name, text):
    DraftSessionFactory()
    for query in ({"q": text}, {"topics": text}, {"session": text}, {"state": text}):
        answer = office.get(f"/office/{name}/results/", query)
        assert answer.status_code == 200
        assert b"<script>alert(1)" not in answer.content
