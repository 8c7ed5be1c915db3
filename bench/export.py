"""How long an export of 10,000 rows takes, and whether memory grows with their number.

    python -m bench.export [rows]

Writes CSV and XLSX of invented rows through the office's own writers, for a tenth of the
rows and for all, each in a process of its own.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date

ROWS = 10_000


def rows(count: int) -> Iterator[list[object]]:
    for number in range(count):
        name = f"Приклад Іван {number}"
        yield [name, number, date(2026, 11, 24), "+380440000000", f"a{number}@example.org", "=1+1"]


def measure(kind: str, count: int) -> None:
    """Write once; print kind, rows, seconds and the most memory in MiB."""
    from mayorsclub.office.sheets import write_csv, write_xlsx

    heading = ["Ім’я", "№", "День", "Телефон", "Електронна пошта", "Примітка"]
    before = time.perf_counter()
    if kind == "csv":
        with tempfile.TemporaryFile("w", encoding="utf-8", newline="") as text:
            write_csv(text, heading, rows(count), language="uk")
    else:
        with tempfile.TemporaryFile() as file:
            write_xlsx(file, heading, rows(count), title="Приклад")
    seconds = time.perf_counter() - before
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{kind:5} {count:7} rows {seconds:6.2f} s {memory:6.0f} MiB")


def main() -> None:
    if len(sys.argv) == 3:
        import os

        import django

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mayorsclub.settings")
        django.setup()
        measure(sys.argv[1], int(sys.argv[2]))
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    for kind in ("csv", "xlsx"):
        for some in (count // 10, count):
            subprocess.run([sys.executable, "-m", "bench.export", kind, str(some)], check=True)


if __name__ == "__main__":
    main()
