"""One worker process: a thread for each loop, and a heart that beats while all are well."""

import logging
import signal
import threading
import time
from collections.abc import Callable
from types import FrameType

from django.db import DatabaseError, close_old_connections, connections
from django.utils import timezone

from mayorsclub.worker import heartbeat, loops
from mayorsclub.worker.loops import Loop
from mayorsclub.worker.queue import TaskLoop
from mayorsclub.worker.schedule import ScheduleLoop

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 0.5
PAUSE_AFTER_ERROR_SECONDS = 5.0
LOOK_SECONDS = 0.2
# What runs longer after the order to stop is cut off; leases and orphans bring it back.
STOP_SECONDS = 8.0


class Runner:
    """Runs the task queue, the periodic jobs and every registered loop until told to stop."""

    def __init__(self) -> None:
        self.worker_id = heartbeat.new_worker_id()
        self._is_asked_to_stop = False
        self._stop = threading.Event()
        self._ill: set[str] = set()

    def once(self) -> int:
        """Empty the task queue and the registered loops in this thread; how much was done.

        Work that this work brings is done too. Periodic jobs are left alone.
        """
        made = [make() for make in {**self._queues(), **loops.every()}.values()]
        total = 0
        try:
            while done := sum(loop.drain(lambda: self._is_asked_to_stop) for loop in made):
                total += done
        finally:
            for loop in made:
                loop.close()
        return total

    def run(self) -> None:
        """Work until SIGTERM or SIGINT, then end what is in hand and return."""
        threads = [
            threading.Thread(target=self._keep_on, args=(name, make), name=name, daemon=True)
            for name, make in {
                **self._queues(),
                "schedule": ScheduleLoop,
                **loops.every(),
            }.items()
        ]
        logger.info("Worker %s begins", self.worker_id)
        for thread in threads:
            thread.start()
        self._beat_until_stopped(threads)
        self._stop.set()
        until = time.monotonic() + STOP_SECONDS
        for thread in threads:
            thread.join(max(0.0, until - time.monotonic()))
        late = [thread.name for thread in threads if thread.is_alive()]
        if late:
            logger.warning("Cut off: %s", ", ".join(late))
        heartbeat.leave(self.worker_id)
        connections.close_all()
        logger.info("Worker %s has ended", self.worker_id)

    def listen_to_signals(self) -> None:
        """SIGTERM and SIGINT stop in order; the second one at once."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._asked)

    def _queues(self) -> dict[str, Callable[[], Loop]]:
        return {"tasks": lambda: TaskLoop(self.worker_id)}

    def _asked(self, number: int, frame: FrameType | None) -> None:
        # A plain mark: an Event's lock may be held by the very code that is interrupted.
        self._is_asked_to_stop = True
        signal.signal(number, signal.SIG_DFL)

    def _beat_until_stopped(self, threads: list[threading.Thread]) -> None:
        next_at = 0.0
        while not self._is_asked_to_stop:
            if time.monotonic() >= next_at:
                self._beat(threads)
                next_at = time.monotonic() + heartbeat.PERIOD.total_seconds()
            time.sleep(LOOK_SECONDS)

    def _beat(self, threads: list[threading.Thread]) -> None:
        """Beat only while all is well, so that /healthz tells when a loop keeps failing."""
        ended = {thread.name for thread in threads if not thread.is_alive()}
        if self._ill | ended:
            logger.error("Not well: %s", ", ".join(sorted(self._ill | ended)))
            return
        try:
            close_old_connections()
            heartbeat.beat(self.worker_id, timezone.now())
        except DatabaseError:
            logger.exception("The heart could not beat")

    def _keep_on(self, name: str, make: Callable[[], Loop]) -> None:
        loop: Loop | None = None
        while not self._stop.is_set():
            close_old_connections()
            pause = PAUSE_SECONDS
            try:
                loop = loop or make()
                loop.drain(self._stop.is_set)
                self._ill.discard(name)
            # A database or server that is away for a while must not end the worker.
            except Exception:
                logger.exception("The loop %s failed and begins again", name)
                self._ill.add(name)
                connections.close_all()
                pause = PAUSE_AFTER_ERROR_SECONDS
            self._stop.wait(pause)
        if loop:
            loop.close()
        connections.close_all()
