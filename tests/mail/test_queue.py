from datetime import timedelta

import pytest

from mayorsclub.mail import faults
from mayorsclub.mail.domain import queue
from mayorsclub.mail.models import Letter, State
from tests.factories.mail import WRITTEN_AT, LetterFactory
from tests.moments import MINUTE

NOW = WRITTEN_AT + timedelta(hours=1)
LATER = NOW + queue.LEASE + MINUTE


def claimed(limit=queue.CHUNK, at=NOW):
    return [letter.pk for letter in queue.claim(at, limit=limit)]


def test_letters_are_taken_oldest_first_and_secret_ones_before_all(db):
    late = LetterFactory(send_after=NOW)
    early = LetterFactory(send_after=NOW - MINUTE)
    secret = LetterFactory(send_after=NOW, is_secret=True)
    LetterFactory(send_after=NOW + MINUTE)
    for state in (State.HELD, State.SENDING, State.SENT, State.FAILED, State.CANCELLED):
        LetterFactory(state=state)
    assert claimed() == [secret.pk, early.pk, late.pk]
    assert claimed() == []
    late.refresh_from_db()
    assert (late.state, late.leased_until) == (State.SENDING, NOW + queue.LEASE)


def test_no_more_are_taken_than_asked_for(db):
    LetterFactory.create_batch(3)
    assert len(claimed(2)) == 2
    assert len(claimed(2)) == 1


def test_an_interrupted_letter_is_taken_alone(db):
    first = LetterFactory(send_after=NOW - 2 * MINUTE)
    interrupted = LetterFactory(send_after=NOW - MINUTE, interruptions=1)
    last = LetterFactory(send_after=NOW)
    assert claimed() == [first.pk]
    assert claimed() == [interrupted.pk]
    assert claimed() == [last.pk]


def test_sent_letters_are_marked_and_secrets_wiped(db):
    LetterFactory(is_secret=True)
    LetterFactory(last_error="450 later")
    queue.mark_sent(queue.claim(NOW), NOW + MINUTE)
    secret, plain = Letter.objects.order_by("pk")
    assert (secret.state, secret.sent_at, secret.body_text, secret.body_html) == (
        State.SENT,
        NOW + MINUTE,
        "",
        "",
    )
    assert (plain.state, plain.sent_at, plain.leased_until, plain.last_error) == (
        State.SENT,
        NOW + MINUTE,
        None,
        "",
    )
    assert plain.body_text


def test_what_was_not_begun_goes_back_unchanged(db):
    letter = LetterFactory()
    queue.put_back(queue.claim(NOW))
    letter.refresh_from_db()
    assert (letter.state, letter.leased_until, letter.attempts, letter.interruptions) == (
        State.QUEUED,
        None,
        0,
        0,
    )


def test_a_temporary_refusal_pauses_longer_each_time_and_fails_in_the_end(db):
    letter = LetterFactory()
    at = NOW
    for number, pause in enumerate(queue.PAUSES, start=1):
        queue.mark_refused(queue.claim(at)[0], "450 later", at)
        letter.refresh_from_db()
        assert (letter.state, letter.attempts, letter.send_after) == (
            State.QUEUED,
            number,
            at + pause,
        )
        assert not claimed(at=at)
        at = letter.send_after
    queue.mark_refused(queue.claim(at)[0], "450 later", at)
    letter.refresh_from_db()
    assert (letter.state, letter.last_error) == (State.FAILED, "450 later")


def test_a_dead_workers_letters_come_back_once_and_fail_the_second_time(db):
    letter = LetterFactory()
    queue.claim(NOW)
    assert not queue.needs_sweep(NOW + queue.LEASE)
    queue.sweep(NOW + queue.LEASE)
    letter.refresh_from_db()
    assert letter.state == State.SENDING

    assert queue.needs_sweep(LATER)
    queue.sweep(LATER)
    letter.refresh_from_db()
    assert (letter.state, letter.interruptions, letter.last_error) == (
        State.QUEUED,
        1,
        faults.CUT_OFF,
    )

    queue.claim(LATER)
    queue.sweep(LATER + queue.LEASE + MINUTE)
    letter.refresh_from_db()
    assert (letter.state, letter.interruptions, letter.last_error) == (
        State.FAILED,
        2,
        faults.IN_DOUBT,
    )
    assert letter.body_text


def test_a_secret_letter_that_fails_is_wiped(db):
    LetterFactory(is_secret=True)
    queue.mark_failed(queue.claim(NOW)[0], "550 no")
    letter = Letter.objects.get()
    assert (letter.state, letter.body_text, letter.body_html) == (State.FAILED, "", "")


def test_a_secret_letter_in_doubt_is_wiped(db):
    LetterFactory(is_secret=True, interruptions=1)
    queue.claim(NOW)
    queue.sweep(LATER)
    assert Letter.objects.get().body_text == ""


def test_a_worker_that_overslept_changes_nothing(db):
    LetterFactory()
    [overslept] = queue.claim(NOW)
    queue.sweep(LATER)
    queue.claim(LATER)
    queue.mark_sent([overslept], LATER)
    queue.mark_failed(overslept, "550 no")
    letter = Letter.objects.get()
    assert (letter.state, letter.leased_until) == (State.SENDING, LATER + queue.LEASE)


def test_a_held_letter_leaves_at_its_time(db):
    letter = LetterFactory(state=State.HELD, send_after=NOW)
    assert not queue.needs_sweep(NOW - MINUTE)
    assert queue.needs_sweep(NOW)
    queue.sweep(NOW)
    assert claimed() == [letter.pk]


def test_an_unsure_end_counts_as_an_interruption(db):
    letter = LetterFactory()
    queue.mark_interrupted(queue.claim(NOW)[0], NOW)
    letter.refresh_from_db()
    assert (letter.state, letter.interruptions, letter.send_after) == (
        State.QUEUED,
        1,
        NOW + MINUTE,
    )
    queue.mark_interrupted(queue.claim(NOW + MINUTE)[0], NOW)
    letter.refresh_from_db()
    assert (letter.state, letter.last_error) == (State.FAILED, faults.IN_DOUBT)


@pytest.mark.parametrize("size", [3, 30])
def test_a_chunk_costs_a_fixed_number_of_queries(db, django_assert_num_queries, size):
    LetterFactory.create_batch(size)
    with django_assert_num_queries(4):  # savepoint, select, update, release
        letters = queue.claim(NOW)
    with django_assert_num_queries(1):
        queue.mark_sent(letters, NOW)
