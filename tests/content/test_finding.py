"""Pages in the search: there while everybody may read them, at their present address."""

import pytest
from django.contrib.auth.models import AnonymousUser
from wagtail.models import Locale, Page, PageViewRestriction

from mayorsclub.content import finding
from mayorsclub.content.models import HomePage, NewsIndexPage, NewsPage, StandardPage
from mayorsclub.search import vocabulary
from mayorsclub.search.domain.rebuilding import rebuild
from mayorsclub.search.models import Entry
from mayorsclub.search.queries import find


@pytest.fixture(autouse=True)
def _no_words_in_memory():
    vocabulary.forget()
    yield
    vocabulary.forget()


def urls(text, language="uk"):
    results = find(text, language=language, user=AnonymousUser(), limit=10)
    return [hit.url for group in results.groups for hit in group.hits]


@pytest.fixture
def parent(pages):
    home = HomePage.objects.get(locale__language_code="uk")
    made = home.add_child(instance=StandardPage(title="Розділ", slug="section"))
    made.save_revision().publish()
    return Page.objects.get(pk=made.pk).specific


@pytest.fixture
def page(parent):
    made = parent.add_child(
        instance=StandardPage(
            title="Меморандум",
            slug="memorandum",
            intro="Вступ про жирафів",
            body=[
                {"type": "text", "value": "<p>Про <b>бегемотів</b></p>"},
                {"type": "action", "value": {"label": "Нісенітниця", "page": parent.pk}},
            ],
            live=False,
        )
    )
    assert urls("меморандум") == []
    made.save_revision().publish()
    return Page.objects.get(pk=made.pk).specific


@pytest.mark.parametrize("text", ["меморандуми", "жираф", "бегемоту"])
def test_a_published_page_is_found_by_its_words(page, text):
    assert urls(text) == ["/section/memorandum/"]


def test_what_is_not_text_is_not_found(page):
    assert urls("нісенітниця") == []


def test_news_are_a_group_of_their_own(page):
    index = NewsIndexPage.objects.get(locale__language_code="uk")
    article = index.add_child(
        instance=NewsPage(title="Меморандум підписано", slug="signed", lead="Про жирафів")
    )
    article.save_revision().publish()

    groups = find("меморандум", language="uk", user=AnonymousUser(), limit=10).groups

    found = {group.slug: [hit.url for hit in group.hits] for group in groups}
    assert found == {"pages": ["/section/memorandum/"], "news": ["/news/signed/"]}


def test_an_unpublished_page_is_gone_and_comes_back(page):
    page.unpublish()
    assert urls("меморандум") == []

    page.save_revision().publish()
    assert urls("меморандум") == ["/section/memorandum/"]


def test_a_page_is_found_at_its_address_after_its_parent_moved_and_was_renamed(
    page, parent, django_capture_on_commit_callbacks
):
    parent.slug = "chapter"
    with django_capture_on_commit_callbacks(execute=True):
        parent.save_revision().publish()
    assert urls("меморандум") == ["/chapter/memorandum/"]

    Page.objects.get(pk=page.pk).move(
        HomePage.objects.get(locale__language_code="uk"), "last-child"
    )
    assert urls("меморандум") == ["/memorandum/"]


def test_a_restricted_page_and_those_below_it_are_not_found(page, parent):
    restriction = PageViewRestriction.objects.create(
        page=parent, restriction_type=PageViewRestriction.LOGIN
    )
    assert urls("меморандум") == []
    assert "/chapter/" not in urls("розділ")

    page.save_revision().publish()
    rebuild()
    assert urls("меморандум") == []

    restriction.delete()
    assert urls("меморандум") == ["/section/memorandum/"]


def test_a_deleted_page_is_gone_with_those_below_it(page, parent):
    parent.delete()

    assert urls("меморандум") == []
    assert not Entry.objects.filter(about_id=str(page.pk)).exists()


def test_without_translation_english_finds_the_ukrainian_page_as_such(page):
    results = find("меморандум", language="en", user=AnonymousUser(), limit=10)

    (hit,) = results.groups[0].hits
    assert (hit.url, hit.language) == ("/en/section/memorandum/", "uk")


def test_each_language_finds_its_own_version(pages):
    assert "/join/" in urls("вступити до клубу")
    assert "/en/join/" in urls("join the club", "en")
    assert "/join/" not in urls("join the club", "en")
    assert urls("вступити до клубу", "en") == []


def test_a_closed_source_takes_its_translation_along(pages):
    source = Page.objects.get(slug="join", locale__language_code="uk")
    source.unpublish()

    assert "/en/join/" not in urls("join", "en")


def test_rebuilding_gives_what_the_signals_gave(pages, page):
    def entries():
        return sorted(Entry.objects.values_list("title", "language", "url", "scope", "terms"))

    before = entries()
    Entry.objects.all().delete()
    for _step in finding.rebuild():
        pass

    assert entries() == before
    assert Locale.objects.count() == 2
