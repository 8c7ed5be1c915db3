"""A passkey, with the browser's own virtual authenticator: added, then used to sign in."""

import re

from playwright.sync_api import CDPSession, Page, expect

from tests.browser import steps

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def with_authenticator(page: Page) -> CDPSession:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return session


def test_a_member_adds_a_passkey_and_signs_in_with_it(person, site):
    page = person().new_page()
    with_authenticator(page)
    steps.sign_in(page, site, "member4@demo.example")
    page.goto("/me/security/passkeys/add/")
    page.locator("main form button[type=submit], main form button[id]").first.click()
    page.wait_for_url(lambda url: "/passkeys/add/" not in url)
    assert "ключ" in page.locator("body").inner_text().lower()

    page.goto("/sign-out/")
    page.locator("main form button[type=submit]").click()
    page.goto("/sign-in/")
    page.get_by_role("button", name=re.compile("ключем", re.I)).click()
    page.wait_for_url("**/me/")

    expect(page.locator("h1")).to_contain_text("Ґалино Юріївно")
    # The owner hears of the new passkey.
    assert site.wait_for_letter("member4@demo.example", containing="люч")
