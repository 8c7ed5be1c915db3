"""The office's report of pages by language, and the one tap that mends."""

import json
import re
from pathlib import Path

import polib
import pytest
import wagtail.admin
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation

from mayorsclub.accounts.models import User
from mayorsclub.content.models import StandardPage
from mayorsclub.content.queries import LanguageState, by_language, counts_by_language
from tests.content.test_translations import (
    add,
    committed,
    english,
    fresh,
    rename,
    title,
    translate,
)
from tests.office.conftest import client_of

__all__ = ["client_of", "committed"]
pytestmark = pytest.mark.usefixtures("pages")
ADDRESS = "/office/translations/"
# It holds two names and a colon.
ONLY_NAMES = "%(time_zone_option)s: %(localized_time_zone_label)s"


def state(page: Page) -> str:
    return by_language("en").get(pk=page.pk).state


@pytest.fixture
def about(committed) -> StandardPage:
    with committed():
        return add("tale", "Казка")


@pytest.fixture
def translated(about, committed) -> StandardPage:
    with committed():
        translate(about, "A tale")
    return about


def write(page: Page, committed, **fields: object) -> None:
    with committed():
        page = fresh(page)
        for name, value in fields.items():
            setattr(page, name, value)
        page.save_revision().publish()


def say(page: Page, committed, text: str, *, publish: bool) -> None:
    """The editor of the translation writes what is not translated yet."""
    with committed():
        translation = Translation.objects.get(source__object_id=page.translation_key)
        strings = translation.export_po()
        for entry in strings:
            entry.msgstr = entry.msgstr or text
        translation.import_po(strings)
        if publish:
            translation.save_target(publish=True)


def test_the_first_pages_are_all_translated():
    counts = counts_by_language("en")

    assert counts.pop("translated") == Page.objects.filter(alias_of=None, depth__gt=1).count() / 2
    assert set(counts) == {"outdated", "missing", "draft", "closed"}
    assert not any(counts.values())


def test_a_new_page_is_missing_then_a_draft_then_translated(about, committed):
    assert state(about) == LanguageState.MISSING
    with committed():
        translate(about, "A tale", publish=False)
    assert state(about) == LanguageState.DRAFT
    with committed():
        english(about).get_latest_revision().publish()
    assert state(about) == LanguageState.TRANSLATED


def test_an_alias_is_no_translation(about, committed):
    with committed():
        translate(add("child", "Нижче", about), "Below")

    assert english(about).alias_of_id
    assert state(about) == LanguageState.MISSING


def test_a_page_that_is_not_published_is_said_to_be(translated, committed):
    with committed():
        fresh(translated).unpublish()

    assert state(translated) == LanguageState.CLOSED


def test_a_change_that_has_words_makes_the_translation_out_of_date(client, translated, committed):
    write(translated, committed, intro="Новий вступ")
    assert state(translated) == LanguageState.OUTDATED
    # What is read in English is still the whole of what was translated.
    assert "Новий вступ" not in client.get("/en/tale/").content.decode()

    say(translated, committed, "A new introduction", publish=False)
    assert state(translated) == LanguageState.OUTDATED
    say(translated, committed, "", publish=True)

    assert state(translated) == LanguageState.TRANSLATED
    assert "A new introduction" in client.get("/en/tale/").content.decode()


def test_a_change_without_words_is_in_both_languages_at_once(client, translated, committed):
    write(translated, committed)
    assert state(translated) == LanguageState.TRANSLATED

    with committed():
        rename(translated, "story")

    assert state(translated) == LanguageState.TRANSLATED
    assert title(client, "/en/story/") == "A tale"


def test_what_an_editor_has_not_published_is_not_published_for_them(client, translated, committed):
    write(translated, committed, intro="Новий вступ")
    say(translated, committed, "Not yet", publish=False)

    write(translated, committed)

    assert "Not yet" not in client.get("/en/tale/").content.decode()
    assert state(translated) == LanguageState.OUTDATED


def test_a_translation_kept_by_hand_is_compared_by_time(translated, committed):
    Translation.objects.filter(source__object_id=translated.translation_key).update(enabled=False)
    assert state(translated) == LanguageState.TRANSLATED

    write(translated, committed, intro="Новий вступ")

    assert state(translated) == LanguageState.OUTDATED


def test_the_list_shows_counts_states_and_what_to_do(editing, about):
    page = BeautifulSoup(editing.get(ADDRESS).content, "html.parser")

    counted = {item.get_text(" ", strip=True) for item in page.select(".counted li")}
    translated = counts_by_language("en")["translated"]
    assert {f"{translated} Перекладено", "1 Не перекладено", "0 Застаріло"} <= counted
    row = next(row for row in page.select("tbody tr") if "Казка" in row.get_text())
    assert "/tale/" in row.get_text()
    assert row.select_one(".language-state").get_text() == "Не перекладено"
    assert row.select_one("form")["action"] == reverse("office:translate_page", args=[about.pk])
    assert row.select_one("button").get_text().startswith("Перекласти")


def test_the_list_is_filtered_and_searched(editing, about):
    def shown(query):
        page = BeautifulSoup(editing.get(ADDRESS + query).content, "html.parser")
        return [link.get_text(strip=True) for link in page.select("tbody td.title a")]

    assert shown("?state=missing") == ["Казка"]
    assert shown("?q=казка") == ["Казка"]
    assert shown("?state=closed") == []
    assert len(shown("")) == sum(counts_by_language("en").values())


