"""The first texts: complete in both languages, written once, never over an editor's change."""

import re

import pytest
from wagtail.models import Page, Site
from wagtail_localize.models import Translation

from mayorsclub.content.domain import loading
from mayorsclub.content.models import (
    ApplyPage,
    HomePage,
    ServicePage,
    StandardPage,
    Surroundings,
)
from mayorsclub.content.texts import Both, both_in
from mayorsclub.content.texts.sessions import SESSIONS
from tests.factories.accounts import UserFactory

SERVICES = [page.fixed["slug"] for page in loading.PAGES.values() if page.model is ServicePage]
ENGLISH = [
    "/en/",
    *(f"/en/{path}/" for path in ("about", "services", "news", "join", "partners", "faq")),
    *(f"/en/{path}/" for path in ("documents", "accessibility", "privacy")),
    *(f"/en/services/{topic}/" for topic in SERVICES),
]
ENGLISH_WITH_UKRAINIAN = "«публічно-приватне»"  # the law's own word, quoted in English


def texts():
    return [text for page in loading.PAGES.values() for text in both_in(list(page.texts.values()))]


def test_every_text_has_both_languages():
    for text in texts():
        assert bool(text.uk) == bool(text.en)
        assert not re.search("[а-яіїєґ]", text.en.replace(ENGLISH_WITH_UKRAINIAN, ""), re.I)


def test_one_ukrainian_text_has_one_english():
    known = {}
    for text in texts():
        assert known.setdefault(text.uk, text.en) == text.en


def test_nothing_unconfirmed_is_published():
    assert not [text for text in texts() if "(check)" in text.uk + text.en]


def test_the_club_has_twelve_sessions_and_six_missions():
    home = dict(loading.PAGES["home"][2]["body"])

    assert len(SESSIONS) == 12
    assert len(home["missions"]["entries"]) == 6
    assert len(home["services"]["entries"]) == 6
    assert [
        page.fixed["topic"] for page in loading.PAGES.values() if page.model is ServicePage
    ] == list(ServicePage.Topic.values)


def test_load_content_makes_both_trees(pages):
    found = (
        Page.objects.filter(depth__gt=1).order_by("path").values_list("slug", "live", "alias_of")
    )

    slugs = {page.fixed["slug"] for page in loading.PAGES.values()} | {"home-en"}
    assert {(slug, live, alias) for slug, live, alias in found} == {
        (slug, True, None) for slug in slugs
    }
    assert found.count() == 2 * len(loading.PAGES)
    assert Page.objects.get(depth=1).title == loading.TOP
    assert Site.objects.get().root_page.specific == HomePage.objects.get(locale__language_code="uk")


def test_english_pages_are_translations_that_editors_can_go_on_with(pages):
    assert Translation.objects.filter(enabled=True).count() == len(loading.PAGES)
    for translation in Translation.objects.all():
        assert translation.get_progress()[0] == translation.get_progress()[1] > 3


@pytest.mark.parametrize("path", ENGLISH)
def test_english_pages_have_no_ukrainian(pages, client, path):
    html = client.get(path).content.decode()

    text = html[html.index("<main") : html.index("</main>")].replace(ENGLISH_WITH_UKRAINIAN, "")
    assert not re.search("[а-яіїєґ]", text, re.I)


def test_a_second_load_changes_nothing(pages):
    before = list(Page.objects.order_by("pk").values_list("pk", "latest_revision", "url_path"))

    assert loading.load_content() == []

    assert (
        list(Page.objects.order_by("pk").values_list("pk", "latest_revision", "url_path")) == before
    )


def test_what_editors_changed_stays(pages):
    page = ApplyPage.objects.get(slug="join", locale__language_code="uk")
    page.intro, page.slug = "Інший вступ", "joining"
    page.save_revision().publish()
    english = ApplyPage.objects.get(slug="joining", locale__language_code="en")
    english.intro = "Another introduction"
    english.save_revision().publish()
    around = Surroundings.objects.get()
    around.contact_email, around.menu = "other@example.org", []
    around.save()

    loading.load_content()

    page.refresh_from_db()
    english.refresh_from_db()
    around.refresh_from_db()
    assert (page.intro, page.slug) == ("Інший вступ", "joining")
    assert english.intro == "Another introduction"
    assert (around.contact_email, list(around.menu)) == ("other@example.org", [])
    assert ApplyPage.objects.count() == 4


def earlier(name):
    """The page of the set as an earlier release wrote it."""
    page = StandardPage.objects.get(slug=name, locale__language_code="uk")
    page.body = [{"type": "text", "value": "<p>Текст попереднього випуску.</p>"}]
    return page


def test_a_page_of_an_earlier_release_gets_the_texts_of_this_one(pages):
    earlier("privacy").save_revision().publish()

    assert loading.load_content() == ["privacy"]
    assert loading.load_content() == []

    ukrainian, english = (
        str(StandardPage.objects.get(slug="privacy", locale__language_code=code).body)
        for code in ("uk", "en")
    )
    assert "Текст попереднього випуску" not in ukrainian
    assert "three years after the last line" in english
    assert not re.search("[а-яіїєґ]", english, re.I)


def test_an_earlier_page_that_an_editor_saved_is_theirs(pages):
    page = earlier("privacy")
    page.save_revision(user=UserFactory()).publish()

    assert loading.load_content() == []

    page.refresh_from_db()
    assert "Текст попереднього випуску" in str(page.body)


def test_a_deleted_page_comes_back_with_its_translation(pages):
    for page in ApplyPage.objects.filter(slug="partners"):
        page.delete()

    assert loading.load_content() == ["partners"]

    english = ApplyPage.objects.get(slug="partners", locale__language_code="en")
    assert english.title == "For partners"


def test_the_site_follows_the_address_of_the_settings(pages, settings):
    settings.BASE_URL = "https://club.example"

    loading.load_content()

    assert Site.objects.get().root_url == "https://club.example"


def test_a_section_s_anchor_is_not_a_text_to_translate(pages):
    ukrainian, english = (
        [
            block.value.get("anchor")
            for block in HomePage.objects.get(locale__language_code=code).body
        ]
        for code in ("uk", "en")
    )

    assert ukrainian == english
    assert isinstance(loading.PAGES["home"][2]["title"], Both)
