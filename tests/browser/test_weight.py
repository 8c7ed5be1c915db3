"""A first visit to any public page: at most 100 KB, no cookie, nobody else is asked."""

from tests.browser.weighing import LIMIT, MORE, addresses, weigh

# Pages with a form that is protected by a cookie of its own.
WITH_COOKIE = {prefix + path for path in ("/sign-in/", "/join/start/") for prefix in ("", "/en")}


def test_every_public_page_is_light_and_asks_nobody_else(chromium, site):
    found = [weigh(chromium, site.url, address) for address in addresses(site.url)]

    assert len(found) > 2 * len(MORE) + 8
    assert {each.address: each.parts for each in found if each.total > LIMIT} == {}
    assert {each.address: each.strangers for each in found if each.strangers} == {}
    assert [
        each.address for each in found if each.cookies and each.address not in WITH_COOKIE
    ] == []
