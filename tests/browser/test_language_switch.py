"""What is typed into a form stays when the language is switched."""

import re

from playwright.sync_api import expect

EMAIL = "mova@people.example"


def test_a_form_keeps_its_words_in_the_other_language(person):
    page = person().new_page()
    page.goto("/join/start/")
    page.locator("main input[type=email]").fill(EMAIL)

    page.get_by_role("link", name="ENG").click()

    expect(page).to_have_url(re.compile(r"/en/join/start/$"))
    expect(page.locator("main input[type=email]")).to_have_value(EMAIL)
    page.reload()
    expect(page.locator("main input[type=email]")).to_have_value("")
