"""Debian's Chromium under Playwright, and axe-core in it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
# In a container Chromium has no sandbox of its own and little shared memory.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--force-color-profile=srgb",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def find_chromium() -> str | None:
    """Where Chromium is on this machine; CHROMIUM names another one."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium, closed at the end."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        try:
            yield found
        finally:
            found.close()


def axe_violations(page: Page) -> list[str]:
    """What axe-core finds on the page as it is now: a line for each element at fault."""
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    results = Axe().run(page, options=options)
    return [
        f"{fault['id']}: {node['target']} {node.get('failureSummary', '')}"
        for fault in results.response["violations"]
        for node in fault["nodes"]
    ]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window: it must never scroll sideways."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


def faults_of(page: Page, address: str, *, status: int = 200) -> list[str]:
    """What is wrong with the look of a page, in a wide light window and a narrow dark one: what
    axe-core finds, what is wider than the window; each with the address."""
    # Colours that are on their way to others are none of either scheme.
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    answer = page.goto(address)
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    found = [] if answer and answer.status == status else ["it did not come"]
    for scheme, width in (("light", 1280), ("dark", 320)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        found += axe_violations(page)
        if (wider := overflow(page)) > 0:
            found.append(f"{wider} px wider than {width}")
    return [f"{address}: {fault}" for fault in found]
