"""Readers of the calendar, each in a browser of their own."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from freezegun import freeze_time

from mayorsclub.accounts.models import User
from tests.moments import NOON
from tests.sign_in import sign_in


@pytest.fixture
def noon() -> Iterator[None]:
    """It is NOON for the whole test."""
    with freeze_time(NOON):
        yield


@pytest.fixture
def reader(db) -> Callable[..., Client]:
    """The browser of a person, signed in; `strong`: with the second factor."""

    def of(user: User, *, strong: bool = False) -> Client:
        client = Client()
        sign_in(client, user, strong=strong)
        return client

    return of
