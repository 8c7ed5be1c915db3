import pytest
from django.test import Client

from mayorsclub.accounts.domain import groups
from mayorsclub.accounts.models import User
from tests.factories.accounts import AdministratorFactory, EditorFactory, SecretariatFactory
from tests.sign_in import sign_in


def client_of(user: User, *, strong: bool = True) -> Client:
    """A browser in which this person has signed in; with the rights of their roles."""
    groups.sync(user)
    client = Client()
    sign_in(client, user, strong=strong)
    return client


@pytest.fixture
def secretary(db) -> User:
    groups.ensure()
    return SecretariatFactory(surname="Зразок", given_name="Ольга", patronymic="Іванівна")


@pytest.fixture
def administrator(db) -> User:
    groups.ensure()
    return AdministratorFactory(surname="Умовний", given_name="Роман", patronymic="Ігорович")


@pytest.fixture
def office(secretary) -> Client:
    """The secretariat at work, signed in with a second factor."""
    return client_of(secretary)


@pytest.fixture
def administration(administrator) -> Client:
    return client_of(administrator)


@pytest.fixture
def editing(db) -> Client:
    groups.ensure()
    return client_of(EditorFactory())
