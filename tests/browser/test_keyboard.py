"""The keyboard alone: a step with the list of communities, and the committee's vote."""

from playwright.sync_api import Page, expect

from tests.browser import steps

MOST_STOPS = 80


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on the element; it must be seen there."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            outline = page.evaluate(
                "() => { const style = getComputedStyle(document.activeElement);"
                " return style.outlineStyle + style.boxShadow; }"
            )
            assert outline != "nonenone", f"no focus is shown on {selector}"
            return
    raise AssertionError(f"Tab never comes to {selector}")


def press_enter(page: Page) -> None:
    """Enter, and wait for the page it leads to."""
    address = page.url
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != address)


def draft_at_mandate(page: Page) -> None:
    """A draft whose first two steps are filled in, all by Tab, arrows, Space and Enter."""
    page.goto("/join/start/")
    tab_to(page, "main input[type=email]")
    page.keyboard.type("klavisha@people.example")
    press_enter(page)
    for name, text in (
        ("surname", "Клавішна"),
        ("given_name", "Ганна"),
        ("phone", "0671234567"),
    ):
        tab_to(page, f"input[name={name}]")
        page.keyboard.type(text)
    # Enter in an input goes on, though the switch of language stands before it.
    press_enter(page)
    assert page.url.endswith("/join/apply/post/")
    tab_to(page, "input[name=kind]")
    page.keyboard.press("Space")
    tab_to(page, "input[name=when]")
    page.keyboard.press("Space")
    tab_to(page, "main form button[type=submit]")
    press_enter(page)


def test_a_community_is_chosen_from_the_list(person):
    page = person().new_page()
    draft_at_mandate(page)
    assert page.url.endswith("/join/apply/mandate/")

    tab_to(page, "[role=combobox]")
    box = page.get_by_role("combobox")
    page.keyboard.type("strii", delay=20)
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("strii")
    for _ in "ii":
        page.keyboard.press("Backspace")
    page.keyboard.type("yiska", delay=20)
    expect(page.get_by_role("option", name="Стрийська")).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_contain_text("Стрийська")
    active = box.get_attribute("aria-activedescendant")
    assert page.get_by_role("option", selected=True).get_attribute("id") == active
    page.keyboard.press("Enter")
    expect(box).to_have_value(
        "Стрийська територіальна громада, Стрийський район, Львівська область"
    )
    expect(box).to_be_focused()

    tab_to(page, "input[name=began_on]")
    page.keyboard.type("11.2020")
    press_enter(page)
    assert page.url.endswith("/join/apply/evidence/")


def test_the_skip_link_leads_past_the_menu(person):
    page = person().new_page()
    page.goto("/join/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_member_of_the_committee_votes(person, site):
    page = steps.signed_in(person, site, "committee1@demo.example")
    page.goto("/committee/")
    tab_to(page, "main li a[href*='/committee/matters/']")
    press_enter(page)

    tab_to(page, "input[name=choice]")
    # A vote against needs a reason: the page says so and keeps the choice.
    page.keyboard.press("ArrowDown")
    tab_to(page, "main form:has(input[name=choice]) button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.locator("input[name=choice]:checked")).to_have_value("against")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[name=reason]")).to_be_focused()
    page.keyboard.type("Немає підтвердження мандата.")
    tab_to(page, "main form:has(input[name=choice]) button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.locator("#votes-title")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Немає підтвердження мандата.")
