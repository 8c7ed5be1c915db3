import pytest

from mayorsclub.accounts.models import User
from mayorsclub.inbox.domain import messages
from mayorsclub.inbox.models import Message
from tests.factories.accounts import SecretariatFactory, UserFactory
from tests.moments import NOON

STRANGER = messages.Writer("Зразок Марія", "maria@example.org", organisation="Газета «Приклад»")


def receive(**how: object) -> Message:
    """A message of a stranger at NOON; `how` changes what is asked of receive()."""
    given = {
        "writer": STRANGER,
        "topic": "question",
        "text": "Як вступити до Клубу?",
        "language": "uk",
        "by": None,
        "at": NOON,
        **how,
    }
    return messages.receive(given.pop("writer"), **given)  # type: ignore[arg-type]


@pytest.fixture
def secretary(db) -> User:
    return SecretariatFactory()


@pytest.fixture
def person(db) -> User:
    return UserFactory(email="person@example.org")


@pytest.fixture
def message(db) -> Message:
    return receive()
