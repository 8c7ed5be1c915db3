"""A member says what is shown to whom; each finds what is for them, and nothing else."""

import re

from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.chromium import overflow

MEMBER, PARTNER = "member5@demo.example", "partner@demo.example"
PHONE, EMAIL = "+380 44 765 43 21", "zviazok@profile.example"
HIDDEN = (PHONE, "+380447654321", EMAIL)
ABOUT = "Разом із сусідами будуємо індустріальний парк."
PHONE_SIZE = {"width": 360, "height": 740}


def seen(page: Page, tab: str) -> str:
    """The text of the profile as the tab of this name shows it."""
    page.get_by_role("link", name=tab, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(tab)
    return page.locator("main").inner_text()


def test_from_the_profile_to_the_address_book(person, site):
    # The member, on a phone: from /me/ to the profile in one tap.
    page = person(viewport=PHONE_SIZE, has_touch=True).new_page()
    steps.sign_in(page, site, MEMBER)
    page.get_by_role("link", name="Ваш профіль", exact=True).click()
    page.locator("textarea[name=about_uk]").fill(ABOUT)
    page.locator("input[name=advises][value=land]").check()
    page.locator("input[name=phone]").fill("(044) 765-43-21")
    page.locator("input[name=email]").fill(EMAIL)
    for field, audience in {
        "entry": "everyone",
        "about": "everyone",
        "advises": "partners",
        "phone": "partners",
        "email": "members",
    }.items():
        page.locator(f"select[name={field}_for]").select_option(audience)
    page.locator("input[name=agrees]").check()
    assert overflow(page) <= 0
    page.get_by_role("button", name="Зберегти").click()
    expect(page.locator("main")).to_contain_text("Показано")

    assert {PHONE, EMAIL, ABOUT} <= facts(seen(page, "Як бачить член Клубу"))
    assert facts(seen(page, "Як бачить партнер")) == {PHONE, ABOUT}
    assert facts(seen(page, "Як бачать усі")) == {ABOUT}
    page.get_by_role("link", name="Ваша сторінка на сайті").click()
    public, name = page.url, page.get_by_role("heading", level=1).inner_text()
    surname = name.split()[-1]

    # A partner looks for somebody who can advise, and takes the contact along.
    page = steps.signed_in(person, site, PARTNER)
    page.goto("/me/")
    page.get_by_role("link", name="Довідник", exact=True).click()
    page.locator("select[name=topic]").select_option("land")
    page.get_by_role("button", name="Знайти").click()
    page.get_by_role("link", name=re.compile(surname)).click()
    assert facts(page.locator("main").inner_text()) == {PHONE, ABOUT}
    with page.expect_download() as taken:
        page.get_by_role("link", name="Зберегти контакт (vCard)").click()
    card = taken.value.path().read_text(encoding="utf-8").replace("\r\n ", "")
    assert f"FN:{name}\n" in card.replace("\r\n", "\n")
    assert "+380447654321" in card
    assert EMAIL not in card

    # A visitor finds the member and the words, neither the phone nor the address.
    page = person().new_page()
    for address in (public, f"/search/?q={surname}", "/members/"):
        page.goto(address)
        expect(page.locator("main")).to_contain_text(surname)
        source = page.content().replace("&nbsp;", " ").replace("\xa0", " ")
        assert [hidden for hidden in HIDDEN if hidden in source] == [], address
    for word in ("zviazok", "447654321"):
        page.goto(f"/search/?q={word}")
        expect(page.locator("main")).not_to_contain_text(surname)
    page.goto(public)
    assert facts(page.locator("main").inner_text()) == {ABOUT}
    page.goto("/directory/")
    expect(page).to_have_url(re.compile("/sign-in/"))


def facts(text: str) -> set[str]:
    """Which of what the member told stands in a text."""
    plain = text.replace("\xa0", " ")
    return {fact for fact in (PHONE, EMAIL, ABOUT) if fact in plain}
