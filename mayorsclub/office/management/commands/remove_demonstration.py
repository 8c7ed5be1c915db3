"""Remove the invented people and everything that was made for them."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mayorsclub.office.demonstration.remove import StillNeeded, remove


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options: object) -> None:
        try:
            count = remove(at=timezone.now())
        except StillNeeded as fault:
            raise CommandError(f"Nothing was removed: {fault}.") from None
        self.stdout.write(f"Removed {count} demonstration people and what was made for them.")
