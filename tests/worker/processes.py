"""A worker in a process of its own, on the test's database."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection


def database_url() -> str:
    """The test's own database as an address for a child's DATABASE_URL."""
    at = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{at['NAME']}"
    user, password, host = (quote(str(at[key]), safe="") for key in ("USER", "PASSWORD", "HOST"))
    return f"postgres://{user}:{password}@{host}:{at['PORT'] or 5432}/{at['NAME']}"


def start_worker(
    folder: Path, *, mail_url: str = "file://", once: bool = False
) -> subprocess.Popen:
    """`manage.py worker` with files in `folder`."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "mayorsclub.settings",
        "DATABASE_URL": database_url(),
        "DATA_DIR": str(folder),
        "MAIL_URL": mail_url,
        "MAIL_FROM": "club@localhost",
    }
    command = [sys.executable, "manage.py", "worker", *(["--once"] if once else [])]
    return subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment)


def wait_for(condition: Callable[[], object], seconds: float = 30) -> None:
    """Wait until it holds; fail after so many seconds."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it took too long"
        time.sleep(0.02)
