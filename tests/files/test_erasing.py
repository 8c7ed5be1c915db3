"""Files that go: erased with their record, or stored without one."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from mayorsclub.audit.models import Entry
from mayorsclub.files.domain import erase, files_about, keep
from mayorsclub.files.domain.erasing import remove_strays
from mayorsclub.files.models import PrivateFile
from tests.factories.accounts import UserFactory
from tests.factories.files import PDF, PrivateFileFactory, upload
from tests.files.test_s3 import bucket  # noqa: F401
from tests.moments import NOON

LATER = timedelta(days=2)


def kept(person, purpose="test"):
    return keep(upload(PDF, "a.pdf"), purpose=purpose, about=person, by=person, at=NOON)


def test_an_erased_file_leaves_only_a_line_in_the_log(db, django_capture_on_commit_callbacks):
    person, other = UserFactory(), UserFactory()
    gone, stays = kept(person), [kept(person, "certificate"), kept(other)]
    path = Path(gone.content.path)
    assert path.exists()

    with django_capture_on_commit_callbacks(execute=True):
        assert erase(files_about(person, purpose="test"), at=NOON) == 1
        assert path.exists()  # until the transaction is committed

    assert not path.exists()
    assert list(PrivateFile.objects.all()) == stays
    assert all(Path(file.content.path).exists() for file in stays)
    line = Entry.objects.latest("number")
    assert (line.action, line.about_id) == ("file.erased", str(gone.pk))


def test_what_is_rolled_back_is_not_erased(real_database):
    person = UserFactory()
    file = kept(person)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        erase(files_about(person, purpose="test"), at=NOON)
        raise ZeroDivisionError
    assert PrivateFile.objects.get() == file
    assert Path(file.content.path).exists()


def test_a_stored_content_without_a_row_goes_after_a_day(db):
    storage = PrivateFile._meta.get_field("content").storage
    assert remove_strays(at=timezone.now()) == 0  # no folder yet
    file = PrivateFileFactory()
    stray = storage.save("2026/10/stray", ContentFile(PDF))

    assert remove_strays(at=timezone.now()) == 0
    assert remove_strays(at=timezone.now() + LATER) == 1

    assert not storage.exists(stray)
    assert storage.exists(file.content.name)


def test_strays_are_found_in_s3_too(db, bucket):  # noqa: F811
    storage = PrivateFile._meta.get_field("content").storage
    file = kept(UserFactory())
    storage.save("2026/10/stray", ContentFile(PDF))
    assert remove_strays(at=timezone.now()) == 0
    assert remove_strays(at=timezone.now() + LATER) == 1
    (left,) = bucket.list_objects_v2(Bucket="club")["Contents"]
    assert left["Key"] == f"private/{file.content.name}"
