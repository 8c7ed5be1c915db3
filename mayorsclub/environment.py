"""The settings that a server may be given, read from environment variables.

One table, `SETTINGS`: the README shows it (a test holds them equal), and a
value that cannot be used stops the start with a sentence that names it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

ROOT = Path(__file__).resolve().parent.parent


class Unusable(ValueError):
    """A value that cannot be used; the text says why, after the variable's name."""


def _text(value: str) -> str:
    return value


def _parts(value: str) -> SplitResult:
    """An address taken apart; its port is a number."""
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        raise Unusable("is no address, or its port is no number up to 65535") from None
    return parts


def _whole_number(value: str) -> int:
    try:
        number = int(value)
    except ValueError:
        raise Unusable(f"must be a whole number, not '{value}'") from None
    if number < 0:
        raise Unusable("must not be negative")
    return number


def _port(value: str) -> int:
    number = _whole_number(value)
    if not 0 < number < 65536:
        raise Unusable("must be a port between 1 and 65535")
    return number


def _yes_or_no(value: str) -> bool | None:
    if value.lower() in {"1", "yes", "true", "on"}:
        return True
    if value.lower() in {"0", "no", "false", "off"}:
        return False
    if value == "":
        return None
    raise Unusable(f"must be yes or no, not '{value}'")


def _worker_count(value: str) -> int:
    number = _whole_number(value)
    if not 1 <= number <= 64:
        raise Unusable("must be between 1 and 64")
    return number


def _level(value: str) -> str:
    if value.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise Unusable(f"must be DEBUG, INFO, WARNING or ERROR, not '{value}'")
    return value.upper()


def _socket(value: str) -> str:
    if value and not value.startswith("/"):
        raise Unusable("must be the full path of a socket, such as /run/clamav/clamd.ctl")
    return value


def _folder(value: str) -> Path:
    return (ROOT / value).resolve()


