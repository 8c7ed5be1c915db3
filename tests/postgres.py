"""`python -m tests.postgres COMMAND…`: run a command beside a PostgreSQL of its own.

The server lives in a temporary folder, listens on 127.0.0.1 only and ends with
the command. Debian keeps its programs outside PATH; they are looked for there.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def program(name: str) -> str:
    """The path of one of PostgreSQL's programs, of the newest version here."""
    found = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"),
        key=lambda path: int(path.parts[4]) if path.parts[4].isdigit() else 0,
    )
    path = str(found[-1]) if found else shutil.which(name)
    if not path:
        sys.exit("PostgreSQL is missing: sudo apt install postgresql")
    return path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def as_postgres(folder: Path) -> dict[str, object]:
    """PostgreSQL refuses to run as root: the packaged user runs it then."""
    if os.getuid() != 0:
        return {}
    user = pwd.getpwnam("postgres")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@contextmanager
def running() -> Iterator[str]:
    """The address (DATABASE_URL) of a PostgreSQL that lives as long as the block."""
    folder = Path(tempfile.mkdtemp(prefix="mayorsclub-postgres-"))
    who = as_postgres(folder)
    data, port = folder / "data", free_port()

    def run(*command: str) -> None:
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, **who)

    # A locale that every Debian has, whatever LANG says, and that knows Cyrillic letters.
    options = ("-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    run(program("initdb"), "-D", str(data), "-U", "club", *options)
    settings = (
        f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off "
        "-c synchronous_commit=off -c full_page_writes=off -c max_connections=200"
    )
    control = program("pg_ctl")
    run(control, "-D", str(data), "-w", "-s", "-l", str(folder / "log"), "-o", settings, "start")
    try:
        yield f"postgres://club@127.0.0.1:{port}/postgres"
    finally:
        run(control, "-D", str(data), "-s", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    # A run that is told to stop takes its server along.
    signal.signal(signal.SIGTERM, lambda *_given: sys.exit(143))
    with running() as url:
        environment = {**os.environ, "DATABASE_URL": url}
        return subprocess.run(sys.argv[1:], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
