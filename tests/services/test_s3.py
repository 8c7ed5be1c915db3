"""Files on a real S3 server."""

import boto3

from tests.services import processes

SCRIPT = """
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages

private = storages["private"]
name = private.save("evidence", ContentFile(b"mandate"))
print(name, private.open(name).read(), private.exists(name))
other = private.save("evidence", ContentFile(b"another"))
print(other != name, private.size(other))
print(default_storage.save("picture.png", ContentFile(b"png")))
print(default_storage.url("picture.png"))
private.delete(other)
print(private.exists(other))
"""


def test_private_files_and_media_live_in_the_bucket(tmp_path):
    with processes.s3() as endpoint:
        client = boto3.client(
            "s3",
            endpoint_url=endpoint,
            aws_access_key_id="key",
            aws_secret_access_key="secret",
            region_name="us-east-1",
        )
        client.create_bucket(Bucket="club")
        address = endpoint.replace("http://", "s3+http://key:secret@") + "/club"

        printed = processes.django(
            SCRIPT,
            FILES_URL=address,
            DATA_DIR=str(tmp_path),
            DATABASE_URL="",
            AWS_DEFAULT_REGION="us-east-1",
        )
        stored = {item["Key"] for item in client.list_objects_v2(Bucket="club")["Contents"]}

    assert printed.splitlines() == [
        "evidence b'mandate' True",
        "True 7",
        "picture.png",
        "http://localhost:8000/media/picture.png",
        "False",
    ]
    assert stored == {"private/evidence", "media/picture.png"}
