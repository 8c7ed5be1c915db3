"""Private files in a real S3 server on this machine."""

import boto3
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from storages.backends.s3 import S3Storage

from mayorsclub.files import ranges, readers
from mayorsclub.files.domain import keep
from mayorsclub.files.domain.videos import check_video, keep_video
from mayorsclub.files.models import PrivateFile
from tests.factories.accounts import UserFactory
from tests.factories.files import PDF, upload
from tests.factories.videos import mp4
from tests.moments import NOON
from tests.services import processes

KEYS = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}


@pytest.fixture
def bucket(monkeypatch):
    """A bucket 'club' that PrivateFile keeps its content in; gives the bucket's client."""
    with processes.s3() as endpoint:
        client = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1", **KEYS)
        client.create_bucket(Bucket="club")
        storage = S3Storage(
            bucket_name="club",
            endpoint_url=endpoint,
            access_key="test",
            secret_key="test",
            file_overwrite=False,
            location="private",
        )
        monkeypatch.setattr(PrivateFile._meta.get_field("content"), "storage", storage)
        yield client


def test_a_private_file_is_kept_in_s3_and_handed_out_by_us(client, db, bucket, monkeypatch):
    monkeypatch.setattr(readers, "_questions", {})
    readers.register("test", lambda user, file: user == file.added_by)
    person = UserFactory()
    kept = keep(upload(PDF, "Рішення.pdf"), purpose="test", about=None, by=person, at=NOON)

    (stored,) = bucket.list_objects_v2(Bucket="club")["Contents"]
    assert stored["Key"] == f"private/{kept.content.name}"
    assert bucket.get_object(Bucket="club", Key=stored["Key"])["Body"].read() == PDF
    address = reverse("files:read", args=[kept.token])
    assert client.get(address).status_code == 404
    client.force_login(person)
    response = client.get(address)
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["Content-Length"] == str(len(PDF))


def test_of_a_recording_in_s3_only_the_part_is_fetched(db, bucket):
    content = mp4(300_000)
    checked = check_video(SimpleUploadedFile("film.mp4", content))
    kept = keep_video(checked, purpose="test", about=None, by=None, at=NOON)

    assert b"".join(ranges.part(kept, 100_000, 199_999)) == content[100_000:200_000]
    assert b"".join(ranges.part(kept, 0, 299_999)) == content
