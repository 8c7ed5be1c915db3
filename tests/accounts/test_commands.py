from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from mayorsclub.accounts.models import Role, User
from mayorsclub.accounts.roles import has_role
from tests.factories.accounts import AdministratorFactory


def test_the_first_administrator(db):
    out = StringIO()
    call_command("create_administrator", "Olha@example.org", stdout=out)
    assert has_role(User.objects.get(email="olha@example.org"), Role.ADMINISTRATOR)
    assert "/me/security/" in out.getvalue()


def test_there_is_one_first(db):
    AdministratorFactory()
    with pytest.raises(CommandError):
        call_command("create_administrator", "olha@example.org", stdout=StringIO())
    assert not User.objects.filter(email="olha@example.org").exists()


def test_an_address_is_needed(db):
    with pytest.raises(CommandError, match="not an e-mail address"):
        call_command("create_administrator", "olha", stdout=StringIO())
