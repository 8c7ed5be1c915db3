"""Both languages stay right whatever happens to the Ukrainian page.

Wagtail's own aliases keep an old slug and place (wagtail issue 7168, wagtail-localize issue
469); here a translation follows its source, and where there is none the English address shows
the Ukrainian text and says so.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.utils import timezone
from freezegun import freeze_time
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageLogEntry, PageViewRestriction
from wagtail_localize.models import LocaleSynchronization, Translation, TranslationSource

from mayorsclub.content import tasks, translations
from mayorsclub.content.domain import following
from mayorsclub.content.models import HomePage, StandardPage
from tests.moments import NOON

pytestmark = pytest.mark.usefixtures("pages")
NOTICE = "This page has not been translated into English yet"


@pytest.fixture
def committed(django_capture_on_commit_callbacks) -> Callable:
    """What Wagtail tells after the commit (a new slug) is told at the end of the block."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def home(language: str = "uk") -> HomePage:
    return HomePage.objects.get(locale__language_code=language)


def add(slug: str, title: str, parent: Page | None = None, *, live: bool = True) -> StandardPage:
    page = StandardPage(title=title, slug=slug, live=False, locale=home().locale)
    Page.objects.get(pk=(parent or home()).pk).add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    return fresh(page)


def fresh(page: Page) -> StandardPage:
    return StandardPage.objects.get(pk=page.pk)


def english(page: Page) -> StandardPage:
    return StandardPage.objects.get(
        translation_key=page.translation_key, locale__language_code="en"
    )


def translate(page: Page, title: str, *, publish: bool = True) -> StandardPage:
    """As an editor does: a translation, its title, published."""
    source, _created = TranslationSource.update_or_create_from_instance(fresh(page))
    translation, _created = Translation.objects.get_or_create(
        source=source, target_locale=Locale.objects.get(language_code="en")
    )
    strings = translation.export_po()
    for entry in strings:
        entry.msgstr = title if entry.msgctxt == "title" else entry.msgstr
    translation.import_po(strings)
    translation.save_target(publish=False)
    if publish:
        english(page).get_latest_revision().publish()
    return english(page)


def rename(page: Page, slug: str) -> None:
    page = fresh(page)
    page.slug = slug
    page.save_revision().publish()


def move(page: Page, parent: Page) -> None:
    fresh(page).move(Page.objects.get(pk=parent.pk), pos="last-child")


@pytest.fixture
def both(committed):
    """A page at /tale/ with its translation at /en/tale/."""
    with committed():
        page = add("tale", "Про нас")
        translate(page, "About us")
    return page


@pytest.fixture
def shelf(committed):
    """Another page to move below, with its translation: /shelf/ and /en/shelf/."""
    with committed():
        page = add("shelf", "Полиця")
        translate(page, "Shelf")
    return page


def title(client, address: str) -> str:
    answer = client.get(address)
    if answer.status_code != 200:
        return str(answer.status_code)
    return BeautifulSoup(answer.content, "html.parser").h1.get_text(strip=True)


def leads(client, address: str) -> str:
    answer = client.get(address)
    return answer["Location"] if answer.status_code == 301 else str(answer.status_code)


# -- Where a translation is missing ---------------------------------------------------------


def test_the_english_address_shows_the_ukrainian_text_and_says_so(client, committed, settings):
    with committed():
        add("tale", "Про нас")

    answer = client.get("/en/tale/")
    page = BeautifulSoup(answer.content, "html.parser")

    assert answer.status_code == 200
    assert page.html["lang"] == "en"
    assert page.main["lang"] == "uk"
    assert page.title["lang"] == "uk"
    assert page.h1.get_text() == "Про нас"
    notice = page.select_one(".message--warning")
    assert NOTICE in notice.get_text()
    assert notice.a["href"] == "/tale/"
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert page.select_one("link[rel=canonical]")["href"] == f"{settings.BASE_URL}/tale/"
    assert not page.select("link[hreflang]")
    assert page.select_one(".lang a[lang=uk]")["href"] == "/tale/"
    # The page around it is English and leads to English pages.
    assert page.select_one(".masthead nav a[href='/en/join/']")
    assert [a["href"] for a in page.select(".breadcrumbs a")] == ["/en/"]
    assert not answer.cookies
    assert answer["ETag"]


