"""What the secretariat does in the office, as small steps that several browser tests share."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, expect

from tests.browser import steps
from tests.browser.site import Site

SECRETARY = "secretary@demo.example"


def secretary(person: Callable[..., BrowserContext], site: Site) -> Page:
    """The secretary's window, with what its browser complains of at `complaints(page)`."""
    page = steps.signed_in(person, site, SECRETARY)
    page.context.complaints = []  # type: ignore[attr-defined]

    def heard(text: str) -> None:
        page.context.complaints.append(text)  # type: ignore[attr-defined]

    page.on("pageerror", lambda error: heard(str(error)))
    page.on("console", lambda said: heard(said.text) if is_fault(said) else None)
    return page


def is_fault(said: ConsoleMessage) -> bool:
    """An error of the page; that a form was not taken (422) is none, nor that a page half
    written was not yet saved by itself (400)."""
    is_not_taken = "status of 422" in said.text or (
        "status of 400" in said.text and "/office/pages/" in said.location["url"]
    )
    return said.type == "error" and not is_not_taken


def complaints(page: Page) -> list[str]:
    """Errors of scripts and of the browser since the window was opened."""
    return page.context.complaints  # type: ignore[attr-defined, no-any-return]


def action(page: Page, name: str) -> Locator:
    """An action of a record's page, unfolded."""
    found = page.locator(f"details:has(input[name=action][value='{name}'])")
    if found.get_attribute("open") is None:
        found.locator("summary").click()
    return found


def do(page: Page, name: str) -> None:
    """Carry out an action of a record's page that was filled in as needed."""
    with page.expect_navigation():
        action(page, name).locator("form button[type=submit]").last.click()


def success(page: Page) -> Locator:
    """What the office says after something was done."""
    return page.locator(".messages .success")


def wait_for(page: Page, found: Locator, *, seconds: float = 40) -> None:
    """Read the page again until the worker has done its part."""
    for _ in range(int(seconds * 2)):
        if found.count():
            break
        page.wait_for_timeout(500)
        page.reload()
    expect(found.first).to_be_visible()
