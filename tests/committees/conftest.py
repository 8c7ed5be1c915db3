from pathlib import Path

import pytest

from mayorsclub.accounts.models import User
from mayorsclub.committees import subjects
from tests.factories.committees import BodyFactory, Hall

TEMPLATES = Path(__file__).parent / "templates"


@pytest.fixture
def hall(settings) -> Hall:
    """People can be voted on: proof that committees know nothing of applications."""
    before = dict(subjects._handlers)
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [TEMPLATES]}]
    made = Hall()
    subjects.register(User, made.handler())
    yield made
    subjects._handlers.clear()
    subjects._handlers.update(before)


@pytest.fixture
def body(db, hall):
    return BodyFactory()
