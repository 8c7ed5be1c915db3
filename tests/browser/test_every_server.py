"""The same way in when PostgreSQL, Redis, S3 and SMTP are all there at once."""

import boto3
import pytest
import redis
from aiosmtpd.controller import Controller
from django.db import connections

from tests.browser import site as sites
from tests.browser import test_way_in as way_in
from tests.services import processes

# On SQLite the common site walks already; here the point is that nothing is embedded.
pytestmark = [
    pytest.mark.skipif(
        connections["default"].vendor != "postgresql", reason="runs with the PostgreSQL suite"
    ),
    pytest.mark.skipif(not processes.has_redis(), reason="redis-server is not installed"),
]


class Folder:
    """A mail server's handler that writes each letter to where the tests read letters."""

    def __init__(self, folder) -> None:
        self.folder = folder
        self.count = 0

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.count += 1
        fresh = self.folder / f"{self.count:05}.part"
        fresh.write_bytes(envelope.content)
        fresh.rename(fresh.with_suffix(".eml"))
        return "250 OK"


@pytest.fixture(scope="module")
def servers(tmp_path_factory):
    """A Redis, an S3 server with a bucket, and a mail server; the variables that name them."""
    folder = tmp_path_factory.mktemp("everything")
    (folder / "mail").mkdir()
    port = processes.free_port()
    mail = Controller(Folder(folder / "mail"), hostname="127.0.0.1", port=port)
    with processes.redis(folder) as cache, processes.s3() as endpoint:
        bucket = boto3.client(
            "s3",
            endpoint_url=endpoint,
            aws_access_key_id="key",
            aws_secret_access_key="secret",
        )
        bucket.create_bucket(Bucket="club")
        mail.start()
        yield {
            "folder": folder,
            "bucket": bucket,
            "REDIS_URL": cache,
            "FILES_URL": endpoint.replace("http://", "s3+http://key:secret@") + "/club",
            "MAIL_URL": f"smtp://127.0.0.1:{port}",
            "MAIL_FROM": "club@localhost",
        }
        mail.stop()


@pytest.fixture(scope="module")
def site(servers, django_db_blocker):
    variables = {name: value for name, value in servers.items() if name.isupper()}
    with (
        sites.database_of_its_own(django_db_blocker) as database,
        sites.running(servers["folder"], **variables, **database) as it,
    ):
        yield it


def test_a_mayor_becomes_a_member(person, site, servers):
    way_in.test_a_mayor_becomes_a_member(person, site)

    held = servers["bucket"].list_objects_v2(Bucket="club", Prefix="private/")
    assert held["KeyCount"] > 0
    assert not list(servers["folder"].glob("private/*"))
    assert not list(servers["folder"].glob("db.sqlite3"))
    assert redis.Redis.from_url(servers["REDIS_URL"]).dbsize() > 0