def test_a_translated_page_says_nothing_of_the_kind(client, both):
    for address in ("/tale/", "/en/tale/"):
        page = BeautifulSoup(client.get(address).content, "html.parser")
        assert "lang" not in page.main.attrs
        assert "lang" not in page.title.attrs
        assert not page.select(".message--warning, meta[name=robots]")


def test_a_translation_that_is_only_a_draft_is_missing(client, committed):
    with committed():
        translate(add("tale", "Про нас"), "About us", publish=False)

    assert title(client, "/en/tale/") == "Про нас"
    assert NOTICE in client.get("/en/tale/").content.decode()


def test_a_translation_that_an_editor_closed_is_missing_and_stays_so(client, both, committed):
    with committed():
        english(both).unpublish()
    assert title(client, "/en/tale/") == "Про нас"

    with committed():
        fresh(both).save_revision().publish()
        following.follow(both)

    assert title(client, "/en/tale/") == "Про нас"
    assert not english(both).live


def test_below_a_page_that_is_not_translated_the_translation_has_its_address(client, committed):
    with committed():
        parent = add("parent", "Вище")
        child = add("child", "Нижче", parent)
        translate(child, "Below")

    assert title(client, "/en/parent/child/") == "Below"
    assert title(client, "/en/parent/") == "Вище"
    assert NOTICE in client.get("/en/parent/").content.decode()
    assert english(parent).alias_of_id == parent.pk
    assert [
        listed.slug
        for listed in translations.open_pages().filter(translation_key=parent.translation_key)
    ] == ["parent"]


def test_a_page_held_by_an_alias_can_still_be_translated(client, committed):
    with committed():
        parent = add("parent", "Вище")
        translate(add("child", "Нижче", parent), "Below")
        translate(parent, "Above")

    assert title(client, "/en/parent/") == "Above"
    assert english(parent).alias_of_id is None
    assert NOTICE not in client.get("/en/parent/").content.decode()


def test_menus_lead_to_the_english_address_of_what_is_not_translated(client, committed):
    with committed():
        Page.objects.get(slug="partners", locale__language_code="en").specific.unpublish()

    page = BeautifulSoup(client.get("/en/").content, "html.parser")

    assert page.select_one(".masthead nav a[href='/en/partners/']")
    assert title(client, "/en/partners/") == "Партнерам"


def test_what_was_never_there_is_not_there_in_english_either(client):
    assert client.get("/en/nowhere/").status_code == 404


def test_no_tree_is_synchronised_by_aliases():
    assert not LocaleSynchronization.objects.exists()
    assert not Page.objects.filter(alias_of__isnull=False).exists()


# -- The English page never shows more --------------------------------------------------------


def test_a_page_that_is_closed_is_closed_in_both_languages(client, both, committed):
    with committed():
        fresh(both).unpublish()

    assert client.get("/tale/").status_code == 404
    assert client.get("/en/tale/").status_code == 404
    assert not english(both).live


@pytest.mark.parametrize("publish", [True, False])
def test_a_draft_is_read_by_nobody_in_english(client, committed, publish):
    with committed():
        translate(add("tale", "Про нас", live=False), "About us", publish=publish)

    assert client.get("/en/tale/").status_code == 404
    assert not english(StandardPage.objects.get(slug="tale", locale=home().locale)).live


