"""A process of its own that is killed in the middle of its work, as by a power cut.

Not a fork: that would carry along the threads' locks of the process that runs the tests, and a
child that meets a fault would go on with its tests.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module

from django.conf import settings

from tests.worker.processes import database_url


def killed_at(table: str, work: Callable[..., object], pk: int) -> bool:
    """Whether `work(pk, at=now)` was killed as it began to write to this table.

    work: a function of a module. The process has the keys and folders of these tests.
    """
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": database_url(),
    }
    command = [sys.executable, "-m", __name__, table, work.__module__, work.__name__, str(pk)]
    child = subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, timeout=120, check=False
    )
    return child.returncode == -signal.SIGKILL


def main(table: str, module: str, name: str, pk: str) -> None:
    import django

    django.setup()
    from django.db import connection
    from django.utils import timezone

    def die_at_the_table(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        if "INSERT" in sql and table in sql:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(die_at_the_table):
        getattr(import_module(module), name)(int(pk), at=timezone.now())


if __name__ == "__main__":
    main(*sys.argv[1:])
