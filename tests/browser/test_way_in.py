"""The whole way in, as people go it: apply, confirm, three votes, the letter, the certificate."""

import io
import re

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser import steps
from tests.browser.chromium import axe_violations
from tests.browser.site import Site

COMMITTEE = ("chair", "committee1", "committee2")


def watch(page: Page) -> list[str]:
    """Collects what the browser complains of."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


def begin(page: Page, path: str, email: str) -> None:
    """From the page that invites to the first step."""
    page.goto(path)
    page.locator("main a[href$='/start/']").first.click()
    page.locator("main input[type=email]").fill(email)
    steps.save(page)


def send_and_confirm(page: Page, site: Site, email: str, path: str) -> str:
    """Consent, send, open the letter's link, press its button; the application's number."""
    expect(page).to_have_url(re.compile("/apply/check/"))
    page.locator("main input[type=checkbox]").check()
    page.locator("main button.button--wheat").click()
    expect(page).to_have_url(re.compile("/apply/sent/"))
    number = re.search(r"[ЧП]-\d{4}-\d{4}", page.locator("main").inner_text())
    assert number
    letter = site.wait_for_letter(email, containing="/confirm/")
    page.goto(site.link_in(letter, path))
    page.locator("main button.button--wheat").click()
    page.wait_for_load_state()
    assert axe_violations(page) == []
    return number.group()


def decide(person, site: Site, about: str) -> None:
    """Three members of the committee, each in a browser of their own, vote for it."""
    for name in COMMITTEE:
        page = steps.vote(person, site, f"{name}@demo.example", about=about)
        assert axe_violations(page) == []


def send_held_letters(person, site: Site, email: str) -> None:
    """The secretariat looks at each letter that waits, and sends it."""
    page = steps.signed_in(person, site, "secretary@demo.example")
    complaints = watch(page)
    while True:
        page.goto(f"/office/letters/?state=held&q={email}")
        waiting = page.locator("main table tbody a[href*='/office/letters/']")
        if not waiting.count():
            break
        waiting.first.click()
        page.locator("details:has(input[value=release]) > summary").click()
        page.locator("form:has(input[value=release]) button[type=submit]").click()
        page.wait_for_load_state()
    assert complaints == []


def open_certificate(page: Page, site: Site) -> tuple[str, str]:
    """Text of the certificate's PDF and the address that its QR code leads to."""
    for _ in range(20):
        link = page.locator("main a[href*='/files/']")
        if link.count():
            break
        page.wait_for_timeout(500)
        page.reload()
    verify = page.locator("main a[href*='/verify/']").first.get_attribute("href")
    answer = page.request.get(link.first.get_attribute("href"))
    assert answer.headers["content-disposition"].startswith("attachment")
    reader = PdfReader(io.BytesIO(answer.body()))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert verify
    return reader.pages[0].extract_text(), verify


def test_a_mayor_becomes_a_member(person, site):
    email, name = "novenko@people.example", "Новенко Марія Іванівна"
    page = person().new_page()
    complaints = watch(page)

    begin(page, "/join/", email)
    page.locator("main form button[type=submit].button").first.click()
    expect(page.get_by_role("alert").first).to_be_focused()
    assert axe_violations(page) == []
    page.locator("input[name=surname]").fill("Новенко")
    page.locator("input[name=given_name]").fill("Марія")
    page.locator("input[name=patronymic]").fill("Іванівна")
    page.locator("input[name=phone]").fill("067 123-45-67")
    steps.save(page)
    page.locator("input[name=kind][value=community_head]").check()
    page.locator("input[name=when][value=now]").check()
    steps.save(page)
    steps.choose_community(page, "stryiska", "Стрийська")
    page.locator("input[name=began_on]").fill("листопад 2020")
    steps.save(page)
    page.locator("input[name=link]").fill("https://rada.example.org/rishennia")
    steps.save(page)
    page.locator("textarea[name=motivation]").fill("Хочу працювати разом із колегами.")
    steps.save(page)
    expect(page.locator("main")).to_contain_text("Mariia Novenko")
    expect(page.locator("main")).to_contain_text("Стрийський район, Львівська область")
    send_and_confirm(page, site, email, "/join/confirm/")
    assert complaints == []

    decide(person, site, name)
    send_held_letters(person, site, email)
    assert "Шановна Маріє Іванівно!" in site.wait_for_letter(email, containing="схвалено")

    home = person().new_page()
    steps.sign_in(home, site, email)
    expect(home.locator("h1")).to_contain_text("Маріє Іванівно")
    assert axe_violations(home) == []
    home.goto("/me/membership/")
    home.goto(home.url + "certificate/")
    text, verify = open_certificate(home, site)
    assert "Марія Іванівна Новенко" in " ".join(text.split())
    assert "Mariia Novenko" in text

    stranger = person("en").new_page()
    stranger.goto("/en" + verify if not verify.startswith("/en") else verify)
    expect(stranger.locator("main")).to_contain_text("Mariia Novenko")
    assert axe_violations(stranger) == []
    assert "+380" not in stranger.content()


def test_an_international_company_becomes_a_partner(person, site):
    email, name = "hello@turbines.example", "Example Turbines"
    page = person("en").new_page()
    complaints = watch(page)

    begin(page, "/en/partners/", email)
    page.locator("input[name=kind][value=international]").check()
    steps.save(page)
    page.locator("input[name=name_en]").fill(name)
    page.locator("select[name=country]").select_option("DK")
    page.locator("input[name=registration_number]").fill("CVR 12345678")
    page.locator("input[name=website]").fill("turbines.example")
    steps.save(page)
    page.locator("input[name=sectors][value=energy]").check()
    page.locator("input[name=project_kinds]").first.check()
    page.locator("textarea[name=offer]").fill("Wind power for communities.")
    steps.save(page)
    page.locator("input[name=surname]").fill("Jensen")
    page.locator("input[name=given_name]").fill("Ida")
    page.locator("input[name=position]").fill("Director")
    page.locator("input[name=phone]").fill("+45 32 12 34 56")
    steps.save(page)
    send_and_confirm(page, site, email, "/en/partners/confirm/")
    assert complaints == []

    decide(person, site, name)
    send_held_letters(person, site, email)
    assert "Dear Ida Jensen" in site.wait_for_letter(email, containing="approved")

    home = person("en").new_page()
    steps.sign_in(home, site, email, prefix="/en")
    home.goto("/en/me/partner/")
    home.goto(home.url + "certificate/")
    text, verify = open_certificate(home, site)
    assert name in text

    stranger = person().new_page()
    stranger.goto(verify.removeprefix("/en"))
    expect(stranger.locator("main")).to_contain_text(name)


@pytest.mark.parametrize("name", ["member", "candidate", "partner", "delegate"])
def test_closed_pages_are_absent_for_others(person, site, name):
    page = person().new_page()
    steps.sign_in(page, site, f"{name}@demo.example")
    for address in ("/committee/", "/office/", "/office/members/", "/office/log/"):
        answer = page.goto(address)
        assert answer
        assert answer.status == 404


def test_the_log_is_whole_after_all_that(site):
    assert "1" in site.manage("verify_audit")