def test_one_tap_makes_the_draft_and_opens_the_editor(editing, about, committed):
    with committed():
        answer = editing.post(reverse("office:translate_page", args=[about.pk]))

    made = english(about)
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[made.pk])
    assert not made.live
    editor = editing.get(answer["Location"])
    assert editor.status_code == 200
    assert b"js-translation-editor" in editor.content


@pytest.mark.parametrize("more", ["", "results/"])
def test_the_tap_works_in_a_browser(editing, about, committed, more):
    editing.handler.enforce_csrf_checks = True
    page = BeautifulSoup(editing.get(f"{ADDRESS}{more}?q=казка").content, "html.parser")
    form = page.select_one("tbody form")
    typed = {field["name"]: field["value"] for field in form.select("input")}

    with committed():
        answer = editing.post(form["action"], typed)

    assert answer.status_code == 302
    assert english(about)


def test_one_tap_brings_an_old_translation_up_to_date(editing, translated, committed):
    Translation.objects.filter(source__object_id=translated.translation_key).update(enabled=False)
    before = english(translated)
    with committed():
        editing.post(reverse("office:translate_page", args=[translated.pk]))

    assert english(translated).title == before.title == "A tale"
    assert english(translated).live
    assert Translation.objects.get(source__object_id=translated.translation_key).enabled


def test_a_page_that_waits_for_its_time_is_translated_before_it(editing, committed):
    with committed():
        waiting = add("soon", "Чернетка", live=False)
        waiting.title = "Скоро"
        waiting.save_revision()

    def button():
        page = BeautifulSoup(editing.get(f"{ADDRESS}?state=closed").content, "html.parser")
        return page.select_one("tbody tr button").find(string=True)

    assert button() == "Перекласти"
    with committed():
        answer = editing.post(reverse("office:translate_page", args=[waiting.pk]))

    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[english(waiting).pk])
    # What is asked for is the last draft, and nobody reads it yet.
    translation = Translation.objects.get(source__object_id=waiting.translation_key)
    assert "Скоро" in [entry.msgid for entry in translation.export_po()]
    assert not english(waiting).live
    assert button() == "Перекладати далі"


def test_an_english_page_and_a_stranger_s_number_are_not_there(editing, translated):
    for pk in (english(translated).pk, 999_999):
        assert editing.post(reverse("office:translate_page", args=[pk])).status_code == 404


@pytest.mark.parametrize("more", [1, 4])
def test_the_list_costs_the_same_for_many_pages(
    editing, committed, more, django_assert_max_num_queries
):
    with committed():
        for number in range(more):
            translate(add(f"page-{number}", f"Сторінка {number}"), "A page")
    editing.get(ADDRESS)
    with django_assert_max_num_queries(30) as captured:
        editing.get(ADDRESS)
    assert len(captured) == 17


def test_pages_are_not_begun_or_moved_in_english(editing, translated):
    home = Page.objects.get(depth=2, locale__language_code="en")
    ukrainian = Page.objects.get(depth=2, locale__language_code="uk")

    begun = editing.get(
        reverse("wagtailadmin_pages:add", args=["content", "standardpage", home.pk]), follow=True
    )
    target = Page.objects.get(slug="join", locale=home.locale)
    moved = editing.post(
        reverse("wagtailadmin_pages:move_confirm", args=[english(translated).pk, target.pk]),
        follow=True,
    )

    for answer, words in ((begun, "спершу створюють українською"), (moved, "піде слідом")):
        assert answer.redirect_chain[-1][0] == reverse("wagtailadmin_explore", args=[ukrainian.pk])
        assert words in answer.content.decode()


def test_the_words_of_the_editor_are_ukrainian_and_whole(editing):
    answer = editing.get("/office/localize/jsi18n/")

    catalog = re.search(r"newcatalog = (\{.*?\});", answer.content.decode(), re.S)
    words = json.loads(catalog.group(1))
    assert words["Publish in "] == "Опублікувати мовою: "
    assert words["segments translated"] == "текстів перекладено"
    assert words["Save"] == "Зберегти"


def test_the_words_of_wagtail_s_scripts_are_whole(editing):
    """Whatever they may say has a Ukrainian word; an update that brings new ones fails here."""
    folder = Path(wagtail.admin.__file__).parent / "locale/en/LC_MESSAGES"
    said = {entry.msgid for entry in polib.pofile(str(folder / "djangojs.po"))}

    def words() -> dict[str, object]:
        page = editing.get("/office/jsi18n/").content.decode()
        return json.loads(re.search(r"newcatalog = (\{.*?\});", page, re.S).group(1))

    found = words()
    assert {word for word in said if not found.get(word)} == {ONLY_NAMES}
    assert found["Character count:"] == "Кількість знаків:"
    assert found["%(num)s error"][:3] == [
        "%(num)s помилка",
        "%(num)s помилки",
        "%(num)s помилок",
    ]
    User.objects.update(language="en")
    assert words()["%(num)s error"][:2] == ["%(num)s error", "%(num)s errors"]


def test_editors_manage_redirects_in_ukrainian(editing, translated, client, committed):
    with committed():
        rename(translated, "story")
    listed = editing.get("/office/redirects/")
    assert listed.status_code == 200
    assert "Перенаправлення" in listed.content.decode()
    assert f"/en/{translated.slug}" in listed.content.decode()

    made = editing.post(
        "/office/redirects/add/",
        {"old_path": "/stare/", "is_permanent": "on", "redirect_page": translated.pk},
    )

    assert made.status_code == 302
    assert client.get("/stare/")["Location"] == "/story/"
