"""A public site: Django's own deployment check, start refused without keys, lint of dangers."""

import os
import re
import subprocess
import sys

from mayorsclub import environment

KEY = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"
PUBLIC = {
    "BASE_URL": "https://club.example",
    "SECRET_KEY": KEY,
    "AUDIT_KEY": KEY[::-1],
    "FIELD_KEY": KEY.swapcase(),
    "DATABASE_URL": "",
    "DJANGO_SETTINGS_MODULE": "mayorsclub.settings",
}


def run(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=environment.ROOT,
        # Browser tests in this process may have set it for themselves.
        env={**os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE": "", **variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_the_deployment_check_finds_nothing(tmp_path):
    done = run(
        "manage.py", "check", "--deploy", "--fail-level", "INFO", **PUBLIC, DATA_DIR=str(tmp_path)
    )

    assert done.returncode == 0, done.stderr


def test_the_start_is_refused_in_one_sentence_that_names_the_variable(tmp_path):
    done = run("-m", "mayorsclub.serve", PORT="no", DATA_DIR=str(tmp_path))

    assert done.returncode == 2
    assert done.stdout.strip() == "PORT must be a whole number, not 'no'."
    assert "Traceback" not in done.stderr


def test_no_code_does_what_security_forbids():
    """No raw SQL, pickle, eval, unescaped marks or stored templates in our code."""
    forbidden = ("RawSQL", ".raw(", ".extra(", "pickle", "mark_safe", "eval(", "Template(")
    found = [
        f"{path.relative_to(environment.ROOT)}: {word}"
        for path in sorted((environment.ROOT / "mayorsclub").rglob("*.py"))
        if "migrations" not in path.parts
        for word in forbidden
        if re.search(rf"(?<!\w){re.escape(word)}", path.read_text(encoding="utf-8"))
    ]

    assert found == []
