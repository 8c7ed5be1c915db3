"""What must hold before anything starts. Each refusal is one sentence that names the setting."""

import errno
import fcntl
import os
import socket
from pathlib import Path
from types import SimpleNamespace
from typing import IO

ANSWER_SECONDS = 5


class CannotStart(Exception):
    """The text says what is wrong and how to mend it, without secrets."""


def check(env: SimpleNamespace) -> None:
    """Raise CannotStart when the port or a server that the settings name cannot be used."""
    check_port(env.listen, env.port)
    check_database()
    if env.redis_url:
        check_redis(env.redis_url)
    if env.files_url:
        check_bucket(env.files_url)


def take(folder: Path) -> IO[str]:
    """Hold the data folder for this process alone, until the file is closed or it ends.

    The lock is the system's: it ends with the process, however that ends.
    """
    try:
        lock = (folder / ".lock").open("a")
    except OSError as error:
        raise CannotStart(f"DATA_DIR: {folder} cannot be written to: {error.strerror}.") from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise CannotStart(
            f"DATA_DIR: the platform is already running on {folder}; stop it first, "
            "or give this one a DATA_DIR and a PORT of its own."
        ) from None
    return lock


def check_port(listen: str, port: int) -> None:
    """The web server will be able to listen there."""
    try:
        found = socket.getaddrinfo(listen, port, type=socket.SOCK_STREAM)
        family, address = found[0][0], found[0][4]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            # As the web server does: an address that was just left is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except socket.gaierror:
        raise CannotStart(f"LISTEN: '{listen}' is no address of this machine.") from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            sentence = f"PORT: another program listens on {port}; take another one: PORT=8123."
        elif error.errno == errno.EACCES:
            sentence = f"PORT: only root may listen on {port}; take one from 1024 on."
        else:
            sentence = f"LISTEN: '{listen}' is no address of this machine."
        raise CannotStart(sentence) from None


def check_database() -> None:
    from django.db import DatabaseError, connection

    try:
        connection.ensure_connection()
    except DatabaseError as error:
        name = "DATABASE_URL" if os.environ.get("DATABASE_URL") else "DATA_DIR"
        raise CannotStart(f"{name}: the database does not answer: {_line(error)}.") from None


def check_audit_key() -> None:
    """The log's lines bear seals of our key: with another key all later ones would look
    forged. After the migrations, because the log is one of their tables.

    One spoilt line does not stop the club's work; `verify_audit` names it.
    """
    from mayorsclub.audit.domain.seals import is_genuine
    from mayorsclub.audit.models import Entry

    ends = [Entry.objects.order_by(order).first() for order in ("number", "-number")]
    found = [entry for entry in ends if entry is not None]
    if found and not any(is_genuine(entry) for entry in found):
        raise CannotStart(
            "AUDIT_KEY: the audit log was begun with another key. Give that one; it is in no "
            "backup of the database, so look where the settings are kept."
        )


def check_redis(url: str) -> None:
    import redis

    try:
        with redis.Redis.from_url(url, socket_connect_timeout=ANSWER_SECONDS) as client:
            client.ping()
    except (redis.RedisError, ValueError) as error:
        raise CannotStart(f"REDIS_URL: Redis does not answer: {_line(error)}.") from None


def check_bucket(files: SimpleNamespace) -> None:
    import boto3
    from botocore.config import Config
    from botocore.exceptions import BotoCoreError, ClientError

    client = boto3.client(
        "s3",
        endpoint_url=files.endpoint,
        aws_access_key_id=files.key,
        aws_secret_access_key=files.secret,
        config=Config(
            connect_timeout=ANSWER_SECONDS,
            read_timeout=ANSWER_SECONDS,
            retries={"total_max_attempts": 2},
        ),
    )
    try:
        client.head_bucket(Bucket=files.bucket)
    except (BotoCoreError, ClientError) as error:
        sentence = f"FILES_URL: the bucket '{files.bucket}' cannot be used: {_line(error)}."
        raise CannotStart(sentence) from None


def _line(error: Exception) -> str:
    """The first line of an error, without its full stop."""
    return (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")
