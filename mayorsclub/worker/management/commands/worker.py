"""`manage.py worker`: tasks, outbox and periodic jobs in one process."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from mayorsclub.worker.runner import Runner


class Command(BaseCommand):
    help = "Runs the task queue, the outbox and the periodic jobs until SIGTERM or Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="Empty the queue and the outbox, then exit."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        runner = Runner()
        if options["once"]:
            runner.once()
            return
        runner.listen_to_signals()
        runner.run()
