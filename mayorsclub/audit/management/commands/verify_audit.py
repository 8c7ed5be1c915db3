"""Finds every changed, removed or inserted line of the audit log."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from mayorsclub.audit.domain.heads import HeadsUnreadable
from mayorsclub.audit.domain.verify import verify
from mayorsclub.audit.models import Entry

SHOWN = 20


class Command(BaseCommand):
    help = "Checks the audit log; names each changed, removed or inserted line. Status 1 if any."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-progress", action="store_true", help="without the bar")

    def handle(self, *args: object, **options: bool) -> None:
        total = Entry.objects.count()
        # None: shown on a terminal only.
        hidden = True if options["no_progress"] else None
        try:
            with tqdm(total=total, unit=" lines", disable=hidden) as bar:
                report = verify(step=bar.update)
        except HeadsUnreadable as unreadable:
            raise CommandError(f"The kept heads were changed: {unreadable}.") from unreadable
        for fault in report.faults[:SHOWN]:
            self.stderr.write(fault.text)
        if report.faults:
            more = len(report.faults) - SHOWN
            rest = f" ({more} more not shown)" if more > 0 else ""
            raise CommandError(f"The log was tampered with: {len(report.faults)} faults{rest}.")
        self.stdout.write(f"The log is whole: {report.checked} lines, head {report.seal}.")
