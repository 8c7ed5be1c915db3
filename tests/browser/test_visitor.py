"""Whoever comes first: from abroad on a slow phone, without scripts, with a printer."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import overflow

# Slow 4G as in Chromium's own tools: bytes a second, and milliseconds until an answer begins.
SLOW = {"downloadThroughput": 180_000, "uploadThroughput": 84_000, "latency": 150}
PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "has_touch": True}
SECONDS = 5


def test_a_foreign_visitor_on_a_slow_phone(person, site):
    """The English site is read, searched and written to; every page is there in seconds."""
    page = person("en", is_mobile=True, **PHONE).new_page()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", {"offline": False, **SLOW})

    def is_quick() -> bool:
        spent = page.evaluate(
            "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
        )
        return spent < SECONDS * 1000 and overflow(page) <= 0

    page.goto("/")
    page.get_by_role("link", name="ENG").tap()
    page.wait_for_url("**/en/")
    assert is_quick()
    # A tile of the map, as small as it is here, is a link with words.
    page.get_by_role("link", name=re.compile("^Sumy Oblast: .*communities")).first.tap()
    page.wait_for_url("**/en/communities/sumy/")
    assert is_quick()
    page.get_by_role("link", name="Ivan Pryklad").first.tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ivan Pryklad")
    assert is_quick()
    page.goto("/en/search/?q=mission")
    page.locator("main a", has_text="trade mission").first.tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("mission")
    assert is_quick()
    page.goto("/en/services/missions/")
    page.get_by_role("link", name="Ask for this service").first.tap()
    page.wait_for_url("**/en/contact/?topic=*")
    assert is_quick()
    page.locator("[name=name]").fill("Anna Example")
    page.locator("[name=email]").fill("anna@abroad.example")
    page.locator("[name=text]").fill("Our region would like to receive a delegation in spring.")
    page.wait_for_timeout(4000)  # Who writes faster is taken for a robot.
    page.locator("main form button[type=submit]").last.tap()
    expect(page.locator("main")).to_contain_text(re.compile(r"\d{4}-\d{4}"))
    assert page.context.cookies() == []
    letter = site.wait_for_letter("anna@abroad.example")
    assert "We have received your message" in letter


def test_suggestions_while_typing_by_the_keyboard(person):
    page = person().new_page()
    page.goto("/search/")
    box = page.get_by_role("combobox")
    box.focus()
    # The keyboard was left in English.
    page.keyboard.type("ghbdfnyscnm", delay=40)
    expect(box).to_have_attribute("aria-expanded", "true")
    option = page.get_by_role("option", name=re.compile("Приватність"))
    expect(option).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_have_count(1)
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    expect(page.locator("main")).to_contain_text("приватність")


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_everything_is_read_without_scripts(person, prefix):
    page = person(java_script_enabled=False).new_page()
    page.goto(f"{prefix}/faq/")
    question = page.locator("details").first
    question.locator("summary").click()
    expect(question.locator(":scope > :not(summary)").first).to_be_visible()
    page.goto(f"{prefix}/search/?q=uhjvflf" if not prefix else "/en/search/?q=missions")
    expect(page.locator("main mark").first).to_be_visible()
    page.locator("main input[name=q]").fill("партнер" if not prefix else "partner")
    page.locator("main input[name=q]").press("Enter")
    expect(page.locator("main mark").first).to_be_visible()
    page.goto(f"{prefix}/members/")
    page.locator("select[name=oblast]").select_option("sumy")
    page.locator("main form button[type=submit]").click()
    expect(page.locator(".person")).to_have_count(1)
    page.goto(f"{prefix}/communities/")
    page.locator("main .tiles a").first.click()
    expect(page.locator(".raion").first).to_be_visible()
    page.goto(f"{prefix}/contact/")
    page.locator("main form button[type=submit]").last.click()
    expect(page.get_by_role("alert").first).to_be_visible()


def is_hidden(page: Page, selector: str) -> bool:
    return not any(each.is_visible() for each in page.locator(selector).all())


def test_paper_has_the_words_and_nothing_to_press(person):
    page = person(color_scheme="dark").new_page()
    page.emulate_media(media="print")
    for address in (
        "/",
        "/faq/",
        "/news/example-grants-session/",
        "/communities/sumy/",
        "/people/",
    ):
        page.goto(address)
        assert is_hidden(page, ".masthead nav, .footer nav, .finder, .lang, .button"), address
        shown = page.evaluate(
            "() => { const style = getComputedStyle(document.body);"
            " return [style.backgroundColor, style.color]; }"
        )
        # Dark letters on no colour, in the dark scheme, too.
        assert shown[0] in {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}, (address, shown)
        assert max(map(int, re.findall(r"\d+", shown[1])[:3])) < 100, (address, shown)
    page.goto("/faq/")
    # Answers that are folded on the screen stand on paper.
    heights = page.locator("main details").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height"
        " - one.querySelector('summary').getBoundingClientRect().height)"
    )
    assert heights
    assert min(heights) > 10
