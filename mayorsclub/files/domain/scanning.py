"""The virus scanner: clamd on a local socket, where the server has one."""

import logging
import socket
import struct
from collections.abc import Iterable

from django.conf import settings

from mayorsclub.files.models import Scan

logger = logging.getLogger(__name__)
CHUNK = 64 * 1024
SECONDS = 30


class ScannerFailed(Exception):
    """The scanner could not be asked, or gave no verdict."""


def scan(content: bytes) -> Scan:
    """The scanner's verdict; NOT_SCANNED without a scanner or while it does not answer."""
    return scan_pieces(content[start : start + CHUNK] for start in range(0, len(content), CHUNK))


def scan_pieces(pieces: Iterable[bytes]) -> Scan:
    """The same of a content that is not held in memory at once. A scanner that takes no file
    of this size gives no verdict: NOT_SCANNED."""
    if not settings.CLAMAV_SOCKET:
        return Scan.NOT_SCANNED
    try:
        return Scan.HELD if _is_infected(pieces) else Scan.CLEAN
    except ScannerFailed:
        # The file is marked, and asked about again later (tasks.scan_the_rest).
        logger.exception("The virus scanner at CLAMAV_SOCKET does not answer")
        return Scan.NOT_SCANNED


def has_virus(content: bytes) -> bool:
    """Ask clamd about a content. Raises ScannerFailed."""
    return _is_infected(content[start : start + CHUNK] for start in range(0, len(content), CHUNK))


def _is_infected(pieces: Iterable[bytes]) -> bool:
    """Ask clamd by INSTREAM: pieces with their length, then an empty one. Raises ScannerFailed."""
    try:
        with socket.socket(socket.AF_UNIX) as clamd:
            clamd.settimeout(SECONDS)
            clamd.connect(settings.CLAMAV_SOCKET)
            clamd.sendall(b"zINSTREAM\0")
            for piece in pieces:
                clamd.sendall(struct.pack("!I", len(piece)) + piece)
            clamd.sendall(struct.pack("!I", 0))
            with clamd.makefile("rb") as stream:
                answer = stream.read(4096).rstrip(b"\0\n").decode("utf-8", "replace")
    except OSError as fault:
        raise ScannerFailed(str(fault)) from fault
    if answer.endswith(" FOUND"):
        return True
    if answer.endswith(": OK"):
        return False
    raise ScannerFailed(answer)
