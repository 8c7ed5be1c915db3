import pytest

from tests.factories.territories import load_small_codifier


@pytest.fixture
def codifier(db) -> None:
    """Some sixty real units of nine oblasts."""
    load_small_codifier()
