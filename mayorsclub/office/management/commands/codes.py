"""Show the demonstration accounts and how each of them signs in now."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from mayorsclub.accounts.models import User
from mayorsclub.office.demonstration import cast, codes


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--accounts-only", action="store_true")

    def handle(self, *, accounts_only: bool = False, **options: object) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("The demonstration is off here (DEMONSTRATION, BASE_URL).")
        users = {user.email: user for user in User.objects.filter(is_demonstration=True)}
        mailed = {} if accounts_only else codes.mailed_codes(settings.MAIL_FOLDER)
        if not users:
            self.stdout.write("There are no demonstration accounts.")
            return
        self.stdout.write(
            f"\nDemonstration accounts (invented). Sign in at {settings.BASE_URL}/sign-in/ with the\n"
            f"e-mail; the code comes as a letter to {settings.MAIL_FOLDER}, and `make codes` shows\n"
            "it, with the second factor's code of the moment where one is needed."
        )
        for person in cast.everybody():
            if user := users.get(person.email):
                self.stdout.write(self._line(person, user, mailed))

    def _line(self, person: cast.Person, user: User, mailed: dict[str, str]) -> str:
        parts = [f"  {person.email:<28} {person.does}"]
        if code := mailed.get(person.email):
            parts.append(f"mailed code {code}")
        if factor := codes.second_factor(user):
            secret, code = factor
            parts.append(f"second factor {code} (secret {secret})")
        return "; ".join(parts)
