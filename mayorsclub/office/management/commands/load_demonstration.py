"""Load invented people and applications, marked as a demonstration. Safe to repeat."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mayorsclub.office.demonstration.load import load


class Command(BaseCommand):
    help = __doc__

    def handle(self, *, verbosity: int, **options: object) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("The demonstration is off here (DEMONSTRATION, BASE_URL).")
        done = load(at=timezone.now())
        if verbosity:
            self.stdout.write("Demonstration loaded." if done else "The demonstration is there.")
