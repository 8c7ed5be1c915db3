"""Cache and sessions on a real Redis."""

import pytest

from tests.services import processes

pytestmark = pytest.mark.skipif(not processes.has_redis(), reason="redis-server is not installed")

SCRIPT = """
from django.core.cache import cache
from django.contrib.sessions.models import Session
from django.db import connection
from django.contrib.sessions.backends.cached_db import SessionStore
import redis, os

with connection.schema_editor() as editor:
    editor.create_model(Session)
cache.set("known", {"a": 1}, 60)
cache.incr("counter") if cache.add("counter", 0) is False else cache.incr("counter")
session = SessionStore()
session["person"] = "7"
session.save()
again = SessionStore(session.session_key)
keys = redis.Redis.from_url(os.environ["REDIS_URL"]).keys()
print(cache.get("known"), cache.get("counter"), again["person"])
print(any(b"known" in key for key in keys), any(session.session_key.encode() in key for key in keys))
"""


def test_cache_and_sessions_live_in_redis(tmp_path):
    with processes.redis(tmp_path) as url:
        printed = processes.django(
            SCRIPT, REDIS_URL=url, DATA_DIR=str(tmp_path / "data"), DATABASE_URL=""
        )

    assert printed.splitlines() == ["{'a': 1} 1 7", "True True"]


def test_rate_limits_hold_over_processes(tmp_path):
    count = "from django.core.cache import cache\ncache.add('n', 0)\nprint(cache.incr('n'))"
    with processes.redis(tmp_path) as url:
        environment = {"REDIS_URL": url, "DATA_DIR": str(tmp_path / "data"), "DATABASE_URL": ""}
        printed = [processes.django(count, **environment).strip() for _ in range(2)]

    assert printed == ["1", "2"]
