"""Mail servers for tests: real ones, on 127.0.0.1."""

import socket
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import SimpleNamespace

from aiosmtpd.controller import Controller


class Postbox:
    """Keeps what arrives.

    `answers` by receiver; `data_answers` for the next texts; `on_data` is called with the
    number of each letter before it is answered, and may tell to 'hang up'.
    """

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.receivers: list[list[str]] = []
        self.answers: dict[str, str] = {}
        self.data_answers: list[str] = []
        self.connections = 0
        self.on_data: Callable[[int], str | None] = lambda number: None

    @property
    def ids(self) -> list[str]:
        """The Message-IDs in the order they arrived."""
        return [str(letter["Message-ID"]) for letter in self.letters]

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.data_answers:
            return self.data_answers.pop(0)
        answer = self.on_data(len(self.letters) + 1)
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        self.receivers.append(envelope.rcpt_tos)
        if answer == "hang up":
            server.transport.abort()
        return "250 OK"


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def mail_server(port: int | None = None) -> Iterator[SimpleNamespace]:
    """A running server: `port` and `box`."""
    box = Postbox()
    controller = Controller(box, hostname="127.0.0.1", port=port or free_port())
    controller.start()
    try:
        yield SimpleNamespace(port=controller.port, box=box, stop=controller.stop)
    finally:
        if controller.server is not None:
            controller.stop()
