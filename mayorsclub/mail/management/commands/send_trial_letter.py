"""`manage.py send_trial_letter someone@example.org`: does our mail arrive?"""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from mayorsclub.mail import kinds, letters
from mayorsclub.mail.domain.outbox import Address, queue_letter
from mayorsclub.ukrainian.dates import moment


class Command(BaseCommand):
    help = "Writes a trial letter to the outbox; the worker sends it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address")
        parser.add_argument("--language", choices=kinds.LANGUAGES, default="uk")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["address"])
        except ValidationError as error:
            raise CommandError(f"{options['address']} is not an e-mail address.") from error
        at, language = timezone.now(), options["language"]
        with transaction.atomic():
            letter = queue_letter(
                letters.TRIAL.kind,
                to=Address(options["address"], "", language),
                about=None,
                at=at,
                context={"moment": moment(at, language)},
            )
        self.stdout.write(f"Letter {letter.pk} is in the outbox.")
