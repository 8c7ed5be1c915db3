"""The whole product, started as `make run` starts it, with a data folder of its own."""

import email
import email.policy
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from tests.services.processes import ROOT, free_port

START_SECONDS = 240


@dataclass
class Site:
    """A running site: its address, its data folder, and the mail it wrote."""

    url: str
    folder: Path
    environment: dict[str, str]
    sessions: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def accounts(self) -> list[str]:
        """The demonstration accounts, as `make codes` prints them."""
        return self.manage("codes").splitlines()

    def letters(self, to: str) -> list[EmailMessage]:
        """The letters to one address, oldest first."""
        found = []
        for path in sorted((self.folder / "mail").glob("*.eml")):
            message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            if to in str(message["To"]):
                found.append(message)
        return found

    def wait_for_letter(self, to: str, *, containing: str = "", seconds: float = 40) -> str:
        """The text of the newest letter to an address that contains a text; waits for it."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for message in reversed(self.letters(to)):
                body = message.get_body(preferencelist=("plain",))
                text = f"{message['Subject']}\n\n{body.get_content() if body else ''}"
                if containing in text:
                    return text
            time.sleep(0.2)
        subjects = [str(message["Subject"]) for message in self.letters(to)]
        raise AssertionError(f"no letter to {to} with '{containing}'; there are {subjects}")

    def link_in(self, text: str, path: str) -> str:
        """The first link of ours in a text whose path begins so."""
        found = re.search(re.escape(self.url) + path + r"[^\s)>\]]*", text)
        assert found, f"no link {path} in:\n{text}"
        return found.group()

    def manage(self, *command: str) -> str:
        """What a management command prints on this site's data."""
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@dataclass(frozen=True)
class Prepared:
    """What the first start of the product makes: a data folder, and on PostgreSQL a database
    to copy from."""

    folder: Path
    database: str


def prepared(shared: Path, blocker: object) -> Prepared:
    """Made by the first test process that asks, copied by the others of the same run.

    shared: a folder of this run that all its test processes know.
    """
    from django.db import connections

    from tests.databases import alone

    made = Prepared(
        shared / "site",
        f"site_of_{shared.name.replace('-', '_')}_{os.getppid()}"
        if connections["default"].vendor == "postgresql"
        else "",
    )
    with alone("site"):
        if not made.folder.exists():
            _prepare(made, blocker)
    return made


def _prepare(made: Prepared, blocker: object) -> None:
    fresh = made.folder.with_suffix(".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    if made.database:
        _run(blocker, f"CREATE DATABASE {made.database}")
    done = subprocess.run(
        [sys.executable, "-c", "from mayorsclub.serve import prepare; prepare()"],
        cwd=ROOT,
        env=environment(fresh, DATABASE_URL=_url(made.database)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    fresh.rename(made.folder)


@contextmanager
def copied(made: Prepared, folder: Path, blocker: object) -> Iterator[dict[str, str]]:
    """A copy of what was prepared, in `folder`; the variables that name its database."""
    shutil.copytree(made.folder, folder, dirs_exist_ok=True)
    with database_of_its_own(blocker, template=made.database) as variables:
        yield variables


def _url(database: str) -> str:
    """DATABASE_URL of a database on the tests' PostgreSQL; '' for SQLite's in the folder."""
    return os.environ["DATABASE_URL"].rsplit("/", 1)[0] + f"/{database}" if database else ""


def _run(blocker: object, statement: str) -> None:
    from django.db import connections

    with blocker.unblock(), connections["default"].cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(statement)


@contextmanager
def database_of_its_own(blocker: object, *, template: str = "") -> Iterator[dict[str, str]]:
    """The variables that name a database: an own one on the tests' PostgreSQL, empty or a
    copy of `template`; or none, as SQLite's is in the data folder."""
    from django.db import connections

    if connections["default"].vendor != "postgresql":
        yield {"DATABASE_URL": ""}
        return
    name = f"site_{os.getpid()}_{secrets.token_hex(4)}"
    _run(blocker, f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
    yield {"DATABASE_URL": _url(name)}
    _run(blocker, f"DROP DATABASE {name} WITH (FORCE)")


def wait_until_healthy(url: str, child: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if child.poll() is not None:
            raise AssertionError(f"the site did not start:\n{log.read_text()}")
        try:
            with urlopen(f"{url}/healthz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.3)
    raise AssertionError(f"the site was not healthy in time:\n{log.read_text()}")


def environment(folder: Path, **more: str) -> dict[str, str]:
    """The variables of the product with this data folder and the demonstration."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "mayorsclub.settings",
        "DATA_DIR": str(folder),
        "DEMONSTRATION": "yes",
        **more,
    }


@contextmanager
def running(folder: Path, **more: str) -> Iterator[Site]:
    """Start web server and worker; stop both at the end as Ctrl-C would."""
    port = free_port()
    variables = environment(folder, PORT=str(port), **more)
    log = folder / "log"
    with log.open("w") as output:
        child = subprocess.Popen(
            [sys.executable, "-m", "mayorsclub.serve"],
            cwd=ROOT,
            env=variables,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_until_healthy(f"http://127.0.0.1:{port}", child, log)
            yield Site(f"http://localhost:{port}", folder, variables)
        finally:
            child.send_signal(signal.SIGINT)
            child.wait(30)
