"""The archive begins with the club's twelve sessions; afterwards it is the secretariat's."""

from django.core.management import call_command

from mayorsclub.content.texts.sessions import SESSIONS
from mayorsclub.search.models import Entry
from mayorsclub.sessions.domain.loading import SLUGS, load_sessions
from mayorsclub.sessions.domain.sessions import SessionFacts, change, hide
from mayorsclub.sessions.models import ExpertSession, Series, State, Topic
from tests.moments import NOON


def test_twelve_in_the_clubs_order_in_both_languages(db):
    assert load_sessions(at=NOON) == 12

    rows = list(ExpertSession.objects.order_by("number"))
    assert [row.slug for row in rows] == list(SLUGS)
    assert [row.number for row in rows] == list(range(1, 13))
    assert [row.title_uk for row in rows] == [each["title"].uk for each in SESSIONS]
    assert [row.about_en for row in rows] == [each["text"].en for each in SESSIONS]
    assert {row.state for row in rows} == {State.SHOWN}
    assert Series.objects.get().title_uk == "Експерт-сесії Клубу Мерів"
    assert Topic.objects.count() == 12
    assert [topic.slug for topic in rows[0].topics.all()] == ["investment", "energy", "land"]


def test_nothing_is_known_of_them_but_their_topics(db):
    load_sessions(at=NOON)

    for session in ExpertSession.objects.all():
        assert (session.held_on, session.event, session.video, session.video_link) == (
            None,
            None,
            None,
            "",
        )
        assert not session.experts.exists()


def test_a_second_start_changes_nothing_of_the_secretariats(db, secretary):
    load_sessions(at=NOON)
    first, second = ExpertSession.objects.order_by("number")[:2]
    change(first.pk, SessionFacts(title_uk="Інакше", about_uk="Інакше."), by=secretary, at=NOON)
    hide(second.pk, by=secretary, at=NOON)

    call_command("load_sessions", verbosity=0)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.title_uk, second.state) == ("Інакше", State.HIDDEN)
    assert ExpertSession.objects.count() == 12


def test_they_are_found_in_both_languages(db):
    load_sessions(at=NOON)

    assert Entry.objects.filter(kind="sessions", language="uk", audience="public").count() == 12
    assert Entry.objects.filter(kind="sessions", language="en", audience="public").count() == 12
