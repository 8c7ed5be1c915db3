"""Topics and series: added, renamed, put in order; a topic goes only while nothing has it."""

import pytest
from django.contrib.auth.models import AnonymousUser

from mayorsclub.audit.models import Entry as Line
from mayorsclub.search.models import Entry
from mayorsclub.search.queries import find
from mayorsclub.sessions.domain import experts, proposing, series, sessions, topics
from mayorsclub.sessions.domain.finding import refresh_expert
from mayorsclub.sessions.models import ExpertSession, Series, Topic
from mayorsclub.sessions.refusals import SessionRefused
from tests.at_once import at_once
from tests.factories.accounts import AdministratorFactory, EditorFactory, SecretariatFactory
from tests.factories.partners import RepresentativeFactory
from tests.factories.sessions import (
    DraftSessionFactory,
    ExpertFactory,
    LeadingFactory,
    ProposalFactory,
    SeriesFactory,
    SessionFactory,
    TopicFactory,
)
from tests.moments import NOON
from tests.sessions.test_asking import refused

WATER = {"name_uk": "Вода", "name_en": "Water"}
ROADS = {"name_uk": "Дороги", "name_en": "Roads"}


@pytest.fixture
def how(secretary):
    return {"by": secretary, "at": NOON}


def lines() -> list[tuple[str, dict]]:
    return list(Line.objects.order_by("number").values_list("action", "facts"))


@pytest.mark.parametrize("who", ["member", "partner", "editor", "administrator"])
def test_nobody_else_keeps_topics_or_series(db, member, who):
    makers = {
        "member": lambda: member,
        "partner": lambda: RepresentativeFactory().user,
        "editor": EditorFactory,
        "administrator": AdministratorFactory,
    }
    how = {"by": makers[who](), "at": NOON}
    topic, row = TopicFactory(), SeriesFactory()
    for call in (
        lambda: topics.add(**WATER, **how),
        lambda: topics.rename(topic.pk, **WATER, **how),
        lambda: topics.move(topic.pk, place=1, **how),
        lambda: topics.remove(topic.pk, **how),
        lambda: series.change(row.pk, title_uk="А", title_en="A", **how),
        lambda: series.move(row.pk, place=1, **how),
    ):
        refused("not_allowed", call)
    assert list(Topic.objects.all()) == [topic]
    assert not Line.objects.exists()


def test_a_topic_comes_after_the_others_under_an_address_of_its_name(how):
    first = topics.add(**WATER, **how)
    second = topics.add(name_uk=" Житло   та дороги ", name_en="Housing & roads", **how)
    assert (first.slug, first.position) == ("water", 1)
    assert (second.slug, second.position, second.name_uk, second.name_en) == (
        "housing-roads",
        2,
        "Житло та дороги",
        "Housing & roads",
    )
    assert lines() == [("topic.added", {}), ("topic.added", {})]


@pytest.mark.parametrize(
    ("names", "code"),
    [
        ({"name_uk": " \x00"}, "no_names"),
        ({"name_en": ""}, "no_names"),
        ({"name_uk": "а" * 81}, "too_long"),
        ({"name_uk": "ВОДА", "name_en": "Wells"}, "topic_taken"),
        ({"name_uk": "Криниці", "name_en": "water"}, "topic_taken"),
    ],
)
def test_a_topic_has_two_names_of_its_own(how, names, code):
    topics.add(**WATER, **how)
    other = topics.add(**ROADS, **how)
    typed = {"name_uk": "Ліс", "name_en": "Forest"} | names
    refused(code, topics.add, **typed, **how)
    refused(code, topics.rename, other.pk, **typed, **how)
    other.refresh_from_db()
    assert (other.name_uk, Topic.objects.count()) == ("Дороги", 2)


def test_a_renamed_topic_keeps_its_address_and_its_first_name_is_free_again(how):
    topic = topics.add(**WATER, **how)
    topics.rename(topic.pk, name_uk="Водогони", name_en="Waterworks", **how)
    topics.rename(topic.pk, name_uk="водогони", name_en="Waterworks", **how)
    topic.refresh_from_db()
    assert (topic.slug, topic.name_uk, topic.name_en) == ("water", "водогони", "Waterworks")
    assert topics.add(**WATER, **how).slug == "water-2"


def found(text: str, language: str) -> list[str]:
    """The titles of what a stranger finds by these words."""
    results = find(text, language=language, user=AnonymousUser(), limit=10)
    return sorted(hit.title for group in results.groups for hit in group.hits)


def test_what_has_a_topic_is_found_by_its_new_name(how):
    topic = TopicFactory()
    session, draft, expert = SessionFactory(), DraftSessionFactory(), ExpertFactory()
    for each in (session, draft, expert):
        each.topics.add(topic)
    LeadingFactory(session=session, expert=expert)
    refresh_expert(expert)
    assert found("водогони", "uk") == []

    topics.rename(topic.pk, name_uk="Водогони", name_en="Waterworks", **how)

    assert found("водогони", "uk") == sorted([session.title_uk, expert.name_uk])
    assert found("waterworks", "en") == sorted([session.title_en, expert.name_en])
    assert not Entry.objects.filter(url__contains=draft.slug).exists()


@pytest.mark.parametrize(("place", "order"), [(1, "cab"), (2, "acb"), (3, "abc"), (99, "abc")])
def test_topics_stand_in_the_order_of_the_secretariat(how, place, order):
    _a, _b, third = (
        topics.add(name_uk=f"Тема {name}", name_en=name, **how) for name in ("a", "b", "c")
    )
    topics.move(third.pk, place=place, **how)
    assert "".join(Topic.objects.values_list("slug", flat=True)) == order
    assert sorted(Topic.objects.values_list("position", flat=True)) == [0, 1, 2]
    assert lines()[-1] == ("topic.moved", {"place": min(place, 3)})