def test_a_translation_published_first_opens_with_its_source(client, committed):
    with committed():
        page = add("tale", "Про нас", live=False)
        translate(page, "About us")
    with committed():
        fresh(page).get_latest_revision().publish()

    assert title(client, "/tale/") == "Про нас"
    assert title(client, "/en/tale/") == "About us"


def test_a_scheduled_page_brings_its_translation(client, committed):
    with freeze_time(NOON), committed():
        page = add("tale", "Про нас", live=False)
        page.go_live_at = NOON + timedelta(hours=1)
        page.save_revision().publish()
        translate(page, "About us")
        assert client.get("/en/tale/").status_code == 404
    with freeze_time(NOON + timedelta(hours=2)), committed():
        call_command("publish_scheduled")

    assert title(client, "/tale/") == "Про нас"
    assert title(client, "/en/tale/") == "About us"


def test_a_page_whose_time_is_over_closes_its_translation(client, both, committed):
    page = fresh(both)
    page.expire_at = timezone.now() + timedelta(hours=1)
    with committed():
        page.save_revision().publish()
    with freeze_time(timezone.now() + timedelta(hours=2)), committed():
        call_command("publish_scheduled")

    assert client.get("/en/tale/").status_code == 404


def test_a_private_page_is_private_in_both_languages(client, both, committed):
    with committed():
        PageViewRestriction.objects.create(
            page=Page.objects.get(pk=both.pk), restriction_type=PageViewRestriction.LOGIN
        )

    assert client.get("/tale/").status_code == 404
    assert client.get("/en/tale/").status_code == 404
    assert english(both).view_restrictions.get().restriction_type == PageViewRestriction.LOGIN

    with committed():
        both.view_restrictions.get().delete()

    assert title(client, "/en/tale/") == "About us"
    assert not english(both).view_restrictions.exists()


@pytest.mark.parametrize("how", ["restriction", "draft"])
def test_even_a_row_left_behind_shows_nothing(client, both, how):
    """Whatever the database says of the English page."""
    if how == "draft":
        Page.objects.filter(pk=both.pk).update(live=False)
    else:
        PageViewRestriction.objects.create(
            page=Page.objects.get(pk=both.pk), restriction_type=PageViewRestriction.LOGIN
        )
        english(both).view_restrictions.all().delete()

    assert english(both).live
    assert client.get("/en/tale/").status_code == 404
    assert not translations.open_pages().filter(translation_key=both.translation_key).exists()


def test_what_is_below_a_private_page_is_closed_in_english_too(client, both, shelf, committed):
    with committed():
        move(both, shelf)
        PageViewRestriction.objects.create(
            page=Page.objects.get(pk=shelf.pk), restriction_type=PageViewRestriction.LOGIN
        )

    assert client.get("/shelf/tale/").status_code == 404
    assert client.get("/en/shelf/tale/").status_code == 404


def test_an_english_page_of_its_own_is_read_by_nobody(client, committed):
    page = StandardPage(title="Only English", slug="only", locale=home("en").locale)
    with committed():
        home("en").add_child(instance=page)
        page.save_revision().publish()

    assert client.get("/en/only/").status_code == 404
    assert not fresh(page).live


# -- Renaming and moving ----------------------------------------------------------------------


def test_a_renamed_page_is_renamed_in_both_languages(client, both, committed):
    with committed():
        rename(both, "us")

    assert title(client, "/us/") == "Про нас"
    assert title(client, "/en/us/") == "About us"
    assert leads(client, "/tale/") == "/us/"
    assert leads(client, "/en/tale/") == "/en/us/"


def test_a_page_moved_below_another_one_moves_in_both_languages(client, both, shelf, committed):
    with committed():
        move(both, shelf)

    assert title(client, "/shelf/tale/") == "Про нас"
    assert title(client, "/en/shelf/tale/") == "About us"
    assert leads(client, "/tale/") == "/shelf/tale/"
    assert leads(client, "/en/tale/") == "/en/shelf/tale/"


