"""`python -m tests.run [pytest arguments]`: all tests, on all cores.

Browser tests run in three groups, each with a running site of its own; without Chromium they
are left out, with one line that says so.
"""

import subprocess
import sys

from tests.browser.chromium import find_chromium


def main() -> int:
    command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", "--dist", "loadgroup"]
    if not find_chromium():
        print("No Chromium here, so browser tests are left out: sudo apt install chromium")
        command += ["-m", "not browser"]
    return subprocess.run([*command, *sys.argv[1:]], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
