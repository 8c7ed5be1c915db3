import socket
import struct
import threading
from collections.abc import Iterator

import pytest

from mayorsclub.files.domain.scanning import ScannerFailed, has_virus, scan
from mayorsclub.files.models import Scan
from tests.factories.files import EICAR, PDF


class Clamd:
    """Speaks clamd's INSTREAM on a socket; knows one virus."""

    def __init__(self, path: str) -> None:
        self.path, self.answer = path, None
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(path)
        self.listener.listen()
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self) -> None:
        while True:
            try:
                connection, _address = self.listener.accept()
            except OSError:
                return
            with connection, connection.makefile("rwb") as stream:
                assert stream.read(10) == b"zINSTREAM\0"
                content = b""
                while size := struct.unpack("!I", stream.read(4))[0]:
                    content += stream.read(size)
                verdict = b"Eicar-Signature FOUND" if EICAR in content else b"OK"
                stream.write(self.answer or b"stream: " + verdict + b"\0")

    def close(self) -> None:
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join(timeout=5)


@pytest.fixture
def clamd(settings, tmp_path) -> Iterator[Clamd]:
    """A scanner at CLAMAV_SOCKET."""
    server = Clamd(str(tmp_path / "clamd"))
    settings.CLAMAV_SOCKET = server.path
    yield server
    server.close()


def test_without_a_scanner_a_file_is_marked_not_scanned(settings):
    settings.CLAMAV_SOCKET = ""
    assert scan(EICAR) == Scan.NOT_SCANNED


def test_the_scanner_tells_clean_from_infected_over_many_pieces(clamd):
    assert scan(PDF) == Scan.CLEAN
    assert scan(PDF + b"x" * 300_000 + EICAR) == Scan.HELD


def test_a_scanner_that_is_away_leaves_the_file_not_scanned(settings, tmp_path):
    settings.CLAMAV_SOCKET = str(tmp_path / "nobody")
    assert scan(EICAR) == Scan.NOT_SCANNED


def test_an_answer_without_verdict_is_no_verdict(clamd):
    clamd.answer = b"INSTREAM size limit exceeded. ERROR\0"
    with pytest.raises(ScannerFailed):
        has_virus(PDF)
