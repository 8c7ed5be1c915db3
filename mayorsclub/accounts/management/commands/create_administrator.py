from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from mayorsclub.accounts.domain.people import ensure_account
from mayorsclub.accounts.domain.refusals import AccountRefused
from mayorsclub.accounts.domain.roles import make_first_administrator

NEXT = """{email} is the administrator.
What to do now:
  1. Open {url}/sign-in/ and enter this address; a code comes by e-mail.
  2. Open {url}/me/security/ and add a passkey or an authenticator app at once: until
     then whoever reads this mailbox could do it instead. Keep the recovery codes.
  3. Open {url}/office/.
Roles of other people are given in the office; as soon as there are two administrators,
one asks and the other approves."""


class Command(BaseCommand):
    help = "Make the first administrator, where there is none."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address to sign in with")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"'{email}' is not an e-mail address") from None
        at = timezone.now()
        try:
            with transaction.atomic():
                user = ensure_account(
                    email=email,
                    surname="",
                    given_name="",
                    patronymic="",
                    name_en="",
                    language="uk",
                    phone="",
                    at=at,
                )
                make_first_administrator(user.pk, at=at)
        except AccountRefused as refused:
            raise CommandError(str(refused.message)) from None
        self.stdout.write(NEXT.format(email=user.email, url=settings.BASE_URL))
