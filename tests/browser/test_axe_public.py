"""The public pages: nothing for axe-core, nothing wider than the window, no fault, no stranger."""

from tests.browser.chromium import faults_of
from tests.browser.weighing import addresses

PATHS = [
    *("/", "/join/", "/partners/", "/privacy/", "/there-is-no-such-page/"),
    *("/events/", "/events/?view=month", "/events/past/"),
    *("/sessions/", "/sessions/?q=гранти", "/sessions/grants/", "/sessions/example/"),
    *("/experts/", "/experts/yaryna-zrazkova/"),
]
ADDRESSES = [prefix + path for prefix in ("", "/en") for path in PATHS]


def test_axe_finds_nothing_on_any_public_page(person, site):
    """Each address of the sitemap and those that stand in none, in both languages."""
    page = person().new_page()
    found = []
    for address in addresses(site.url):
        found += faults_of(page, address, status=404 if "/nowhere/" in address else 200)
    assert found == []


def test_a_reader_gets_no_cookie_and_asks_no_third_party(person, site):
    context = person()
    page = context.new_page()
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    for address in ADDRESSES[:4]:
        page.goto(address)

    assert context.cookies() == []
    assert [url for url in asked if not url.startswith((site.url, "data:"))] == []
    assert complaints == []


def test_the_language_switch_leads_to_the_same_page(person):
    page = person().new_page()
    page.goto("/partners/")
    page.get_by_role("link", name="ENG").click()

    assert page.url.endswith("/en/partners/")
    page.get_by_role("link", name="УКР").click()
    assert page.url.endswith("/partners/")
    assert "/en/" not in page.url


def test_the_keyboard_reaches_the_content_first(person):
    page = person().new_page()
    page.goto("/join/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"

    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"