def test_a_page_moved_below_one_that_is_not_translated(client, both, committed):
    with committed():
        move(both, add("new", "Нове"))

    assert title(client, "/en/new/tale/") == "About us"
    assert title(client, "/en/new/") == "Нове"
    assert leads(client, "/en/tale/") == "/en/new/tale/"


def test_what_is_below_comes_along(client, both, shelf, committed):
    with committed():
        child = add("child", "Нижче", both)
        translate(child, "Below")
    with committed():
        move(both, shelf)
    with committed():
        rename(shelf, "board")

    assert title(client, "/board/tale/child/") == "Нижче"
    assert title(client, "/en/board/tale/child/") == "Below"
    for old in ("/tale/child/", "/shelf/tale/child/"):
        assert leads(client, old) == "/board/tale/child/"
        assert leads(client, f"/en{old}") == "/en/board/tale/child/"


def test_the_order_of_pages_is_the_same_in_both_languages(both, shelf, committed):
    with committed():
        fresh(shelf).move(fresh(both), pos="left")

    def order(language: str) -> list[str]:
        return list(home(language).get_children().order_by("path").values_list("slug", flat=True))

    assert order("en") == order("uk")
    assert order("uk")[-2:] == ["shelf", "tale"]


def test_a_translation_moved_or_renamed_by_itself_comes_back(client, both, shelf, committed):
    with committed():
        english(both).move(Page.objects.get(pk=english(shelf).pk), pos="last-child")
    assert title(client, "/en/tale/") == "About us"

    with committed():
        page = english(both)
        page.slug = "elsewhere"
        page.save_revision().publish()
    assert title(client, "/en/tale/") == "About us"


def test_an_old_draft_of_the_translation_does_not_bring_the_old_address_back(
    client, both, committed
):
    draft = english(both)
    draft.title = "About the club"
    with committed():
        revision = draft.save_revision()
        rename(both, "us")
    with committed():
        revision.publish()

    assert title(client, "/en/us/") == "About the club"
    assert leads(client, "/en/tale/") == "/en/us/"


def test_a_translation_updated_from_an_old_reading_of_the_source(client, both, committed):
    """wagtail-localize keeps the source as it was when it was last synchronised."""
    translation = Translation.objects.get(source__object_id=both.translation_key)
    with committed():
        rename(both, "us")
    with committed():
        translation.save_target(publish=True)

    assert title(client, "/en/us/") == "About us"


def test_an_address_that_is_taken_is_not_taken_away(client, both, committed):
    with committed():
        other = StandardPage(title="Only English", slug="us", live=False, locale=home("en").locale)
        home("en").add_child(instance=other)
        rename(both, "us")
    # Until the place is free, the address leads to where the translation is.
    assert client.get("/en/us/")["Location"] == "/en/us-1/"
    assert following.astray() == [Page.objects.get(pk=both.pk)]

    with committed():
        other.delete()
        tasks.mend_translations()

    assert title(client, "/en/us/") == "About us"
    assert following.astray() == []


def test_what_came_apart_unseen_is_mended(client, both, shelf, committed):
    Page.objects.filter(pk=english(both).pk).update(slug="old", url_path="/home-en/old/")
    Page.objects.filter(pk=shelf.pk).update(live=False)
    assert {page.pk for page in following.astray()} == {both.pk, shelf.pk}

    with committed():
        tasks.mend_translations()

    assert title(client, "/en/tale/") == "About us"
    assert not english(shelf).live
    assert following.astray() == []


def test_looking_for_them_costs_the_same_for_many_pages(both, committed, django_assert_num_queries):
    with django_assert_num_queries(1):
        following.astray()
    with committed():
        add("more", "Ще", both)
    with django_assert_num_queries(1):
        following.astray()


# -- Closing, opening again, deleting ---------------------------------------------------------


