"""Test databases made once from the migrations and copied for each test process.

Migrating takes some fifteen seconds, a copy a fraction of one. The template's
name carries a hash of all migrations, so a changed one makes a new template.
"""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections

FOLDER = Path(settings.DATA_DIR) / "databases"


def migrations_hash() -> str:
    digest = hashlib.sha256()
    for package in ("django", "wagtail", "wagtail-localize", "django-allauth", "django-tasks-db"):
        digest.update(version(package).encode())
    for path in sorted((settings.BASE_DIR / "mayorsclub").glob("*/migrations/*.py")):
        digest.update(path.name.encode() + path.read_bytes())
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


class SqliteDatabase:
    """A file for this process, copied from the template file."""

    def __init__(self, worker: str) -> None:
        self.template = FOLDER / f"template-{migrations_hash()}.sqlite3"
        self.path = FOLDER / f"test-{os.getpid()}-{worker}.sqlite3"

    def prepare(self) -> None:
        with alone("template"):
            if not self.template.exists():
                fresh = self.template.with_suffix(".new")
                fresh.unlink(missing_ok=True)
                point_to(fresh)
                migrate()
                with connections["default"].cursor() as cursor:
                    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                connections["default"].close()
                fresh.rename(self.template)
        self.restore()

    def restore(self) -> None:
        connections["default"].close()
        self.remove()
        shutil.copyfile(self.template, self.path)
        point_to(self.path)

    def remove(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self.path}{suffix}").unlink(missing_ok=True)


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
        with alone("template"):
            if not self._exists(self.template):
                self._run(
                    f"DROP DATABASE IF EXISTS {self.template}_new",
                    f"CREATE DATABASE {self.template}_new",
                )
                point_to(f"{self.template}_new")
                migrate()
                self._run(f"ALTER DATABASE {self.template}_new RENAME TO {self.template}")
        self.restore()

    def restore(self) -> None:
        with alone("template"):
            self.remove()
            self._run(f"CREATE DATABASE {self.name} TEMPLATE {self.template}")
        point_to(self.name)

    def remove(self) -> None:
        self._run(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")


def test_database(worker: str) -> SqliteDatabase | PostgresDatabase:
    kind = {"sqlite": SqliteDatabase, "postgresql": PostgresDatabase}
    return kind[connections["default"].vendor](worker)
