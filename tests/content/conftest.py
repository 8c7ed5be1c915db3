from collections.abc import Iterator

import pytest
from django.db import transaction

from mayorsclub.content.domain.loading import load_content


@pytest.fixture(scope="module")
def _loaded(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The site as load_content makes it, once a module: each test undoes its own changes."""
    with django_db_blocker.unblock():
        around = transaction.atomic()
        around._from_testcase = True
        with around:
            load_content()
            with django_db_blocker.block():
                yield
            transaction.set_rollback(True)


@pytest.fixture
def pages(_loaded, db) -> None:
    """The pages are there."""
