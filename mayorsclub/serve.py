"""`python -m mayorsclub.serve`: prepare everything, then run web server and worker.

Both are children of this process. Whichever ends first ends the other; SIGTERM,
Ctrl-C and a closed terminal end both cleanly. When this process is killed, the
system tells them to stop (Linux).
"""

import ctypes
import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import distributions
from pathlib import Path

STOP_SECONDS = 15
# prctl(2): the signal that a process gets when its parent ends.
PR_SET_PDEATHSIG = 1


def prepare() -> None:
    """Bring translations, database, static files, content and demonstration up to date.

    Safe to repeat; what is up to date costs nothing but a look.
    """
    from mayorsclub.design.messages import compile_all

    compile_all()
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.utils.translation import override

    from mayorsclub import starting
    from mayorsclub.search import sources
    from mayorsclub.search.models import Entry
    from mayorsclub.search.terms import VERSION
    from mayorsclub.territories.models import Territory

    say("Preparing the database…")
    call_command("migrate", verbosity=0, interactive=False)
    starting.check_audit_key()
    call_command("createcachetable", verbosity=0)
    once(settings.DATA_DIR, "static", static_hash(settings.BASE_DIR), collect_static)
    if not Territory.objects.exists():
        say("Loading the communities of Ukraine…")
        with override("en"):
            call_command("load_codifier")
    is_new = not Entry.objects.exists()
    call_command("load_content", verbosity=0)
    call_command("load_sessions", verbosity=0)
    if settings.DEMONSTRATION:
        call_command("load_demonstration", verbosity=0)
    if is_new:
        (settings.DATA_DIR / ".search").unlink(missing_ok=True)
    # What is found of what, and how: a release may change both.
    wanted = " ".join([str(VERSION), *sorted(sources.every())])
    once(settings.DATA_DIR, "search", wanted, build_search)


def build_search() -> None:
    from django.core.management import call_command

    say("Making everything findable…")
    call_command("rebuild_search", verbosity=0)


def collect_static() -> None:
    from django.core.management import call_command

    say("Collecting and compressing static files…")
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)


def static_hash(base: Path) -> str:
    """A hash that changes with our static files and with the packages that bring theirs."""
    digest = hashlib.sha256()
    for name in sorted(f"{d.name}=={d.version}" for d in distributions()):
        digest.update(name.encode())
    for path in sorted((base / "mayorsclub").glob("*/static/**/*")):
        if path.is_file():
            digest.update(str(path.relative_to(base)).encode() + path.read_bytes())
    return digest.hexdigest()


def once(folder: Path, name: str, wanted: str, action: Callable[[], object]) -> None:
    """Run `action` unless it was finished for the same hash before."""
    stamp = folder / f".{name}"
    if not stamp.exists() or stamp.read_text() != wanted:
        action()
        stamp.write_text(wanted)


def commands() -> dict[str, list[str]]:
    """The two programs: the web server (gunicorn) and the worker."""
    from django.conf import settings

    env = settings.ENV
    web = [sys.executable, "-m", "gunicorn", "mayorsclub.wsgi:application"]
    host = f"[{env.listen}]" if ":" in env.listen else env.listen
    web += ["--bind", f"{host}:{env.port}", "--workers", str(env.web_workers)]
    web += ["--worker-class", "gthread", "--threads", "4", "--log-level", "warning"]
    web += ["--max-requests", "5000", "--max-requests-jitter", "500"]
    web += ["--graceful-timeout", "10", "--preload", "--no-control-socket"]
    return {"web server": web, "worker": [sys.executable, "manage.py", "worker"]}


def run() -> int:
    """Start both, wait for the first to end or for a signal, stop the rest; the exit code."""
    stopping: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda given, _frame: stopping.append(given))
    # Sessions of their own: Ctrl-C reaches this process alone, which then stops them in order.
    running = {
        name: subprocess.Popen(  # noqa: S603
            command,
            start_new_session=True,
            # This process has one thread here, so code between fork and exec is safe.
            preexec_fn=end_with_parent,
        )
        for name, command in commands().items()
    }
    ended = None
    while not stopping and not ended:
        time.sleep(0.2)
        ended = next((name for name, child in running.items() if child.poll() is not None), None)
    if ended:
        say(f"The {ended} has ended, so the rest is stopped too.")
    stop(list(running.values()))
    return 1 if ended else 0


def end_with_parent() -> None:
    """In a child: be told to stop when the parent is killed, so that none is left behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def stop(children: list[subprocess.Popen]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def announce() -> None:
    from django.conf import settings
    from django.core.management import call_command

    from mayorsclub.accounts.models import User

    say(f"\nThe Mayors' Club is at {settings.BASE_URL}/ (stop with Ctrl-C)")
    if settings.DEMONSTRATION:
        call_command("codes", accounts_only=True)
    elif User.objects.filter(is_demonstration=True).exists():
        say("The demonstration is off, but its people are still here: make clean-demonstration")


def say(text: str) -> None:
    print(text, flush=True)


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mayorsclub.settings")
    # Said at once, also into a file or a journal.
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    from django.core.exceptions import ImproperlyConfigured

    from mayorsclub import starting

    try:
        from django.conf import settings

        with starting.take(settings.DATA_DIR):
            starting.check(settings.ENV)
            prepare()
            announce()
            return run()
    except (ImproperlyConfigured, starting.CannotStart) as fault:
        say(str(fault))
        return 2
    except KeyboardInterrupt:
        say("\nStopped; the next start goes on from here.")
        return 130


if __name__ == "__main__":
    sys.exit(main())
