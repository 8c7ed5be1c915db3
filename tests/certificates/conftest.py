import pytest
from django.core.cache import cache

from mayorsclub.accounts.models import User
from mayorsclub.certificates import holders
from tests.factories.certificates import PersonHandler


@pytest.fixture(autouse=True)
def _people_hold_certificates(monkeypatch):
    monkeypatch.setattr(holders, "_handlers", {User: PersonHandler()})


@pytest.fixture(autouse=True)
def _no_guesses_yet():
    cache.clear()
