"""`python -m tests.run [pytest arguments]`: all tests, on all cores.

Browser tests run in three groups, each with a running site of its own; without Chromium they
are left out, with one line that says so.
"""

import os
import subprocess
import sys

from tests.browser.chromium import find_chromium

# One more than cores: tests with a browser wait for the site as often as they work.
PROCESSES = (os.cpu_count() or 1) + 1


def main() -> int:
    command = [sys.executable, "-m", "pytest", "-q", "-n", str(PROCESSES), "--dist", "loadgroup"]
    if not find_chromium():
        print("No Chromium here, so browser tests are left out: sudo apt install chromium")
        command += ["-m", "not browser"]
    return subprocess.run([*command, *sys.argv[1:]], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
