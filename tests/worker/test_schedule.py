import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from mayorsclub.worker import schedule
from mayorsclub.worker.models import Beat
from mayorsclub.worker.schedule import Job, ScheduleLoop, every

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def own_jobs(monkeypatch):
    monkeypatch.setattr(schedule, "_jobs", {})


def test_a_job_runs_once_in_each_period(db, own_jobs):
    runs = []

    @every(hours=1)
    def job():
        runs.append(1)

    assert ScheduleLoop(lambda: NOW).drain(lambda: False) == 1
    assert ScheduleLoop(lambda: NOW + HOUR / 2).drain(lambda: False) == 0
    assert ScheduleLoop(lambda: NOW + HOUR).drain(lambda: False) == 1
    assert len(runs) == 2
    assert [job.period for job in schedule.jobs()] == [HOUR]


def test_a_job_that_raises_stops_no_other_and_is_tried_again_soon(db, own_jobs, caplog):
    runs = []

    @every(hours=24)
    def breaks():
        runs.append("breaks")
        raise ZeroDivisionError

    @every(hours=24)
    def works():
        runs.append("works")

    assert ScheduleLoop(lambda: NOW).drain(lambda: False) == 2
    assert runs == ["breaks", "works"]
    assert "breaks failed" in caplog.text
    again_at = NOW + schedule.RETRY
    assert ScheduleLoop(lambda: again_at - timedelta(seconds=1)).drain(lambda: False) == 0
    assert ScheduleLoop(lambda: again_at).drain(lambda: False) == 1
    assert runs == ["breaks", "works", "breaks"]


def test_no_job_begins_after_the_order_to_stop(db, own_jobs):
    every(minutes=1)(lambda: None)
    assert ScheduleLoop(lambda: NOW).drain(lambda: True) == 0
    assert not Beat.objects.exists()


def test_a_look_that_finds_nothing_due_does_not_write(db, django_assert_num_queries):
    job = Job("x", lambda: None, HOUR)
    schedule.claim(job, NOW)
    with django_assert_num_queries(2) as queries:
        assert not schedule.claim(job, NOW)
    assert all(query["sql"].startswith("SELECT") for query in queries.captured_queries)


@pytest.mark.parametrize("period", [{}, {"minutes": -1}])
def test_a_period_is_longer_than_nothing(own_jobs, period):
    with pytest.raises(ValueError, match="period"):
        every(**period)


def test_of_many_workers_one_wins_a_period(real_database):
    job = Job("x", lambda: None, HOUR)
    won = []
    ready = threading.Barrier(8)

    def work():
        ready.wait()
        won.append(schedule.claim(job, NOW))
        connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(won) == [False] * 7 + [True]
