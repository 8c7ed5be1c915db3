"""Load the club's expert sessions into the archive; once, never over what was changed since."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from mayorsclub.sessions.domain.loading import load_sessions


class Command(BaseCommand):
    help = __doc__

    def handle(self, *, verbosity: int, **options: object) -> None:
        count = load_sessions(at=timezone.now())
        if verbosity:
            self.stdout.write(f"Sessions loaded: {count}." if count else "The archive is there.")
