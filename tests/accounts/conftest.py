from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _no_limits_from_before() -> Iterator[None]:
    """Each test begins with nothing counted against its addresses."""
    cache.clear()
    yield
    cache.clear()
