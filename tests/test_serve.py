"""Web server and worker live and end together."""

import os
import signal
import subprocess
import sys
import time

from tests.services.processes import ROOT

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


def test_a_signal_stops_both_cleanly(tmp_path):
    for number in (signal.SIGTERM, signal.SIGINT):
        folder = tmp_path / str(number)
        folder.mkdir()
        child = start(folder, "60")

        child.send_signal(number)

        assert child.wait(20) == 0
        assert [(folder / name).read_text() for name in ("web", "worker")] == ["stopped"] * 2


def test_when_one_ends_the_other_is_stopped_and_it_is_a_failure(tmp_path):
    child = start(tmp_path, "0.1")

    assert child.wait(20) == 1
    assert (tmp_path / "worker").read_text() == "stopped"
    assert child.stdout
    assert "The web has ended" in child.stdout.read()
