"""The parts of a page: what may be put together, how it is shown and translated."""

import datetime
import itertools
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from wagtail.blocks import StreamValue
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from mayorsclub.content import parts, places
from mayorsclub.content.links import ActionBlock, MenuItemBlock
from mayorsclub.content.models import DocumentsPage, HomePage, StandardPage
from tests.factories.content import make_document, make_image


def item(value: Any) -> dict:
    return {
        "type": "item",
        "value": value,
        "id": f"00000000-0000-4000-8000-{hash(str(value)) % 10**12:012}",
    }


def everything() -> list[tuple[str, Any]]:
    """Each kind of part once."""
    picture = {"image": make_image().pk, "alt_text": "Ратуша", "decorative": False}
    # As Wagtail keeps an optional picture that was not chosen.
    nobody = {"image": None, "alt_text": None, "decorative": None}
    return [
        ("text", "<h2>Розділ</h2><p>Слово</p><h3>Підрозділ</h3><ul><li>рядок</li></ul>"),
        ("picture", {"picture": picture, "caption": "Підпис"}),
        ("quote", {"text": "Сказано", "who": "Хтось"}),
        (
            "table",
            {
                "caption": "Назва таблиці",
                "columns": [
                    {"type": "text", "heading": "Громада"},
                    {"type": "number", "heading": "Сума"},
                ],
                "rows": [{"values": ["Перша", "10"]}, {"values": ["Друга", "20"]}],
            },
        ),
        (
            "facts",
            {"entries": [item({"number": "2005", "label": "рік", "source": "реєстр"})]},
        ),
        ("steps", {"heading": "Кроки", "entries": [item("раз"), item("два")]}),
        (
            "call",
            {
                "heading": "Заклик",
                "text": "",
                "action": {"label": "Написати", "page": None, "place": "contact", "look": ""},
            },
        ),
        (
            "gallery",
            {
                "entries": [
                    item({"picture": picture, "caption": "перша"}),
                    item({"picture": {**picture, "alt_text": "Площа"}, "caption": "друга"}),
                ]
            },
        ),
        (
            "files",
            {
                "heading": "Файли",
                "entries": [item({"title": "Зразок", "file": make_document().pk})],
            },
        ),
        (
            "people",
            {
                "heading": "Люди",
                "entries": [
                    item({"name": "Приклад Іван", "post": "голова", "portrait": picture}),
                    item({"name": "Зразок Ольга", "post": "", "portrait": nobody}),
                ],
            },
        ),
        ("contact", {"heading": "Запитання?", "label": "Напишіть"}),
    ]


def add_page(body: list[tuple[str, Any]]) -> StandardPage:
    home = HomePage.objects.get(locale__language_code="uk")
    page = StandardPage(
        title="Проба",
        slug="trial",
        body=[{"type": kind, "value": value} for kind, value in body],
    )
    home.add_child(instance=page)
    page.save_revision().publish()
    return StandardPage.objects.get(pk=page.pk)


def clean(*body: tuple[str, Any]) -> StreamValue:
    block = parts.PageBody()
    return block.clean(block.to_python([{"type": kind, "value": value} for kind, value in body]))


