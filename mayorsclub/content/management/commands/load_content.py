"""Load the first texts of the site in both languages; pages that are there stay as they are."""

from django.core.management.base import BaseCommand

from mayorsclub.content.domain.loading import load_content


class Command(BaseCommand):
    help = __doc__

    def handle(self, *, verbosity: int, **options: object) -> None:
        made = load_content()
        if verbosity:
            self.stdout.write(f"Pages made: {', '.join(made)}." if made else "Every page is there.")