@pytest.mark.parametrize("maker", [DraftSessionFactory, ExpertFactory, ProposalFactory])
def test_a_topic_is_removed_only_while_nothing_has_it(how, maker):
    topic, other = TopicFactory(), TopicFactory(slug="other")
    user = maker()
    user.topics.add(topic)
    refused("topic_used", topics.remove, topic.pk, **how)
    assert Topic.objects.count() == 2

    user.topics.clear()
    topics.remove(topic.pk, **how)

    assert list(Topic.objects.all()) == [other]
    assert lines() == [("topic.removed", {"slug": "trial"})]
    with pytest.raises(Topic.DoesNotExist):
        topics.remove(topic.pk, **how)


def test_the_refusal_says_what_has_it(how):
    topic = TopicFactory()
    for each in (SessionFactory(), DraftSessionFactory(), ProposalFactory(state="declined")):
        each.topics.add(topic)
    with pytest.raises(SessionRefused) as refusal:
        topics.remove(topic.pk, **how)
    assert "(сесії: 2, експерти: 0, пропозиції: 1)" in refusal.value.message


def test_what_was_removed_meanwhile_is_left_out(how, member):
    gone, kept = TopicFactory(slug="gone"), TopicFactory(slug="kept")
    chosen = list(Topic.objects.all())
    topics.remove(gone.pk, **how)
    facts = sessions.SessionFacts(title_uk="Про воду", topics=chosen)
    made = [
        sessions.write(facts, series=SeriesFactory(), **how),
        experts.enter(experts.ExpertFacts("А", "A", topics=chosen), **how),
        proposing.propose(title="Вода", topics=chosen, by=member, at=NOON),
    ]
    assert [list(each.topics.all()) for each in made] == [[kept]] * 3


def test_a_session_named_topics_stands_beside_the_topics(how):
    facts = sessions.SessionFacts(title_uk="Теми", title_en="Topics")
    assert sessions.write(facts, series=SeriesFactory(), **how).slug == "topics-2"
    refused("slug_taken", sessions.write, facts, series=SeriesFactory(), slug="topics", **how)


def test_a_series_gets_other_words_and_another_place(how):
    first = series.add(title_uk="Вебінари", title_en="Webinars", **how)
    second = series.add(title_uk="Зустрічі", title_en="Meetings", about_uk="Раз.", **how)
    series.change(second.pk, title_uk="Збори", title_en="Gatherings", about_en="Once.", **how)
    second.refresh_from_db()
    assert (second.slug, second.title_uk, second.title_en, second.about_uk, second.about_en) == (
        "meetings",
        "Збори",
        "Gatherings",
        "",
        "Once.",
    )
    series.move(second.pk, place=1, **how)
    assert list(Series.objects.all()) == [second, first]
    assert lines()[2:] == [("series.changed", {}), ("series.moved", {"place": 1})]


@pytest.mark.parametrize(
    ("title_uk", "code"), [("", "no_names"), ("вебінари", "series_taken"), ("а" * 161, "too_long")]
)
def test_a_series_has_a_title_of_its_own(how, title_uk, code):
    series.add(title_uk="Вебінари", title_en="Webinars", **how)
    other = series.add(title_uk="Зустрічі", title_en="Meetings", **how)
    refused(code, series.add, title_uk=title_uk, title_en="Else", **how)
    refused(code, series.change, other.pk, title_uk=title_uk, title_en="Else", **how)
    other.refresh_from_db()
    assert (other.title_uk, Series.objects.count()) == ("Зустрічі", 2)


def test_a_renamed_series_stands_so_in_the_archive(how, client):
    one, other = SeriesFactory(slug="one"), SeriesFactory(slug="other", title_uk="Інша")
    SessionFactory(series=one)
    SessionFactory(series=other)
    series.change(one.pk, title_uk="Нова назва серії", title_en="New", **how)
    assert "Нова назва серії" in client.get("/sessions/").content.decode()


def test_added_renamed_and_removed_at_once_by_many(real_database):
    how = {"by": SecretariatFactory(), "at": NOON}

    added = at_once([lambda: topics.add(**WATER, **how)] * 6)
    grown = at_once([lambda: series.add(title_uk="Вебінари", title_en="Webinars", **how)] * 6)
    assert (added.count("topic_taken"), grown.count("series_taken")) == (5, 5)

    pair = [Topic.objects.get(), topics.add(**ROADS, **how)]
    named = at_once(
        [
            lambda one=one: topics.rename(one.pk, name_uk="Ліс", name_en="Forest", **how)
            for one in pair
        ]
    )
    assert named.count("topic_taken") == 1
    assert Topic.objects.filter(name_en="Forest").count() == 1

    session = SessionFactory()
    topic = pair[0]
    facts = sessions.SessionFacts(title_uk="Ліс", about_uk="Про ліс.", topics=[topic])
    at_once(
        [
            lambda: sessions.change(session.pk, facts, **how),
            lambda: topics.remove(topic.pk, **how),
        ]
    )
    # Either it was taken first and stays, or it was removed first and the session has none.
    is_there = Topic.objects.filter(pk=topic.pk).exists()
    has = ExpertSession.objects.get(pk=session.pk).topics.filter(pk=topic.pk).exists()
    assert has == is_there
