"""What people do on the site, as small steps that several browser tests share."""

import re
import time
from collections.abc import Callable

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import BrowserContext, Page

from tests.browser.site import Site

# At the end of the subject; «Ч-2026-0001» is the number of an application.
CODE = re.compile(r"(?<![\w-])\d{4}-?\d{4}$")


def sign_in(page: Page, site: Site, email: str, *, prefix: str = "") -> None:
    """Sign in by the mailed code, and by the authenticator app where the person has one."""
    before = len(site.letters(email))
    page.goto(f"{prefix}/sign-in/")
    page.locator("main input[type=email]").fill(email)
    page.locator("main input[type=email]").press("Enter")
    page.wait_for_url("**/sign-in/code/")
    code = new_code(site, email, before)
    page.locator("main input[name=code]").fill(code)
    page.locator("main input[name=code]").press("Enter")
    page.wait_for_url(re.compile(r"/me/|/second-factor/"))
    if page.url.endswith("/second-factor/"):
        page.locator("main input[name=code]").fill(second_factor(site, email))
        page.locator("main input[name=code]").press("Enter")
        page.wait_for_url("**/me/")


def new_code(site: Site, email: str, before: int) -> str:
    """The code of the letter that came after the first `before` ones."""
    deadline = time.monotonic() + 40
    while time.monotonic() < deadline:
        for letter in site.letters(email)[before:]:
            if found := CODE.search(str(letter["Subject"]).strip()):
                return found.group()
        time.sleep(0.2)
    raise AssertionError(f"no sign-in code for {email}")


def second_factor(site: Site, email: str) -> str:
    """What the demonstration person's authenticator app shows now."""
    line = next(line for line in site.accounts if email in line)
    found = re.search(r"secret (\w+)", line)
    assert found, line
    return format_hotp_value(hotp_value(found.group(1), int(time.time()) // 30))


def save(page: Page) -> None:
    """Save this step of an application and go on."""
    address = page.url
    page.locator("main form button[type=submit].button").first.click()
    page.wait_for_url(lambda url: url != address)


def choose_community(page: Page, typed: str, name: str) -> None:
    """Type, then take the suggestion of this name."""
    box = page.get_by_role("combobox")
    box.press_sequentially(typed, delay=30)
    page.get_by_role("option", name=name).first.click()


def signed_in(person: Callable[..., BrowserContext], site: Site, email: str) -> Page:
    """A page of somebody signed in. The session is kept for later tests: an authenticator's
    code is good for one sign-in in its half minute."""
    if email not in site.sessions:
        context = person()
        sign_in(context.new_page(), site, email)
        site.sessions[email] = context.storage_state()
    return person(storage_state=site.sessions[email]).new_page()


def vote(person: Callable[..., BrowserContext], site: Site, email: str, *, about: str) -> Page:
    """As a member of the committee, find the matter and vote for it."""
    page = signed_in(person, site, email)
    page.goto("/committee/")
    page.get_by_role("link", name=about).first.click()
    page.locator("input[name=choice][value=for]").check(force=True)
    page.locator("form:has(input[name=choice]) button[type=submit]").click()
    page.wait_for_load_state()
    return page
