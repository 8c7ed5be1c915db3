"""The life of two events: a closed session and an open forum, from the plan to the recording."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from mayorsclub.ukrainian.dates import in_kyiv
from tests.browser import office, steps
from tests.browser.site import Site
from tests.factories.videos import MP4

MEMBER, NEXT, PARTNER = (f"{name}@demo.example" for name in ("member", "member2", "partner"))
SESSION, FORUM = "Сесія про зразковий бюджет", "Зразковий форум партнерства"
# What the worker does every five minutes.
TELL_PARTNERS = """
from django.utils import timezone
from mayorsclub.events.domain.early import tell_partners_due
tell_partners_due(timezone.now())
"""
Person = Callable[..., BrowserContext]


def in_days(days: int, hour: int) -> datetime:
    return in_kyiv(timezone.now() + timedelta(days=days)).replace(hour=hour, minute=0)


def plan(page: Page, *, title: str, title_en: str, audience: str, kind: str, days: int) -> str:
    """Write the form of a new event in both languages; the address of its page."""
    page.goto("/office/events/new/")
    page.locator("[name=kind]").select_option(kind)
    page.locator(f"[name=audience][value={audience}]").check()
    page.locator("[name=title_uk]").fill(title)
    page.locator("[name=title_en]").fill(title_en)
    page.locator("[name=summary_uk]").fill("Говоримо про те, що вже спрацювало.")
    page.locator("[name=summary_en]").fill("On what has worked already.")
    for name, hour in (("starts_at", 15), ("ends_at", 17)):
        page.locator(f"[name={name}]").fill(f"{in_days(days, hour):%Y-%m-%d %H:%M}")
        page.keyboard.press("Escape")
    page.locator("[name=place_uk]").fill("м. Київ, Зразкова вулиця, 1")
    page.locator("[name=place_en]").fill("1 Zrazkova Street, Kyiv")
    # By the keyboard: the calendar of the last field may stand before the button.
    with page.expect_navigation():
        page.locator("main form button[type=submit]").last.press("Enter")
    expect(office.success(page)).to_be_visible()
    return page.url


def announce(page: Page, address: str, *, on: datetime | None = None) -> None:
    """Now, or on a day that lies ahead."""
    page.goto(address)
    form = office.action(page, "announce")
    if on is not None:
        form.locator("[name=announce-when][value=later]").check()
        form.locator("[name=announce-public_from]").fill(f"{on:%Y-%m-%d %H:%M}")
        page.keyboard.press("Escape")
    office.do(page, "announce")
    expect(office.success(page)).to_be_visible()


def public_address(page: Page) -> str:
    """Where the event of this office page is on the site."""
    link = page.locator("main a[href^='/events/']").first.get_attribute("href") or ""
    found = re.match(r"/events/[\w-]+/", link)
    assert found, link
    return found.group()


def test_a_partner_hears_first(person: Person, site: Site) -> None:
    page = office.secretary(person, site)
    address = plan(
        page,
        title=FORUM,
        title_en="A sample forum of partnership",
        audience="open",
        kind="forum",
        days=20,
    )
    announce(page, address, on=in_days(2, 12))
    forum = public_address(page)
    stranger = person().new_page()
    partner = steps.signed_in(person, site, PARTNER)

    site.manage("shell", "-c", TELL_PARTNERS)

    letter = site.wait_for_letter(PARTNER, containing=FORUM)
    assert site.link_in(letter, "/sign-in/")
    partner.goto(forum)
    expect(partner.get_by_role("heading", name=FORUM)).to_be_visible()
    for gone in (forum, f"/en{forum}", f"{forum}event.ics"):
        answer = stranger.goto(gone)
        assert answer is not None
        assert answer.status == 404
    assert FORUM not in stranger.request.get("/events/calendar.ics").text()

    # The secretariat thinks better of it: everyone sees it now, in both languages.
    page.goto(address)
    office.action(page, "reschedule").locator("[value=now]").check()
    office.do(page, "reschedule")
    stranger.goto(f"/en{forum}")
    expect(stranger.get_by_role("heading", name="A sample forum of partnership")).to_be_visible()
    assert FORUM in stranger.request.get("/events/calendar.ics").text().replace("\r\n ", "")
    assert office.complaints(page) == []


def test_the_next_moves_up_and_the_recording_is_for_members(person: Person, site: Site) -> None:
    page = office.secretary(person, site)
    address = plan(
        page,
        title=SESSION,
        title_en="A session on a sample budget",
        audience="members",
        kind="session",
        days=3,
    )
    office.action(page, "seats").locator("[name=seats-seats]").fill("1")
    office.do(page, "seats")
    announce(page, address)
    event = public_address(page)

    first, second = (steps.signed_in(person, site, email) for email in (MEMBER, NEXT))
    register(first, event)
    expect(first.locator("main").get_by_text("Зареєстровано").first).to_be_visible()
    register(second, event)
    expect(second.locator("main").get_by_text("У списку очікування").first).to_be_visible()
    # Whoever has no right to it finds no trace.
    partner = steps.signed_in(person, site, PARTNER)
    for window in (person().new_page(), partner):
        answer = window.goto(event)
        assert answer is not None
        assert answer.status == 404
        window.goto("/events/")
        expect(window.get_by_text(SESSION)).to_have_count(0)

    first.get_by_role("link", name="Не зможу прийти").click()
    first.get_by_role("button", name="Так, я не прийду").click()
    letter = site.wait_for_letter(NEXT, containing="звільнилося місце")
    second.goto(site.link_in(letter, "/events/registration/"))
    second.get_by_role("button", name="Зайняти місце").click()
    expect(second.locator("main").get_by_text("Зареєстровано").first).to_be_visible()

    assert "✓" in own_calendar(second)
    assert SESSION in own_calendar(first)
    assert SESSION not in own_calendar(partner)
    recording(person, site, page, second, partner)


def register(page: Page, event: str) -> None:
    page.goto(event)
    page.locator("section.seat .button").first.click()
    page.wait_for_url("**/events/registration/**")


def own_calendar(page: Page) -> str:
    """The personal feed, by its secret address."""
    page.goto("/me/calendar/")
    address = page.locator("#own-address")
    if not address.count():
        page.locator("main form button[type=submit]").first.click()
    return page.request.get(address.input_value()).text().replace("\r\n ", "")


def recording(person: Person, site: Site, page: Page, member: Page, partner: Page) -> None:
    """The session goes into the archive with its recording."""
    page.goto("/office/sessions/new/")
    for name, text in (
        ("title_uk", SESSION),
        ("title_en", "A session on a sample budget"),
        ("about_uk", "Як скласти реалістичний бюджет."),
        ("about_en", "How to make a realistic budget."),
        ("slug", "sample-budget"),
    ):
        page.locator(f"[name={name}]").fill(text)
    with page.expect_navigation():
        page.locator("main form button[type=submit]").last.click()
    office.action(page, "upload").locator("input[type=file]").set_input_files(
        {"name": "session.mp4", "mimeType": "video/mp4", "buffer": MP4 + bytes(2000)}
    )
    office.do(page, "upload")
    office.action(page, "show")
    office.do(page, "show")

    member.goto("/sessions/sample-budget/")
    source = member.locator("video").first
    file = source.get_attribute("src") or source.locator("source").first.get_attribute("src")
    assert file
    played = member.request.get(file, headers={"Range": "bytes=0-9"})
    assert (played.status, len(played.body())) == (206, 10)
    stranger = person().new_page()
    for window in (stranger, partner):
        window.goto("/sessions/sample-budget/")
        expect(window.get_by_role("heading", name=SESSION)).to_be_visible()
        expect(window.locator("video")).to_have_count(0)
        assert window.request.get(file).status == 404