def soup(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def test_every_part_is_shown(pages, client):
    add_page(everything())

    main = soup(client, "/trial/").select_one("main")

    for words in ("Слово", "Підпис", "Сказано", "2005", "раз", "Файли", "Приклад Іван"):
        assert words in main.get_text()
    assert [cell.get("data-label") for cell in main.select("tbody tr:first-child td")] == [
        "Громада",
        "Сума",
    ]
    assert main.select_one("caption").get_text() == "Назва таблиці"
    assert [picture["alt"] for picture in main.select("img")] == [
        "Ратуша",
        "Ратуша",
        "Площа",
        "Ратуша",
    ]
    assert main.select_one(".call a")["href"] == "/contact/"
    assert "PDF" in main.select_one(".file").get_text()
    assert "Слово" not in main.select_one(".contact").get_text()


def test_headings_of_a_page_go_down_one_level_at_a_time(pages, client):
    add_page(everything())

    levels = [int(title.name[1]) for title in soup(client, "/trial/").select("h1, h2, h3, h4")]

    assert levels[0] == 1
    assert all(later <= level + 1 for level, later in itertools.pairwise(levels))


@pytest.mark.parametrize(
    "body",
    [
        [("text", "<h3>Підзаголовок</h3>")],
        [("text", "<p>Слово</p>"), ("text", "<h3>Підзаголовок</h3>")],
    ],
)
def test_a_subheading_without_a_heading_is_refused(db, body):
    with pytest.raises(ValidationError) as refused:
        clean(*body)

    (error,) = refused.value.block_errors.values()
    assert "Підзаголовок має стояти під заголовком" in str(error)


def test_a_subheading_may_follow_the_heading_of_a_part(db):
    steps = {"heading": "Кроки", "entries": [item("раз"), item("два")]}

    assert len(clean(("steps", steps), ("text", "<h3>Далі</h3>"))) == 2


def test_a_picture_has_words_or_is_decoration(db):
    image = make_image().pk
    silent = {"image": image, "alt_text": "", "decorative": False}
    with pytest.raises(ValidationError):
        clean(("picture", {"picture": silent, "caption": ""}))

    assert clean(("picture", {"picture": {**silent, "decorative": True}, "caption": ""}))


@pytest.mark.parametrize("count", [1, 7])
def test_a_gallery_has_from_two_to_six_pictures(db, count):
    picture = {"image": make_image().pk, "alt_text": "Ратуша", "decorative": False}
    entries = [item({"picture": picture, "caption": str(number)}) for number in range(count)]

    with pytest.raises(ValidationError):
        clean(("gallery", {"entries": entries}))


@pytest.mark.parametrize(
    "table",
    [
        {"caption": "", "columns": [{"type": "text", "heading": "А"}], "rows": []},
        {"caption": "Назва", "columns": [{"type": "text", "heading": " "}], "rows": []},
        {"caption": "Назва", "columns": [], "rows": []},
        {"caption": "Назва", "columns": [{"type": "text", "heading": "А"}] * 6, "rows": []},
        {
            "caption": "Назва",
            "columns": [{"type": "text", "heading": "А"}],
            "rows": [{"values": ["х"]}] * 31,
        },
    ],
)
def test_a_table_is_small_and_has_its_words(db, table):
    with pytest.raises(ValidationError):
        clean(("table", table))


def test_only_one_invitation_to_write(db):
    contact = ("contact", {"heading": "Запитання?", "label": "Напишіть"})

    with pytest.raises(ValidationError):
        clean(contact, contact)


@pytest.mark.parametrize("block", [ActionBlock(), MenuItemBlock()])
def test_a_link_leads_to_a_page_or_to_a_place(pages, block):
    home = HomePage.objects.get(locale__language_code="uk")
    words = {"label": "Слово", "label_uk": "Слово", "label_en": "Word", "look": "", "anchor": ""}

    def value(page, place):
        fields = {**words, "page": page, "place": place}
        return block.to_python({name: fields[name] for name in block.child_blocks})

    for page, place in ((None, ""), (home.pk, "contact")):
        with pytest.raises(ValidationError):
            block.clean(value(page, place))
    assert block.clean(value(home.pk, ""))
    assert block.clean(value(None, "contact"))


def test_two_places_do_not_share_a_name():
    with pytest.raises(ValueError, match="contact"):
        places.register("contact", "Інше", "accounts:home")

    assert places.address("absent") == ""


def test_every_word_of_every_part_is_translated(pages, client):
    page = add_page(everything())
    source, _made = TranslationSource.update_or_create_from_instance(page)
    translation = Translation.objects.create(
        source=source, target_locale=Locale.objects.get(language_code="en")
    )
    strings = translation.export_po()
    for number, entry in enumerate(strings):
        entry.msgstr = f"Word {number}"
    translation.import_po(strings)
    translation.save_target(publish=False)
    translation.get_target_instance().get_latest_revision().publish()

    main = soup(client, "/en/trial/").select_one("main")

    assert not any("а" <= letter <= "я" for letter in main.get_text().lower())
    assert len(main.select("tbody td")) == 4
    assert "20" in main.select_one("table").get_text()
    assert all(picture["alt"].startswith("Word") for picture in main.select("img"))


def version(year: int, changes: str = "") -> dict:
    return item(
        {"since": f"{year}-05-01", "file": make_document(f"v{year}").pk, "changes": changes}
    )


def test_documents_show_what_is_in_force_what_was_and_what_comes(pages, client):
    page = DocumentsPage.objects.get(locale__language_code="uk")
    page.body = [
        {
            "type": "document",
            "id": "11111111-0000-4000-8000-000000000000",
            "value": {
                "anchor": "charter",
                "title": "Зразок статуту",
                "kind": "founding",
                "text": "Для проби.",
                "versions": [version(2019), version(2024, "Нова адреса"), version(2090)],
            },
        }
    ]
    page.save_revision().publish()

    shown = soup(client, "/documents/").select_one("#charter")

    texts = [" ".join(each.get_text().split()) for each in shown.select(".version")]
    assert texts[0].startswith("Чинна редакція від 1 травня 2024 року PDF")
    assert texts[0].endswith("Що змінено: Нова адреса")
    assert texts[1].startswith("Редакція, що набере чинності 1 травня 2090 року")
    assert texts[2].startswith("Редакція від 1 травня 2019 року")
    assert shown.select_one("summary").get_text(strip=True) == "1 попередня редакція"
    (kind, (document,)) = page.by_kind(datetime.date(2018, 1, 1))[0]
    assert str(kind) == "Установчі документи"
    assert document.current is None
    assert len(document.coming) == 3


def test_the_page_of_documents_says_that_there_are_none(pages, client):
    empty = soup(client, "/documents/").select_one(".empty")

    assert "Документів ще не оприлюднено" in empty.get_text()
    assert empty.select_one("a")["href"] == "/contact/"


def test_questions_can_be_linked_to_and_are_there_without_javascript(pages, client):
    page = soup(client, "/faq/")

    assert page.select_one("details #free")
    ids = [each["id"] for each in page.select("main details [id]")]
    assert len(set(ids)) == len(ids) == len(page.select("main details"))
    assert len(page.select("main details")) == 14


@pytest.mark.parametrize(
    ("path", "topic"),
    [("/services/missions/", "missions"), ("/services/strategic-partners/", "partners")],
)
def test_one_asks_for_a_service_with_its_topic_chosen(pages, client, path, topic):
    (button,) = soup(client, path).select("main .button--wheat")

    assert button["href"] == f"/contact/?topic={topic}"
    assert client.get(button["href"]).status_code == 200
