"""Bring the Ukrainian catalogues up to date with the code, and compile them."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from mayorsclub.design import messages


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("apps", nargs="*", help="names of apps; default: all")
        parser.add_argument("--compile-only", action="store_true")

    def handle(self, *, apps: list[str], compile_only: bool, **options: object) -> None:
        for app in [] if compile_only else messages.apps():
            if apps and app.name not in apps:
                continue
            merged = messages.write(app)
            missing = merged.untranslated_entries() if merged else []
            self.stdout.write(f"{app.name}: {len(merged or [])} messages, {len(missing)} missing")
            for entry in missing:
                self.stdout.write(f"  {entry.msgid}")
        messages.compile_all()
