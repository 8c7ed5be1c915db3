"""Web server and worker live and end together; what cannot start says why in one sentence."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.utils import timezone

from mayorsclub import environment, starting
from mayorsclub.audit.domain.log import record
from tests.services.processes import ROOT, free_port

# Two stand-ins that say when they are stopped, in the place of the web server and the worker.
SCRIPT = """
import sys
from pathlib import Path
from mayorsclub import serve

folder = Path(sys.argv[1])
CHILD = '''
import signal, sys, time
from pathlib import Path
name, seconds = sys.argv[1], float(sys.argv[2])
signal.signal(signal.SIGTERM, lambda *_: (Path(name).write_text("stopped"), sys.exit(0)))
Path(name).write_text("running")
time.sleep(seconds)
'''
serve.commands = lambda: {
    name: [sys.executable, "-c", CHILD, str(folder / name), seconds]
    for name, seconds in (("web", sys.argv[2]), ("worker", "60"))
}
sys.exit(serve.run())
"""


def start(folder, seconds: str) -> subprocess.Popen:
    child = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(folder), seconds],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "mayorsclub.settings"},
        stdout=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if all((folder / name).exists() for name in ("web", "worker")):
            return child
        time.sleep(0.05)
    raise AssertionError("the two processes did not start")


def wait_until(holds, *, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def states(folder: Path) -> list[str]:
    return [(folder / name).read_text() for name in ("web", "worker")]


def refused_start(**variables: str) -> str:
    """What `serve` prints when it refuses to start."""
    done = subprocess.run(
        [sys.executable, "-m", "mayorsclub.serve"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": "", "DEMONSTRATION": "no", **variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (2, "")
    return done.stdout.strip()


def test_a_signal_stops_both_cleanly(tmp_path):
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        folder = tmp_path / str(number)
        folder.mkdir()
        child = start(folder, "60")

        child.send_signal(number)

        assert child.wait(20) == 0
        assert states(folder) == ["stopped"] * 2


def test_when_the_parent_is_killed_both_are_stopped(tmp_path):
    child = start(tmp_path, "60")

    child.kill()

    wait_until(lambda: states(tmp_path) == ["stopped"] * 2)


def test_when_one_ends_the_other_is_stopped_and_it_is_a_failure(tmp_path):
    child = start(tmp_path, "0.1")

    assert child.wait(20) == 1
    assert (tmp_path / "worker").read_text() == "stopped"
    assert child.stdout
    assert "The web has ended" in child.stdout.read()


def test_two_starts_on_one_folder_are_refused(tmp_path):
    with starting.take(tmp_path), pytest.raises(starting.CannotStart) as refused:
        starting.take(tmp_path)
    assert f"already running on {tmp_path}" in str(refused.value)
    starting.take(tmp_path).close()


def test_a_port_in_use_is_named_before_anything_begins(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        said = refused_start(PORT=str(port), DATA_DIR=str(tmp_path))

    assert said == f"PORT: another program listens on {port}; take another one: PORT=8123."


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LISTEN", "no-such-host.invalid"),
        ("DATABASE_URL", "postgres://club@127.0.0.1:1/club"),
        ("REDIS_URL", "redis://127.0.0.1:1/0"),
        ("FILES_URL", "s3+http://key:s3cret@127.0.0.1:1/bucket"),
        ("DATA_DIR", "/proc/nowhere"),
    ],
)
def test_what_does_not_answer_is_named_in_one_sentence(tmp_path, name, value):
    variables = {"PORT": str(free_port()), "DATA_DIR": str(tmp_path), name: value}

    said = refused_start(**variables)

    assert said.startswith(f"{name}: ")
    assert len(said.splitlines()) == 1
    assert "s3cret" not in said


def test_the_servers_that_answer_are_accepted(tmp_path, db):
    env = environment.read({"PORT": str(free_port())})

    starting.check(env)


def test_a_log_of_another_key_stops_the_start(db, settings):
    record("account.created", actor=None, about=None, at=timezone.now())
    starting.check_audit_key()

    settings.AUDIT_KEY = "another key"

    with pytest.raises(starting.CannotStart, match="AUDIT_KEY"):
        starting.check_audit_key()


def test_one_spoilt_line_does_not_stop_the_start(db, settings):
    record("account.created", actor=None, about=None, at=timezone.now())
    key, settings.AUDIT_KEY = settings.AUDIT_KEY, "another key"
    record("account.created", actor=None, about=None, at=timezone.now())
    settings.AUDIT_KEY = key

    starting.check_audit_key()
