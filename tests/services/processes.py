"""Real servers on 127.0.0.1 for the tests, each a process that ends with its block."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_port(port: int, *, seconds: float = 20) -> None:
    """Return when something listens on the port; raises TimeoutError otherwise."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"nothing listens on port {port}")


@contextmanager
def process(*command: str, port: int, cwd: Path = ROOT) -> Iterator[subprocess.Popen]:
    """A server process, from when it listens to the end of the block."""
    child = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL)
    try:
        wait_for_port(port)
        yield child
    finally:
        child.terminate()
        child.wait(10)


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    """The address of a Redis of its own, or None where it is not installed."""
    port = free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1"]
    with process(*command, "--save", "", "--dir", str(folder), port=port):
        yield f"redis://127.0.0.1:{port}/0"


def has_redis() -> bool:
    return shutil.which("redis-server") is not None


@contextmanager
def s3() -> Iterator[str]:
    """The address of an S3 server (moto) of its own."""
    port = free_port()
    with process(
        sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port), port=port
    ):
        yield f"http://127.0.0.1:{port}"


def django(script: str, **environment: str) -> str:
    """What a Python script prints that runs with our settings and this environment."""
    prologue = "import django\ndjango.setup()\n"
    done = subprocess.run(
        [sys.executable, "-c", prologue + script],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "mayorsclub.settings", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
