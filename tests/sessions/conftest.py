import pytest
from django.test import Client
from freezegun import freeze_time

from mayorsclub.accounts.models import User
from tests.factories.accounts import SecretariatFactory
from tests.factories.sessions import member_user
from tests.moments import NOON
from tests.sign_in import sign_in


@pytest.fixture(autouse=True)
def _noon():
    """The clock of the pages stands where the tests live."""
    with freeze_time(NOON, tick=True):
        yield


@pytest.fixture
def member(db) -> User:
    return member_user()


@pytest.fixture
def secretary(db) -> User:
    return SecretariatFactory()


def client_of(user: User, *, strong: bool = False) -> Client:
    """A browser in which this person has signed in."""
    client = Client()
    sign_in(client, user, strong=strong)
    return client


@pytest.fixture
def members(member) -> Client:
    """The member's browser."""
    return client_of(member)
