"""Writes the head of the audit log off the database, now."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from mayorsclub.audit.domain import heads


class Command(BaseCommand):
    help = "Appends the head of the audit log to audit-heads.log; keep copies of it elsewhere."

    def handle(self, *args: object, **options: object) -> None:
        head = heads.keep(timezone.now())
        self.stdout.write(f"Kept: line {head.number}, seal {head.seal}.")