def _base_url(value: str) -> str:
    if not value:
        return ""
    parts = _parts(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/"):
        raise Unusable("must be an address such as https://club.example, without a path")
    return f"{parts.scheme}://{parts.netloc}"


def _secret(value: str) -> str:
    if value and len(value) < 32:
        raise Unusable("must have at least 32 characters")
    return value


def _database(value: str) -> dict[str, Any]:
    if not value:
        return {}
    if _parts(value).scheme not in {"postgres", "postgresql", "sqlite"}:
        raise Unusable("must begin with postgres:// or sqlite:///")
    config = environ.Env.db_url_config(value)
    if config.get("NAME") in {None, "", ":memory:"}:
        raise Unusable("must end with the name of a database")
    return config


def _redis(value: str) -> str:
    parts = _parts(value)
    if value and (parts.scheme not in {"redis", "rediss"} or not parts.hostname):
        raise Unusable("must look like redis://host:6379/0")
    return value


def _mail(value: str) -> SimpleNamespace:
    parts = _parts(value)
    if parts.scheme == "file":
        return SimpleNamespace(kind="file", host="", port=0, user="", password="", tls="")
    if parts.scheme not in {"smtp", "smtps", "smtp+starttls"} or not parts.hostname:
        raise Unusable("must look like smtp+starttls://user:password@host:587, or be file://")
    return SimpleNamespace(
        kind="smtp",
        host=parts.hostname,
        port=parts.port or {"smtp": 25, "smtps": 465}.get(parts.scheme, 587),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls={"smtps": "ssl", "smtp+starttls": "starttls"}.get(parts.scheme, ""),
    )


def _sender(value: str) -> str:
    if value:
        try:
            validate_email(value)
        except ValidationError:
            raise Unusable("must be an address such as club@club.example") from None
    return value


def _files(value: str) -> SimpleNamespace | None:
    if not value:
        return None
    parts = _parts(value)
    scheme = {"s3": "https", "s3+http": "http"}.get(parts.scheme)
    if not scheme or not parts.hostname or not parts.username or not parts.path.strip("/"):
        raise Unusable("must look like s3://key:secret@host/bucket")
    host = parts.hostname + (f":{parts.port}" if parts.port else "")
    return SimpleNamespace(
        endpoint=f"{scheme}://{host}",
        key=unquote(parts.username),
        secret=unquote(parts.password or ""),
        bucket=parts.path.strip("/"),
    )


@dataclass(frozen=True)
class Setting:
    """One environment variable: its name, default, reader and meaning (for the README)."""

    name: str
    default: str
    read: Callable[[str], Any]
    meaning: str


SETTINGS = (
    Setting("PORT", "8000", _port, "Port of the web server."),
    Setting("LISTEN", "127.0.0.1", _text, "Address the web server listens on."),
    Setting(
        "BASE_URL",
        "",
        _base_url,
        "Address people use, such as `https://club.example`; every link in a letter begins "
        "with it. Default: `http://localhost:PORT`. With https the keys below are required.",
    ),
    Setting("DATA_DIR", "var", _folder, "Folder for the embedded database, files, mail and keys."),
    Setting("SECRET_KEY", "", _secret, "Signs sessions. Made and kept in DATA_DIR when not given."),
    Setting(
        "AUDIT_KEY", "", _secret, "Seals the audit log. Made and kept in DATA_DIR when not given."
    ),
    Setting(
        "FIELD_KEY",
        "",
        _secret,
        "Encrypts second-factor secrets. Made and kept in DATA_DIR when not given.",
    ),
    Setting(
        "DATABASE_URL",
        "",
        _database,
        "`postgres://user:password@host:5432/name`. Default: SQLite in DATA_DIR.",
    ),
    Setting(
        "REDIS_URL",
        "",
        _redis,
        "`redis://host:6379/0` for cache and sessions. Default: the database.",
    ),
    Setting(
        "FILES_URL",
        "",
        _files,
        "`s3://key:secret@host/bucket` for files (`s3+http://` without TLS). Default: DATA_DIR.",
    ),
    Setting(
        "MAIL_URL",
        "file://",
        _mail,
        "`smtp+starttls://user:password@host:587`, `smtps://…` or `smtp://…`. "
        "Default: .eml files in DATA_DIR/mail.",
    ),
    Setting(
        "MAIL_FROM", "", _sender, "Sender's address; required with SMTP. Default: club@localhost."
    ),
    Setting(
        "CLAMAV_SOCKET", "", _socket, "Socket of a virus scanner (clamd). Default: not scanned."
    ),
    Setting("PROXY_COUNT", "0", _whole_number, "How many proxies of yours stand before the app."),
    Setting(
        "DEMONSTRATION",
        "",
        _yes_or_no,
        "Load invented people and applications. Default: yes while BASE_URL is not given.",
    ),
    Setting("WEB_WORKERS", "2", _worker_count, "Web server processes."),
    Setting("LOG_LEVEL", "INFO", _level, "DEBUG, INFO, WARNING or ERROR."),
)


def read(source: Mapping[str, str]) -> SimpleNamespace:
    """The settings as attributes in lower case.

    Raises ImproperlyConfigured with one sentence for each variable that is
    malformed, or missing beside another.
    """
    values, faults = SimpleNamespace(), []
    for setting in SETTINGS:
        given = source.get(setting.name, "").strip()
        try:
            values.__dict__[setting.name.lower()] = setting.read(given or setting.default)
        except Unusable as fault:
            faults.append(f"{setting.name} {fault}.")
    if not faults:
        faults = [f"{name} is missing: {why}." for name, why in _missing(values)]
    if faults:
        raise ImproperlyConfigured(" ".join(faults))
    if values.demonstration is None:
        values.demonstration = not values.base_url
    values.base_url = values.base_url or f"http://localhost:{values.port}"
    return values


def _missing(values: SimpleNamespace) -> list[tuple[str, str]]:
    wanted = []
    if values.base_url.startswith("https://"):
        wanted += [
            (name, "a public site needs its own key of 32 characters or more")
            for name in ("SECRET_KEY", "AUDIT_KEY", "FIELD_KEY")
            if not getattr(values, name.lower())
        ]
    if values.mail_url.kind == "smtp" and not values.mail_from:
        wanted.append(("MAIL_FROM", "mail over SMTP needs the sender's address"))
    return wanted
