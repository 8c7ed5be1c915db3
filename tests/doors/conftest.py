"""The world of the walks, built once for a module, inside a transaction rolled back at its end."""

from collections.abc import Iterator

import pytest
from django.core.files.storage import FileSystemStorage
from django.db import transaction
from django.test import override_settings
from freezegun import freeze_time

from mayorsclub.files.models import PrivateFile
from tests.doors.world import LATER, World, build


@pytest.fixture(autouse=True)
def _files_in_tmp() -> None:
    """The world's files outlive one test (see `world`)."""


@pytest.fixture(scope="module")
def world(_with_pages, django_db_blocker, tmp_path_factory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("doors")
    content = PrivateFile._meta.get_field("content")
    with (
        pytest.MonkeyPatch.context() as patch,
        override_settings(MEDIA_ROOT=folder / "media"),
        django_db_blocker.unblock(),
        freeze_time(LATER, tick=True),
        transaction.atomic(),
    ):
        patch.setattr(content, "storage", FileSystemStorage(location=folder / "private"))
        yield build()
        transaction.set_rollback(True)
