"""Fixtures that all tests share."""

import os
import socket
import tempfile
from collections.abc import Iterator

# Tests own their data folder; a developer's var/ is never touched. Set before Django starts.
_MAIN = os.environ.setdefault(
    "DATA_DIR", os.path.join(tempfile.gettempdir(), f"mayorsclub-tests-{os.getuid()}")
)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import pytest
from django.core.cache import caches
from django.db import connections
from django.utils import translation


def pytest_configure(config: pytest.Config) -> None:
    """Compile the translations once, before the test processes start: a clone has none."""
    if not hasattr(config, "workerinput"):
        from mayorsclub.design.messages import compile_all

        compile_all()


_connect = socket.socket.connect


def _local_only(sock: socket.socket, address: object) -> object:
    """Tests talk to this machine only: a connection elsewhere is a fault, not a time-out."""
    if sock.family in {socket.AF_INET, socket.AF_INET6}:
        host = address[0] if isinstance(address, tuple) else address
        if host not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"a test tried to reach {host}")
    return _connect(sock, address)  # type: ignore[arg-type]


socket.socket.connect = _local_only  # type: ignore[method-assign,assignment]


@pytest.fixture(scope="session")
def _own_database(django_db_blocker, worker_id) -> Iterator[object]:
    from tests.databases import test_database

    with django_db_blocker.unblock():
        database = test_database(worker_id)
        database.prepare()
    yield database
    with django_db_blocker.unblock():
        connections.close_all()
        database.remove()
        connections.close_all()


@pytest.fixture(scope="session")
def django_db_setup(_own_database) -> None:
    """pytest-django's set-up, replaced by a copy of the migrated template."""


@pytest.fixture
def real_database(_own_database, django_db_blocker) -> Iterator[None]:
    """A database without a transaction around the test, for threads and processes
    with connections of their own; restored from the template afterwards."""
    with django_db_blocker.unblock():
        yield
        connections.close_all()
        _own_database.restore()


@pytest.fixture(scope="module")
def _with_pages(_own_database, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), _own_database.with_pages(), django_db_blocker.block():
        yield


@pytest.fixture
def pages(_with_pages, db) -> None:
    """The site's first pages are there, as load_content makes them; from the first test of a
    module that asks for them until its end."""


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    yield
    caches["default"].clear()


@pytest.fixture(autouse=True)
def _ukrainian() -> Iterator[None]:
    """Each test begins in Ukrainian: a request for an English page leaves English active."""
    translation.activate("uk")
    yield
    translation.deactivate_all()


@pytest.fixture(autouse=True)
def _files_in_tmp(settings, tmp_path, monkeypatch) -> None:
    """Each test has its own folders for files and mail."""
    from mayorsclub.files.models import PrivateFile, private_storage

    settings.MAIL_FOLDER = tmp_path / "mail"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            # A string: Wagtail hands the storage to a task that deletes a file.
            "OPTIONS": {"location": str(tmp_path / "media")},
        },
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "private", "base_url": None},
        },
    }
    # A field asks for its storage once, when Django starts.
    monkeypatch.setattr(PrivateFile._meta.get_field("content"), "storage", private_storage())
