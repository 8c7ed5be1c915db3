"""Parts of a file, as players ask for them (RFC 9110, section 14)."""

import re
from collections.abc import Iterator

from mayorsclub.files.models import PrivateFile

# What one answer carries at the most when a player asks for all the rest. It asks for more
# as it plays, so the right to see it is asked again every few seconds of a film, and a slow
# reader does not keep a thread of the server for an hour.
MOST = 4 * 1024 * 1024
PIECE = 64 * 1024
_ONE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


class OutOfRange(Exception):
    """Nothing of the file lies there: 416."""


def asked(header: str, size: int) -> tuple[int, int] | None:
    """(first, last) byte of the one part that a Range header asks for.

    None where the whole is to be given: another unit, several parts (which could ask for
    the same bytes a thousand times) or a header that is none. Raises OutOfRange.
    """
    found = _ONE.fullmatch(header.strip().replace(" ", ""))
    if found is None or not any(found.groups()):
        return None
    first, last = found.groups()
    if not first:
        if int(last) == 0 or size == 0:
            raise OutOfRange
        return max(size - int(last), 0), size - 1
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise OutOfRange
    return int(first), min(int(last) if last else int(first) + MOST - 1, size - 1)


def part(file: PrivateFile, first: int, last: int) -> Iterator[bytes]:
    """The bytes from first to last, both included, a piece at a time; from the disk, or only
    these from a bucket."""
    with file.content.open("rb") as stored:
        if in_bucket := getattr(stored.file, "obj", None):
            answer = in_bucket.get(Range=f"bytes={first}-{last}")
            yield from answer["Body"].iter_chunks(PIECE)
            return
        left = last - first + 1
        stored.seek(first)
        while left > 0 and (piece := stored.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
