"""Test databases made once and copied for each test process.

Migrating takes half a minute, loading the site's first texts some seconds, a copy a fraction
of one. A template's name carries a hash of what it is made from, so a change makes a new one.
"""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction
from freezegun import freeze_time

from tests.moments import NOON

FOLDER = Path(settings.DATA_DIR) / "databases"


def migrations_hash() -> str:
    digest = hashlib.sha256()
    for package in ("django", "wagtail", "wagtail-localize", "django-allauth", "django-tasks-db"):
        digest.update(version(package).encode())
    for path in sorted((settings.BASE_DIR / "mayorsclub").glob("*/migrations/*.py")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def content_hash() -> str:
    """Of everything from which the site's first pages are made."""
    digest = hashlib.sha256(migrations_hash().encode())
    for path in sorted((settings.BASE_DIR / "mayorsclub").rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@contextmanager
def alone(name: str) -> Iterator[None]:
    """Holds a lock that all test processes of this machine share."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def point_to(name: object) -> None:
    connections["default"].close()
    connections["default"].settings_dict["NAME"] = name


def migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def load_pages() -> None:
    """The site as load_content makes it. What would follow a commit does not, as in a test."""
    from mayorsclub.content.domain.loading import load_content

    with freeze_time(NOON), transaction.atomic():
        load_content()
        connections["default"].run_on_commit.clear()


class SqliteDatabase:
    """A file for this process, copied from the template file."""

    def __init__(self, worker: str) -> None:
        self.template = FOLDER / f"template-{migrations_hash()}.sqlite3"
        self.path = FOLDER / f"test-{os.getpid()}-{worker}.sqlite3"

    def prepare(self) -> None:
        self._make(self.template, migrate)
        self.restore()

    def _make(self, template: Path, fill: Callable[[], None], *, start: Path | None = None) -> None:
        with alone(template.stem):
            if template.exists():
                return
            fresh = template.with_suffix(".new")
            fresh.unlink(missing_ok=True)
            if start:
                shutil.copyfile(start, fresh)
            point_to(fresh)
            fill()
            with connections["default"].cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connections["default"].close()
            fresh.rename(template)

    def restore(self) -> None:
        connections["default"].close()
        self.remove()
        shutil.copyfile(self.template, self.path)
        point_to(self.path)

    @contextmanager
    def with_pages(self) -> Iterator[None]:
        """Meanwhile, the connection leads to a copy of the database that has the first pages."""
        template = FOLDER / f"pages-{content_hash()}.sqlite3"
        self._make(template, load_pages, start=self.template)
        own = self.path.with_name(f"pages-{self.path.name}")
        _unlink(own)
        shutil.copyfile(template, own)
        point_to(own)
        yield
        point_to(self.path)
        _unlink(own)

    def remove(self) -> None:
        _unlink(self.path)


def _unlink(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


class PostgresDatabase:
    """A database for this process, created from the template database."""

    def __init__(self, worker: str) -> None:
        self.home = connections["default"].settings_dict["NAME"]
        self.template = f"template_{migrations_hash()}"
        self.name = f"test_{os.getpid()}_{worker}"

    def _run(self, *statements: str) -> None:
        point_to(self.home)
        with connections["default"].cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    def _exists(self, name: str) -> bool:
        point_to(self.home)
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            return cursor.fetchone() is not None

    def prepare(self) -> None:
        self._make(self.template, migrate)
        self.restore()

    def _make(self, template: str, fill: Callable[[], None], *, start: str = "template1") -> None:
        with alone("template"):
            if self._exists(template):
                return
            self._run(
                f"DROP DATABASE IF EXISTS {template}_new",
                f"CREATE DATABASE {template}_new TEMPLATE {start}",
            )
            point_to(f"{template}_new")
            fill()
            self._run(f"ALTER DATABASE {template}_new RENAME TO {template}")

    def restore(self) -> None:
        self._copy(self.template, self.name)
        point_to(self.name)

    def _copy(self, template: str, name: str) -> None:
        with alone("template"):
            self._run(
                f"DROP DATABASE IF EXISTS {name} WITH (FORCE)",
                f"CREATE DATABASE {name} TEMPLATE {template}",
            )

    @contextmanager
    def with_pages(self) -> Iterator[None]:
        """Meanwhile, the connection leads to a copy of the database that has the first pages."""
        template = f"pages_{content_hash()}"
        self._make(template, load_pages, start=self.template)
        self._copy(template, f"{self.name}_pages")
        point_to(f"{self.name}_pages")
        yield
        self._run(f"DROP DATABASE {self.name}_pages WITH (FORCE)")
        point_to(self.name)

    def remove(self) -> None:
        self._run(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")


def test_database(worker: str) -> SqliteDatabase | PostgresDatabase:
    kind = {"sqlite": SqliteDatabase, "postgresql": PostgresDatabase}
    return kind[connections["default"].vendor](worker)
