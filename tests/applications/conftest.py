import pytest
from django.core.cache import cache

from mayorsclub.applications import kinds
from tests.applications import trial


@pytest.fixture(autouse=True)
def trial_kind():
    """The trial kind, known for one test."""
    kind = trial.make()
    kinds.register(kind)
    trial.approved.clear()
    yield kind
    kinds.unregister(kind.slug)
    cache.clear()
