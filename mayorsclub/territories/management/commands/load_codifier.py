"""Load the codifier of administrative units (KATOTTG), or bring it up to a newer file."""

import datetime as dt
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from tqdm import tqdm

from mayorsclub.territories.domain import codifier_file
from mayorsclub.territories.domain.codifier import Changes, load
from mayorsclub.territories.models import Category

KINDS = {
    "added": _("Added"),
    "renamed": _("Renamed"),
    "moved": _("Moved to another unit"),
    "vanished": _("No longer in the codifier"),
    "returned": _("In the codifier again"),
}


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="the ministry's .xlsx file")
        parser.add_argument(
            "--edition",
            type=dt.date.fromisoformat,
            help="date of the edition, YYYY-MM-DD; by default from the heading of the file",
        )

    def handle(
        self, *, file: Path | None, edition: dt.date | None, verbosity: int, **options: object
    ) -> None:
        def progress(rows: list[codifier_file.Row]) -> Iterable[codifier_file.Row]:
            return tqdm(rows, desc=str(_("Territories")), unit="", disable=verbosity == 0)

        try:
            codifier = codifier_file.read(file or codifier_file.packaged_file(), edition=edition)
            changes = load(codifier, at=timezone.now(), progress=progress)
        except codifier_file.CodifierRefused as error:
            unchanged = _("Nothing was changed.")
            raise CommandError(f"{error} {unchanged}") from error
        if verbosity:
            self.report(codifier, changes)

    def report(self, codifier: codifier_file.Codifier, changes: Changes) -> None:
        """What is there now, then what changed; a first load is not listed unit by unit."""
        heading = _("Codifier of %(date)s from %(file)s:")
        self.stdout.write(heading % {"date": codifier.edition, "file": codifier.source})
        for category in Category:
            self.stdout.write(f"  {changes.counts[category]:>6}  {category.label}")
        is_first_load = len(changes.added) == len(codifier.rows)
        for kind, title in KINDS.items():
            lines: list[str] = getattr(changes, kind)
            self.stdout.write(f"{title}: {len(lines)}")
            if not is_first_load:
                self.stdout.writelines(f"  {line}\n" for line in lines)
