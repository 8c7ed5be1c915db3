"""A worker that is killed loses no letter and repeats none more than once."""

import signal
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connections, transaction
from django.utils import timezone

from mayorsclub.mail import faults
from mayorsclub.mail.domain.outbox import Address, queue_letter
from mayorsclub.mail.models import Letter, State
from tests.mail.servers import mail_server
from tests.worker.processes import start_worker, wait_for

LETTERS = 200


@pytest.fixture
def outbox(real_database):
    at = timezone.now()
    with transaction.atomic():
        for number in range(LETTERS):
            queue_letter(
                "mail.trial",
                to=Address(f"person{number}@example.org", "Зразок Ольга", "uk"),
                about=None,
                at=at,
                context={"moment": "сьогодні"},
            )
    connections.close_all()


def let_leases_run_out():
    past = timezone.now() - timedelta(seconds=1)
    count = Letter.objects.filter(state=State.SENDING).update(leased_until=past)
    connections.close_all()
    return count


def kill_at(box, worker, number):
    """Kill the worker when it has handed over the text of this letter, before the answer."""

    def on_data(arrived):
        if arrived == number:
            worker.kill()
            worker.wait()

    box.on_data = on_data


def test_killed_in_mid_delivery_nothing_is_lost_and_none_sent_more_than_twice(outbox, tmp_path):
    with mail_server() as server:
        mail_url = f"smtp://127.0.0.1:{server.port}"
        # The second kill hits a letter that goes alone, the third one a later chunk.
        for number in (31, 38, 150):
            worker = start_worker(tmp_path, mail_url=mail_url)
            kill_at(server.box, worker, number)
            assert worker.wait(60) == -signal.SIGKILL
            assert let_leases_run_out() > 0
        server.box.on_data = lambda number: None
        assert start_worker(tmp_path, mail_url=mail_url, once=True).wait(60) == 0

        arrived = Counter(server.box.ids)
    letters = Letter.objects.all()
    assert set(arrived) == {letter.message_id for letter in letters}
    assert max(arrived.values()) == 2
    failed = [letter for letter in letters if letter.state != State.SENT]
    # The letter that was in hand at two kills is not tried again; the office sees it.
    assert len(failed) <= 1
    for letter in failed:
        assert (letter.state, letter.last_error) == (State.FAILED, faults.IN_DOUBT)
        assert arrived[letter.message_id] == 2


def test_told_to_stop_it_stops_soon_and_sends_nothing_twice(outbox, tmp_path):
    with mail_server() as server:
        mail_url = f"smtp://127.0.0.1:{server.port}"
        server.box.on_data = lambda number: time.sleep(0.02)
        for number, least in ((signal.SIGTERM, 20), (signal.SIGINT, 60)):
            worker = start_worker(tmp_path, mail_url=mail_url)
            wait_for(lambda least=least: len(server.box.letters) >= least)
            told_at = time.monotonic()
            worker.send_signal(number)
            assert worker.wait(10) == 0
            assert time.monotonic() - told_at < 5
            assert not Letter.objects.filter(state=State.SENDING).exists()
            sent = Letter.objects.filter(state=State.SENT).count()
            assert least <= sent == len(server.box.letters) < LETTERS
            connections.close_all()

        server.box.on_data = lambda number: None
        assert start_worker(tmp_path, mail_url=mail_url, once=True).wait(60) == 0
        assert len(server.box.ids) == len(set(server.box.ids)) == LETTERS
    assert set(Letter.objects.values_list("state", flat=True)) == {State.SENT}


def test_two_workers_share_the_outbox(outbox, tmp_path):
    with mail_server() as server:
        mail_url = f"smtp://127.0.0.1:{server.port}"
        workers = [start_worker(tmp_path, mail_url=mail_url, once=True) for _ in range(2)]
        assert [worker.wait(60) for worker in workers] == [0, 0]
        wait_for(lambda: not Letter.objects.exclude(state=State.SENT).exists(), 5)
        assert len(server.box.ids) == len(set(server.box.ids)) == LETTERS
