"""An editor's day in the office: an article in two languages, a picture, its hour; a move."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from mayorsclub.office.demonstration.covers import cover
from mayorsclub.ukrainian.dates import in_kyiv
from tests.browser import office
from tests.browser.site import Site

# What the worker's job does each minute, a minute after the hour has come.
ITS_HOUR = """
from datetime import timedelta
from django.utils import timezone
from freezegun import freeze_time
from mayorsclub.content.domain.scheduling import publish_due
with freeze_time(timezone.now() + timedelta(days=1, minutes=1)):
    publish_due(at=timezone.now())
"""


def id_of(page: Page, title: str) -> str:
    """The number of a Ukrainian page, found in the report of pages by language."""
    page.goto(f"/office/translations/?q={title}")
    link = page.locator("tbody td.title a", has_text=re.compile(f"^\\s*{title}\\s*$"))
    found = re.search(r"/pages/(\d+)/", link.get_attribute("href") or "")
    assert found
    return found.group(1)


def more_actions(page: Page) -> None:
    page.locator("footer .w-dropdown__toggle").click()


def write_article(page: Page) -> None:
    """Title, lead, a cover from the disk, a part of text; all by hand; a draft."""
    page.goto(f"/office/pages/add/content/newspage/{id_of(page, 'Новини')}/")
    page.locator("[name=title]").fill("Меморандум двох громад")
    page.locator("[name=lead]").fill("Дві громади домовилися про спільний маршрут.")
    page.get_by_role("button", name="Оберіть зображення").click()
    page.get_by_role("tab", name="Надіслати").click()
    page.locator(".modal-content input[type=file]").set_input_files(
        {"name": "marshrut.jpg", "mimeType": "image/jpeg", "buffer": cover(22)}
    )
    page.locator("[name=image-chooser-upload-title]").fill("Маршрут")
    page.locator("#tab-upload button[type=submit]").click()
    expect(page.locator(".modal:visible")).to_have_count(0)
    page.locator("[name=cover_alt]").fill("Сині та пшеничні плитки")
    page.get_by_title("Вставити блок").first.click()
    page.get_by_role("option", name="Текст").first.click()
    page.locator(".public-DraftEditor-content").first.click()
    expect(page.locator(".public-DraftEditor-content").first).to_be_focused()
    page.keyboard.type("Маршрут відкриють навесні.")
    # The editor of texts hands over what was typed a moment later.
    expect(page.locator("[name=body-0-value]")).to_have_value(re.compile("навесні"))
    page.get_by_role("button", name="Зберегти чернетку").click()
    page.wait_for_url("**/edit/")


def schedule(page: Page) -> None:
    """Tomorrow, in Kyiv; then the press that makes it so."""
    tomorrow = in_kyiv(timezone.now()) + timedelta(days=1)
    page.get_by_role("button", name="Показати або сховати стан").click()
    page.get_by_role("button", name="Задати графік").click()
    page.locator("[name=go_live_at]").fill(f"{tomorrow:%Y-%m-%d %H:%M}")
    # By the keyboard: the calendar stands before the button.
    page.get_by_role("button", name="Зберегти графік").press("Enter")
    expect(page.get_by_text("Після запуску графіка:")).to_be_visible()
    page.get_by_role("button", name="Показати або сховати стан").click()
    more_actions(page)
    page.locator("[name=action-publish]").click()
    expect(office.success(page)).to_be_visible()


def translate(page: Page, texts: list[str]) -> None:
    """One tap in the report, then each text below its Ukrainian one."""
    page.get_by_role("button", name=re.compile("^Перекласти")).first.click()
    page.wait_for_url("**/edit/")
    for english in texts:
        page.get_by_role("button", name="Перекласти", exact=True).first.click()
        page.locator("textarea:visible").fill(english)
        page.get_by_role("button", name="Зберегти", exact=True).first.click()
        expect(page.get_by_text(english, exact=True).first).to_be_visible()


def status_of(page: Page, address: str) -> int:
    answer = page.goto(address)
    assert answer
    return answer.status


def test_an_article_in_two_languages_at_its_hour(person, site: Site):
    page = office.secretary(person, site)
    page.set_viewport_size({"width": 1280, "height": 900})
    write_article(page)
    schedule(page)
    page.goto("/office/translations/?q=меморандум двох")
    translate(
        page,
        [
            "A memorandum of two communities",
            "Two communities agreed on a common route.",
            "Blue and wheat tiles",
            "The route opens in spring.",
        ],
    )
    assert office.complaints(page) == [], office.complaints(page)

    # Before its hour nobody reads it, in either language.
    reader = person().new_page()
    address = "/news/memorandum-dvokh-hromad/"
    assert [status_of(reader, prefix + address) for prefix in ("", "/en")] == [404, 404]
    site.manage("shell", "-v0", "-c", ITS_HOUR)

    for prefix, title, words in (
        ("", "Меморандум двох громад", "Маршрут відкриють навесні."),
        ("/en", "A memorandum of two communities", "The route opens in spring."),
    ):
        assert status_of(reader, prefix + address) == 200
        expect(reader.get_by_role("heading", level=1)).to_have_text(title)
        expect(reader.locator("main")).to_contain_text(words)
        cover_shown = reader.locator("main img").first
        assert cover_shown.get_attribute("alt") in {
            "Сині та пшеничні плитки",
            "Blue and wheat tiles",
        }
        assert cover_shown.evaluate("image => image.complete && image.naturalWidth > 0")
        reader.goto(f"{prefix}/news/")
        expect(reader.locator("main")).to_contain_text(title)


def test_a_page_is_moved_and_its_old_address_leads_there(person, site: Site):
    page = office.secretary(person, site)
    page.set_viewport_size({"width": 1280, "height": 900})
    moved, target = id_of(page, "Доступність"), id_of(page, "Про Клуб")
    page.goto(f"/office/pages/{moved}/move/{target}/confirm/")
    page.get_by_role("button", name=re.compile("перемістити", re.I)).last.click()
    expect(office.success(page)).to_contain_text("переміщено")

    reader = person().new_page()
    for prefix, title in (("", "Доступність"), ("/en", "Accessibility")):
        for _once_more in range(2):
            assert status_of(reader, f"{prefix}/accessibility/") == 200
            assert reader.url == f"{site.url}{prefix}/about/accessibility/"
        expect(reader.get_by_role("heading", level=1)).to_have_text(title)
        link = reader.locator("footer a", has_text=title)
        assert link.get_attribute("href") == f"{prefix}/about/accessibility/"

    # And back: the new address leads to the old one, and nothing goes round in circles.
    page.goto(f"/office/pages/{moved}/move/{id_of(page, 'Клуб Мерів')}/confirm/")
    page.get_by_role("button", name=re.compile("перемістити", re.I)).last.click()
    expect(office.success(page)).to_contain_text("переміщено")
    for prefix in ("", "/en"):
        assert status_of(reader, f"{prefix}/about/accessibility/") == 200
        assert reader.url == f"{site.url}{prefix}/accessibility/"
    assert office.complaints(page) == []
