"""The virus scanner: clamd on a local socket, where the server has one."""

import logging
import socket
import struct

from django.conf import settings

from mayorsclub.files.models import Scan

logger = logging.getLogger(__name__)
CHUNK = 64 * 1024
SECONDS = 30


class ScannerFailed(Exception):
    """The scanner could not be asked, or gave no verdict."""


def scan(content: bytes) -> Scan:
    """The scanner's verdict; NOT_SCANNED without a scanner or while it does not answer."""
    if not settings.CLAMAV_SOCKET:
        return Scan.NOT_SCANNED
    try:
        return Scan.HELD if has_virus(content) else Scan.CLEAN
    except ScannerFailed:
        # The file is marked, and asked about again later (tasks.scan_the_rest).
        logger.exception("The virus scanner at CLAMAV_SOCKET does not answer")
        return Scan.NOT_SCANNED


def has_virus(content: bytes) -> bool:
    """Ask clamd by INSTREAM: pieces with their length, then an empty one. Raises ScannerFailed."""
    try:
        with socket.socket(socket.AF_UNIX) as clamd:
            clamd.settimeout(SECONDS)
            clamd.connect(settings.CLAMAV_SOCKET)
            clamd.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), CHUNK):
                piece = content[start : start + CHUNK]
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
