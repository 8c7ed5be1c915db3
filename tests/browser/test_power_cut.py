"""The line and the power go in the middle of a step; the draft goes on elsewhere."""

import re

from playwright.sync_api import expect

from tests.browser import steps

EMAIL = "svitla@people.example"


def test_what_was_typed_survives_a_power_cut(person, site):
    phone = person(viewport={"width": 360, "height": 740}, has_touch=True)
    page = phone.new_page()
    page.goto("/join/start/")
    page.locator("main input[type=email]").fill(EMAIL)
    steps.save(page)
    page.locator("input[name=surname]").fill("Світла")

    phone.set_offline(True)
    page.locator("input[name=given_name]").fill("Надія")
    page.locator("main form button[type=submit].button").first.click()
    # The page stays, and says why.
    expect(page.get_by_role("alert")).to_contain_text("Немає зв’язку")
    expect(page.get_by_role("alert")).to_be_in_viewport()
    expect(page.locator("input[name=given_name]")).to_have_value("Надія")

    phone.set_offline(False)
    expect(page.get_by_role("alert")).to_be_hidden()
    page.locator("input[name=patronymic]").press_sequentially("Іван", delay=60)
    with page.expect_response(lambda answer: "x-autosave" in answer.request.headers) as saved:
        pass  # nobody leaves the input: it is saved while it is typed
    assert saved.value.ok
    phone.close()

    laptop = person("en").new_page()
    laptop.goto(site.link_in(site.wait_for_letter(EMAIL), "/join/resume/"))
    laptop.locator("main button.button--wheat").click()
    expect(laptop).to_have_url(re.compile("/apply/person/"))
    for name, text in (("surname", "Світла"), ("given_name", "Надія"), ("patronymic", "Іван")):
        expect(laptop.locator(f"input[name={name}]")).to_have_value(text)
