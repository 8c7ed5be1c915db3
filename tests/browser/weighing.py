"""What a first visit to a page brings over the wire, as the browser counts it."""

import re
from dataclasses import dataclass, field
from urllib.request import urlopen

from playwright.sync_api import Browser

LIMIT = 100 * 1024  # bytes: the whole first visit, headers too
# Of the pages of oblasts, which differ in names only, two are enough.
ALIKE = re.compile(r"/communities/(?!lviv/|kyiv/)[\w-]+/")
# Public addresses that are no pages of the sitemap.
MORE = [
    "/search/?q=громада",
    "/contact/",
    "/sign-in/",
    "/join/start/",
    "/verify/",
    "/events/?view=month",
    "/nowhere/",
]


@dataclass
class Weight:
    """address: path. parts: kind of resource -> bytes. strangers: addresses of other hosts."""

    address: str
    parts: dict[str, int] = field(default_factory=dict)
    strangers: list[str] = field(default_factory=list)
    cookies: int = 0

    @property
    def total(self) -> int:
        return sum(self.parts.values())


def addresses(url: str) -> list[str]:
    """Every public path of the site: its sitemap, and what stands in none; both languages."""
    with urlopen(f"{url}/sitemap.xml", timeout=60) as answer:
        listed = re.findall(r"<loc>[^<]*?//[^/<]+([^<]*)</loc>", answer.read().decode())
    listed = [path for path in listed if not ALIKE.search(path)]
    return list(dict.fromkeys([*listed, *MORE, *(f"/en{path}" for path in MORE)]))


def weigh(browser: Browser, url: str, address: str) -> Weight:
    """One first visit: an empty cache, a phone's window, scrolled to the end for what is lazy."""
    context = browser.new_context(
        base_url=url, viewport={"width": 390, "height": 844}, device_scale_factor=2
    )
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    found, kinds = Weight(address), {}

    def responded(event: dict) -> None:
        kinds[event["requestId"]] = event["type"]
        if not event["response"]["url"].startswith((url, "data:")):
            found.strangers.append(event["response"]["url"])

    def finished(event: dict) -> None:
        kind = kinds.get(event["requestId"], "Other")
        found.parts[kind] = found.parts.get(kind, 0) + int(event["encodedDataLength"])

    session.on("Network.responseReceived", responded)
    session.on("Network.loadingFinished", finished)
    page.goto(address, wait_until="load")
    page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
    page.wait_for_load_state("networkidle")
    found.cookies = len(context.cookies())
    context.close()
    return found
