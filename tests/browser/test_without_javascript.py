"""The whole application for membership in a browser that runs no script."""

import re

from playwright.sync_api import expect

from tests.browser import steps

EMAIL = "skrypt@people.example"


def test_membership_from_the_invitation_to_the_sent_page(person, site):
    page = person(java_script_enabled=False).new_page()
    page.goto("/join/")
    page.locator("main a[href$='/start/']").first.click()
    page.locator("main input[type=email]").fill(EMAIL)
    steps.save(page)

    # The language is switched in the middle of a step: what was typed stays.
    page.locator("input[name=surname]").fill("Безскриптова")
    page.get_by_role("button", name="ENG").click()
    expect(page).to_have_url(re.compile("/en/join/apply/person/"))
    expect(page.locator("input[name=surname]")).to_have_value("Безскриптова")
    page.get_by_role("button", name="УКР").click()
    page.locator("input[name=given_name]").fill("Олена")
    page.locator("input[name=patronymic]").fill("Василівна")
    page.locator("input[name=phone]").fill("0671234567")
    page.locator("input[name=phone]").press("Enter")
    expect(page).to_have_url(re.compile("/join/apply/post/"))

    page.locator("input[name=kind][value=community_head]").check()
    page.locator("input[name=when][value=before]").check()
    steps.save(page)

    # Several communities answer to the name: the page asks which, by radio buttons.
    page.locator("input[name=community]").fill("Миколаївська")
    page.locator("input[name=began_on]").fill("11.2015")
    page.locator("input[name=ended_on]").fill("грудень 2020")
    page.locator("main form button[type=submit].button").first.click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_role("radio", name="Сумська область").first.check()
    steps.save(page)

    page.locator("input[name=link]").fill("https://rada.example.org/rishennia")
    steps.save(page)
    page.locator("textarea[name=motivation]").fill("Хочу ділитися досвідом.")
    steps.save(page)

    expect(page.locator("main")).to_contain_text("Olena Bezskryptova")
    expect(page.locator("main")).to_contain_text("Миколаївська територіальна громада")
    expect(page.locator("main")).to_contain_text("Сумська область")
    page.locator("main button.button--wheat").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.locator("main input[type=checkbox]").check()
    page.locator("main button.button--wheat").click()
    expect(page).to_have_url(re.compile("/apply/sent/"))
    expect(page.locator("main")).to_contain_text(re.compile(r"Ч-\d{4}-\d{4}"))

    page.goto(site.link_in(site.wait_for_letter(EMAIL, containing="/confirm/"), "/join/confirm/"))
    page.locator("main button.button--wheat").click()
    expect(page.locator("main")).to_contain_text("На розгляді")
