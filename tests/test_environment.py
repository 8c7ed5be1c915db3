"""Settings from the environment: refused with a sentence, shown in the README."""

import re
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from mayorsclub import environment

KEY = "k" * 40
PUBLIC = {
    "BASE_URL": "https://club.example",
    "SECRET_KEY": KEY,
    "AUDIT_KEY": KEY,
    "FIELD_KEY": KEY,
}


def test_without_any_variable_everything_is_embedded_and_a_demonstration():
    values = environment.read({})

    assert values.base_url == "http://localhost:8000"
    assert values.demonstration is True
    assert values.database_url == {}
    assert values.redis_url == ""
    assert values.files_url is None
    assert values.mail_url.kind == "file"


def test_a_public_site_is_no_demonstration_unless_asked():
    assert environment.read(PUBLIC).demonstration is False
    assert environment.read({**PUBLIC, "DEMONSTRATION": "yes"}).demonstration is True


def test_addresses_are_taken_apart():
    values = environment.read(
        {
            **PUBLIC,
            "DATABASE_URL": "postgres://u:p%40ss@db.example:5433/club",
            "MAIL_URL": "smtp+starttls://me:s%3Acret@mail.example",
            "MAIL_FROM": "club@club.example",
            "FILES_URL": "s3://key:sec%2Fret@s3.example/bucket",
        }
    )

    assert values.database_url["HOST"] == "db.example"
    assert values.database_url["PASSWORD"] == "p@ss"
    assert (values.mail_url.port, values.mail_url.tls) == (587, "starttls")
    assert values.mail_url.password == "s:cret"
    assert values.files_url.endpoint == "https://s3.example"
    assert values.files_url.secret == "sec/ret"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"PORT": "http"}, "PORT must be a whole number, not 'http'."),
        ({"PORT": "70000"}, "PORT must be a port between 1 and 65535."),
        ({"BASE_URL": "club.example"}, "BASE_URL must be an address"),
        ({"BASE_URL": "https://club.example/path"}, "BASE_URL must be an address"),
        ({"DATABASE_URL": "mysql://x/y"}, "DATABASE_URL must begin with postgres://"),
        ({"DATABASE_URL": "postgres://host"}, "DATABASE_URL must end with the name"),
        ({"REDIS_URL": "localhost:6379"}, "REDIS_URL must look like redis://"),
        ({"FILES_URL": "s3://bucket"}, "FILES_URL must look like s3://"),
        ({"MAIL_URL": "mail.example"}, "MAIL_URL must look like"),
        ({"DATABASE_URL": "postgres://u@h:many/x"}, "DATABASE_URL is no address, or its port"),
        ({"DATABASE_URL": "sqlite:///"}, "DATABASE_URL must end with the name"),
        ({"REDIS_URL": "redis://h:99999/0"}, "REDIS_URL is no address, or its port"),
        ({"MAIL_URL": "smtp://h:many"}, "MAIL_URL is no address, or its port"),
        ({"BASE_URL": "http://h:many"}, "BASE_URL is no address, or its port"),
        ({"MAIL_FROM": "the club"}, "MAIL_FROM must be an address"),
        ({"MAIL_URL": "smtp://mail.example"}, "MAIL_FROM is missing: mail over SMTP"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY must have at least 32 characters."),
        ({"DEMONSTRATION": "perhaps"}, "DEMONSTRATION must be yes or no"),
        ({"BASE_URL": "https://club.example"}, "SECRET_KEY is missing: a public site"),
        ({"LOG_LEVEL": "LOUD"}, "LOG_LEVEL must be"),
        ({"WEB_WORKERS": "0"}, "WEB_WORKERS must be"),
        ({"CLAMAV_SOCKET": "relative.sock"}, "CLAMAV_SOCKET must be"),
    ],
)
def test_a_malformed_or_missing_variable_is_named_in_a_sentence(given, sentence):
    with pytest.raises(ImproperlyConfigured) as refused:
        environment.read(given)
    assert sentence in str(refused.value)


def test_the_readme_shows_every_setting_as_it_is():
    readme = (environment.ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([A-Z_]+)` \| (.*?) \| (.*) \|$", readme, re.M)

    assert rows == [
        (setting.name, f"`{setting.default}`" if setting.default else "–", setting.meaning)
        for setting in environment.SETTINGS
    ]


def test_a_key_is_made_once_and_kept_for_its_owner_only(tmp_path):
    from mayorsclub.keys import kept_key

    first = kept_key("secret", tmp_path)

    assert len(first) >= 64
    assert kept_key("secret", tmp_path) == first
    assert (tmp_path / "keys" / "secret").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in Path(tmp_path / "keys").iterdir()] == ["secret"]
