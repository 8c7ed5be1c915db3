from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from mayorsclub.worker import heartbeat, views
from mayorsclub.worker.models import Beat


@pytest.fixture
def alive(db):
    heartbeat.beat("test", timezone.now())


def test_all_is_well_while_database_and_worker_answer(client, alive):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_the_answer_sets_no_cookie_and_is_not_kept(client, alive):
    answer = client.get("/healthz")
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]


def test_it_answers_to_looks_only(client, alive):
    assert client.head("/healthz").status_code == 200
    assert client.post("/healthz").status_code == 405


@pytest.mark.parametrize("silent_for", [None, heartbeat.LIFE + timedelta(seconds=1)])
def test_without_a_living_worker_the_queue_fails(db, client, silent_for):
    if silent_for:
        heartbeat.beat("test", timezone.now() - silent_for)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"status": "failed", "failed": ["queue"]})


def test_a_worker_that_left_does_not_live(client, alive):
    heartbeat.leave("test")
    assert client.get("/healthz").status_code == 503
    assert not Beat.objects.exists()


def test_without_a_database_both_fail(client, alive, monkeypatch):
    def no_cursor():
        raise DatabaseError

    with monkeypatch.context() as patched:
        patched.setattr(views.connection, "cursor", no_cursor)
        answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (
        503,
        {"status": "failed", "failed": ["database", "queue"]},
    )


def test_worker_ids_fit_the_task_queue():
    assert len({heartbeat.new_worker_id() for _ in range(50)}) == 50
    assert len(heartbeat.new_worker_id()) <= 64
