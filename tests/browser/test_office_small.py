"""The office on a phone: Wagtail hides what is wider than the window, so nothing may be."""

import pytest

from tests.browser import office

LISTS = ["applications", "members", "events", "sessions", "translations"]
RECORDS = ["members", "partners", "events", "sessions", "proposals", "sittings", "messages"]
FORMS = ["/office/mailings/write/members/", "/office/events/new/", "/office/sessions/new/"]
# What somebody presses or fills in, and where it ends. A table scrolls by itself.
BEYOND = """() => [...document.querySelectorAll(
  ':is(main, header) :is(a, button, input, select, textarea, summary)'
)].filter((each) => !each.closest('table, [hidden]') && each.checkVisibility()
  && each.getBoundingClientRect().right > innerWidth)
  .map((each) => each.name || each.innerText)"""


@pytest.mark.parametrize("width", [360, 1440])
def test_everything_in_the_office_is_within_the_window(person, site, width):
    page = office.secretary(person, site)
    page.set_viewport_size({"width": width, "height": 800})
    addresses = [f"/office/{name}/" for name in LISTS] + FORMS
    for name in RECORDS:
        page.goto(f"/office/{name}/")
        addresses.append(page.locator("main td.title a").first.get_attribute("href"))

    found = {}
    for address in addresses:
        page.goto(address)
        page.locator("main details").evaluate_all("all => all.forEach(one => { one.open = true })")
        if beyond := page.evaluate(BEYOND):
            found[address] = beyond
    assert found == {}
    assert office.complaints(page) == []
