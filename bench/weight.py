"""Prints what a first visit to each public page of a running site brings over the wire.

python bench/weight.py [http://localhost:8000]
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.browser.chromium import browser
from tests.browser.weighing import LIMIT, addresses, weigh

KINDS = ["Document", "Stylesheet", "Font", "Script", "Image"]


def main() -> int:
    url = sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://localhost:8000"
    print(f"{'bytes':>8}  " + "  ".join(f"{kind:>10}" for kind in [*KINDS, "Other"]) + "  address")
    heaviest = 0
    with browser() as chromium:
        for address in addresses(url):
            found = weigh(chromium, url, address)
            sizes = [found.parts.get(kind, 0) for kind in KINDS]
            sizes.append(found.total - sum(sizes))
            print(
                f"{found.total:>8}  " + "  ".join(f"{size:>10}" for size in sizes) + f"  {address}"
            )
            heaviest = max(heaviest, found.total)
    print(f"the heaviest: {heaviest} bytes of at most {LIMIT}")
    return heaviest > LIMIT


if __name__ == "__main__":
    sys.exit(main())
