"""The door on a phone: tickets are read while the network is down, and handed in after."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.chromium import axe_violations, overflow
from tests.browser.site import Site

PHONE = {"viewport": {"width": 360, "height": 740}}

MAKE = """
import json
from datetime import timedelta
from django.utils import timezone
from mayorsclub.events.domain import door, tickets
from tests.factories.events import DoorPassFactory, EventFactory, RegistrationFactory
now = timezone.now()
event = EventFactory(
    slug="door-{slug}", starts_at=now + timedelta(hours=1), public_from=now - timedelta(days=1)
)
passes = [
    DoorPassFactory(event=event, made_at=now - timedelta(days=1), expires_at=now + timedelta(days=1),
        made_by__email=f"secretary-{slug}-{{n}}@example.org")
    for n in range(2)
]
people = [
    RegistrationFactory(event=event, user=None, name=name, email=f"{{n}}@example.org",
        organisation="Зразкова громада")
    for n, name in enumerate(["Зразок Ольга", "Приклад Іван", "Взірець Марія"])
]
print(json.dumps({{
    "event": event.pk, "title": event.title_uk,
    "doors": [door.secret_of(each) for each in passes],
    "tickets": [tickets.ticket_of(each) for each in people],
    "codes": [tickets.shown_code(each) for each in people],
}}))
"""
TELL = """
import json
from mayorsclub.events.models import Scan
print(json.dumps([
    [scan.outcome, scan.scanned_at.isoformat(), scan.received_at.isoformat(), scan.was_offline,
     scan.registration.name if scan.registration else ""]
    for scan in Scan.objects.filter(event={event}).select_related("registration")
]))
"""


def made(site: Site, slug: str) -> dict:
    """An event with three guests and passes for two phones."""
    return json.loads(
        site.manage("shell", "-v", "0", "-c", MAKE.format(slug=slug)).splitlines()[-1]
    )


def scans(site: Site, event: int) -> list[list]:
    """What the server has, in the order in which it was read."""
    told = site.manage("shell", "-v", "0", "-c", TELL.format(event=event))
    return json.loads(told.splitlines()[-1])


def opened(context: BrowserContext, secret: str, *, prefix: str = "") -> Page:
    """The page of the door, ready to work without a network."""
    page = context.new_page()
    page.goto(f"{prefix}/door/{secret}/")
    expect(page.locator("[data-door=ready]")).to_have_text(
        "Готово до роботи без мережі" if not prefix else "Ready to work without a network"
    )
    return page


def enter(page: Page, text: str) -> None:
    page.locator("[data-door=ticket]").fill(text)
    page.locator("[data-door=ticket]").press("Enter")


def stored(page: Page) -> str:
    """Everything that lies on the phone, as text, with the bytes as they are."""
    return page.evaluate(
        """async () => {
          const texts = [];
          const plain = (value) => {
            if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
              return new TextDecoder().decode(value);
            }
            if (value && typeof value === "object") return Object.values(value).map(plain).join(" ");
            return String(value);
          };
          for (const { name } of await indexedDB.databases()) {
            texts.push(name);
            const base = await new Promise((resolve) => {
              const request = indexedDB.open(name);
              request.onsuccess = () => resolve(request.result);
            });
            for (const store of base.objectStoreNames) {
              const rows = base.transaction(store).objectStore(store);
              for (const method of ["getAll", "getAllKeys"]) {
                const request = rows[method]();
                await new Promise((resolve) => { request.onsuccess = resolve; });
                texts.push(...request.result.map(plain));
              }
            }
            base.close();
          }
          for (const name of await caches.keys()) {
            texts.push(name);
            const cache = await caches.open(name);
            for (const request of await cache.keys()) {
              const answer = await cache.match(request);
              texts.push(request.url, answer.url);
              if (!/woff2/.test(request.url)) texts.push(await answer.text());
            }
          }
          for (const one of await navigator.serviceWorker.getRegistrations()) texts.push(one.scope);
          texts.push(...Object.values(localStorage), document.cookie);
          return texts.join("\\n");
        }"""
    )


@pytest.fixture
def event(site: Site) -> dict:
    return made(site, "queue")


def test_tickets_are_read_without_a_network_and_handed_in_once(
    person: Callable[..., BrowserContext], site: Site, event: dict
) -> None:
    context, other = person(**PHONE), person(**PHONE)
    page = opened(context, event["doors"][0])
    second = opened(other, event["doors"][1])
    assert axe_violations(page) == []
    assert overflow(page) == 0

    for each in (context, other):
        each.set_offline(True)
    # The page itself opens without a network, too.
    page.reload()
    expect(page.locator("[data-door=network]")).to_have_text("Немає мережі")
    answer = page.locator("[data-door=answer]")

    enter(page, event["codes"][0])
    expect(answer).to_contain_text("Є у списку")
    expect(answer).to_contain_text("Зразок Ольга")
    enter(page, event["codes"][0].lower())
    expect(answer).to_contain_text("Вже тут")
    enter(page, "A" * 43)
    expect(answer).to_contain_text("У черзі, НЕ перевірено")
    expect(answer).to_have_class("door__answer door__answer--warn")
    page.locator("[data-door=ticket]").fill("приклад")
    page.get_by_role("button", name="Приклад Іван").click()
    expect(answer).to_contain_text("Приклад Іван")
    expect(page.locator("[data-door=waiting]")).to_have_text("Чекає на надсилання: 4")
    expect(page.locator("[data-door=counter]")).to_have_text("Увійшли 2 з 3")
    assert axe_violations(page) == []

    # The other phone knows nothing of it, and lets the same person in.
    enter(second, event["tickets"][0])
    expect(second.locator("[data-door=answer]")).to_contain_text("Є у списку")
    assert scans(site, event["event"]) == []

    # Nothing of it can be read without the link, and the link lies nowhere.
    on_phone = stored(page)
    hidden = ["Зразок", "Приклад", "Зразкова", event["title"], "Телефон", *event["doors"]]
    assert [each for each in [*hidden, *event["tickets"]] if each in on_phone] == []

    # The queue survives the browser's reload; then the network is back.
    page.reload()
    expect(page.locator("[data-door=waiting]")).to_have_text("Чекає на надсилання: 4")
    context.set_offline(False)
    expect(page.locator("[data-door=waiting]")).to_have_text("", timeout=30_000)
    other.set_offline(False)
    expect(second.locator("[data-door=waiting]")).to_have_text("", timeout=30_000)
    expect(second.locator("[data-door=answer]")).to_contain_text("Вже тут")

    found = scans(site, event["event"])
    assert [(outcome, name) for outcome, *_rest, name in found] == [
        ("admitted", "Зразок Ольга"),
        ("already", "Зразок Ольга"),
        ("unknown", ""),
        ("admitted", "Приклад Іван"),
        ("already", "Зразок Ольга"),
    ]
    times = [scanned for _outcome, scanned, *_rest in found]
    assert times == sorted(times)
    assert all(scanned < received and offline for _o, scanned, received, offline, _n in found)
    # Each was read before any was handed in.
    assert max(times) < min(received for _o, _s, received, *_rest in found)


def test_finishing_and_a_pass_taken_back_leave_nothing_on_the_phone(
    person: Callable[..., BrowserContext], site: Site
) -> None:
    event = made(site, "finish")
    context, other = person("en", **PHONE), person(**PHONE)
    page = opened(context, event["doors"][0], prefix="/en")
    enter(page, event["tickets"][2])
    expect(page.locator("[data-door=answer]")).to_contain_text("Welcome")
    page.get_by_text("This phone", exact=True).click()
    page.get_by_role("button", name="Finish on this phone").click()
    expect(page.get_by_text("Nothing of the event is left")).to_be_visible()
    assert page.evaluate("async () => [await caches.keys(), await indexedDB.databases()]") == [
        [],
        [],
    ]

    # The other phone has a guest in its queue when its pass is taken back.
    second = opened(other, event["doors"][1])
    other.set_offline(True)
    second.get_by_text("Гість без квитка").click()
    second.locator("input[name=guest-name]").fill("Новий Гість")
    second.get_by_role("button", name="Впустити").click()
    expect(second.locator("[data-door=answer]")).to_contain_text("Записано")
    site.manage(
        "shell",
        "-v",
        "0",
        "-c",
        "from mayorsclub.events.models import DoorPass; from django.utils import timezone;"
        f"DoorPass.objects.filter(event={event['event']}).update(revoked_at=timezone.now())",
    )
    other.set_offline(False)
    expect(second.get_by_text("Строк дії перепустки цього телефона завершився")).to_be_visible(
        timeout=30_000
    )
    expect(second.locator("[data-door=ended-note]")).to_contain_text("не вдалося передати: 1")
    assert second.evaluate("async () => [await caches.keys(), await indexedDB.databases()]") == [
        [],
        [],
    ]
    second.reload()
    expect(second.get_by_role("heading", level=1)).to_have_text("Це посилання вже не діє")
    assert axe_violations(second) == []
    assert [each[0] for each in scans(site, event["event"])] == ["admitted"]
