"""How fast the outbox is: letters queued, then delivered by one worker over SMTP.

    python bench/outbox.py [--letters 10000]

Uses a database of its own in a temporary folder, or DATABASE_URL when it is set (then
an empty one, please), and a mail server in a process of its own. Ends with an error
when a letter is lost, doubled, or fewer than 200 leave in a second.
"""

import argparse
import asyncio
import multiprocessing
import os
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

LEAST_PER_SECOND = 200
PER_TRANSACTION = 500


class Counting:
    """A mail server's handler that keeps the Message-IDs only."""

    def __init__(self) -> None:
        self.ids: list[bytes] = []

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:  # noqa: N802
        head = envelope.content.partition(b"\r\n\r\n")[0]  # type: ignore[attr-defined]
        self.ids.append(head.partition(b"Message-ID: ")[2].partition(b"\r\n")[0])
        return "250 OK"


def mail_server(pipe: Connection) -> None:
    """Listens on a free port, tells it, and on any word tells what it counted."""
    from aiosmtpd.smtp import SMTP

    async def serve() -> None:
        handler = Counting()
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            lambda: SMTP(handler, hostname="localhost", enable_SMTPUTF8=False), "127.0.0.1", 0
        )
        pipe.send(server.sockets[0].getsockname()[1])
        await loop.run_in_executor(None, pipe.recv)
        pipe.send((len(handler.ids), len(set(handler.ids))))

    asyncio.run(serve())


def queue_all(count: int) -> float:
    """Seconds it took to write `count` letters."""
    from django.db import transaction
    from django.utils import timezone

    from mayorsclub.mail.domain.outbox import Address, queue_letter

    begun = time.perf_counter()
    for first in range(0, count, PER_TRANSACTION):
        with transaction.atomic():
            for number in range(first, min(first + PER_TRANSACTION, count)):
                queue_letter(
                    "mail.trial",
                    to=Address(f"person{number}@example.org", "Приклад Іван Петрович", "uk"),
                    about=None,
                    at=timezone.now(),
                    context={"moment": "23 листопада 2026 року"},
                )
    return time.perf_counter() - begun


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--letters", type=int, default=10_000)
    count = parser.parse_args().letters
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=mail_server, args=(theirs,), daemon=True)
    server.start()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(
            DATA_DIR=folder,
            DJANGO_SETTINGS_MODULE="mayorsclub.settings",
            MAIL_URL=f"smtp://127.0.0.1:{ours.recv()}",
            MAIL_FROM="club@localhost",
        )
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0, interactive=False)
        from mayorsclub.mail.domain.delivery import Courier

        written = queue_all(count)
        courier = Courier()
        begun = time.perf_counter()
        sent = courier.drain(lambda: False)
        seconds = time.perf_counter() - begun
        courier.close()
    ours.send("end")
    arrived, different = ours.recv()
    speed = sent / seconds
    print(f"queued    {count:>7} letters in {written:6.1f} s  {count / written:6.0f} a second")
    print(f"delivered {sent:>7} letters in {seconds:6.1f} s  {speed:6.0f} a second")
    print(f"arrived   {arrived:>7} letters, {different} different")
    return 0 if arrived == different == count and speed >= LEAST_PER_SECOND else 1


if __name__ == "__main__":
    raise SystemExit(main())