def test_a_page_opened_again_opens_in_both_languages(client, both, committed):
    with committed():
        fresh(both).unpublish()
    with committed():
        fresh(both).get_latest_revision().publish()

    assert title(client, "/tale/") == "Про нас"
    assert title(client, "/en/tale/") == "About us"


def test_what_opens_again_is_what_was_read_and_not_a_later_draft(client, both, committed):
    draft = english(both)
    draft.title = "A draft"
    with committed():
        draft.save_revision()
        fresh(both).unpublish()
    with committed():
        fresh(both).get_latest_revision().publish()

    assert title(client, "/en/tale/") == "About us"
    assert english(both).has_unpublished_changes


def test_the_history_says_why_a_translation_was_closed(both, committed):
    with committed():
        fresh(both).unpublish()

    entry = PageLogEntry.objects.filter(page=english(both).pk).first()
    assert entry.action == following.CLOSED
    assert entry.message == "Закрито разом з українською сторінкою"


def test_renamed_and_moved_while_closed(client, both, shelf, committed):
    with committed():
        fresh(both).unpublish()
    with committed():
        move(both, shelf)
    with committed():
        rename(both, "us")

    assert title(client, "/shelf/us/") == "Про нас"
    assert title(client, "/en/shelf/us/") == "About us"
    assert leads(client, "/tale/") == "/shelf/us/"
    assert leads(client, "/en/tale/") == "/en/shelf/us/"


def test_what_was_closed_while_its_parent_moved_keeps_its_old_address(
    client, both, shelf, committed
):
    with committed():
        child = add("child", "Нижче", both)
        translate(child, "Below")
        fresh(child).unpublish()
    with committed():
        move(both, shelf)
    assert leads(client, "/tale/child/") == "404"
    with committed():
        fresh(child).get_latest_revision().publish()

    assert leads(client, "/tale/child/") == "/shelf/tale/child/"
    assert leads(client, "/en/tale/child/") == "/en/shelf/tale/child/"


def test_a_deleted_page_is_gone_in_both_languages_with_its_old_addresses(
    client, both, shelf, committed
):
    with committed():
        translate(add("child", "Нижче", both), "Below")
        rename(both, "us")
    with committed():
        fresh(both).delete()

    for address in ("/us/", "/tale/", "/us/child/", "/tale/child/"):
        assert client.get(address).status_code == 404
        assert client.get(f"/en{address}").status_code == 404
    assert not Page.objects.filter(translation_key=both.translation_key).exists()
    assert not Page.objects.filter(slug="child").exists()
    assert not Redirect.objects.exists()
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_deleted_translation_leaves_the_ukrainian_page(client, both, committed):
    with committed():
        english(both).delete()

    assert title(client, "/tale/") == "Про нас"
    assert title(client, "/en/tale/") == "Про нас"


def test_a_whole_life(client, shelf, committed):
    """create, translate, rename, move, draft, republish, delete: one page through all of it."""
    with committed():
        page = add("first", "Сторінка")
    assert NOTICE in client.get("/en/first/").content.decode()
    with committed():
        translate(page, "A page")
    with committed():
        rename(page, "second")
    with committed():
        move(page, shelf)
    with committed():
        fresh(page).unpublish()
    for address in ("/first/", "/second/", "/shelf/second/"):
        assert client.get(address).status_code == 404
        assert client.get(f"/en{address}").status_code == 404
    with committed():
        fresh(page).get_latest_revision().publish()
    assert title(client, "/shelf/second/") == "Сторінка"
    assert title(client, "/en/shelf/second/") == "A page"
    for address in ("/first/", "/second/"):
        assert leads(client, address) == "/shelf/second/"
        assert leads(client, f"/en{address}") == "/en/shelf/second/"
    with committed():
        fresh(page).delete()
    for address in ("/first/", "/second/", "/shelf/second/"):
        assert client.get(f"/en{address}").status_code == 404
    assert following.astray() == []
    assert Page.find_problems() == ([], [], [], [], [])
