import threading
from datetime import datetime

import pytest
from django.db import DatabaseError, connection, connections, transaction

from mayorsclub.accounts.models import User
from mayorsclub.audit import queries
from mayorsclub.audit.domain.log import record, record_all
from mayorsclub.audit.domain.seals import is_genuine
from mayorsclub.audit.domain.verify import verify
from mayorsclub.audit.models import NO_SEAL, Entry, Head
from tests.factories.accounts import UserFactory
from tests.factories.audit import NOON, record_lines


def test_a_line_holds_who_what_when_about_what_and_the_facts(db):
    user = User.objects.create_user("ivan@example.org")

    record("vote.cast", actor=user, about=user, at=NOON, choices=["for", "against"], late=False)

    line = Entry.objects.get()
    assert (line.number, line.action, line.actor, line.at) == (1, "vote.cast", user, NOON)
    assert (line.about_type, line.about_id) == ("accounts.user", str(user.pk))
    assert line.facts == {"choices": ["for", "against"], "late": False}
    assert line.previous_seal == NO_SEAL
    assert is_genuine(line)


def test_lines_follow_each_other_and_the_head_is_the_last_one(db):
    record_lines(3)

    first, second, third = Entry.objects.all()
    assert [line.number for line in (first, second, third)] == [1, 2, 3]
    assert (second.previous_seal, third.previous_seal) == (first.seal, second.seal)
    head = Head.objects.get()
    assert (head.number, head.seal) == (3, third.seal)


def test_a_rolled_back_line_leaves_no_gap(db):
    record_lines(1)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record("thing.done", actor=None, about=None, at=NOON)
        raise ZeroDivisionError
    record_lines(1)

    assert [line.number for line in Entry.objects.all()] == [1, 2]
    assert all(is_genuine(line) for line in Entry.objects.all())


def test_a_line_needs_the_transaction_of_what_it_records(real_database):
    with pytest.raises(RuntimeError):
        record("thing.done", actor=None, about=None, at=NOON)
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "facts",
    [
        {"code": "123456"},
        {"new_email": "x"},
        {"session_token": "x"},
        {"who": "ivan@example.org"},
        {"share": 0.5},
        {"when": NOON},
        {"text": "x" * 201},
        {"text": "a\0b"},
        {"texts": ["x" * 200] * 11},
        {"Name": "x"},
    ],
)
def test_secrets_contacts_and_long_or_complex_values_are_refused(db, facts):
    with pytest.raises(ValueError):
        record("thing.done", actor=None, about=None, at=NOON, **facts)
    assert not Entry.objects.exists()


@pytest.mark.parametrize("action", ["done", "Thing.Done", "thing done", ""])
def test_an_action_is_named_like_the_others(db, action):
    with pytest.raises(ValueError):
        record(action, actor=None, about=None, at=NOON)


def test_a_time_without_zone_is_refused(db):
    with pytest.raises(ValueError):
        record("thing.done", actor=None, about=None, at=datetime(2026, 11, 23))  # noqa: DTZ001


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET action = 'thing.undone' WHERE number = 2",
        "DELETE FROM audit_entry WHERE number = 2",
        "DELETE FROM audit_head",
        "UPDATE audit_head SET number = 1",
        "UPDATE audit_head SET number = 3",
        "UPDATE audit_head SET seal = 'x'",
        "UPDATE audit_head SET number = 3, seal = (SELECT seal FROM audit_entry WHERE number = 2)",
    ],
)
def test_the_database_refuses_changes(db, statement):
    record_lines(2)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert [line.action for line in Entry.objects.all()] == ["thing.done", "thing.done"]
    assert Head.objects.get().number == 2


def test_the_database_refuses_to_empty_or_overwrite_the_log(db):
    record_lines(2)
    statement = (
        "TRUNCATE audit_entry"
        if connection.vendor == "postgresql"
        else "INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry WHERE number = 2"
    )
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Entry.objects.count() == 2


def line_without_the_head(number: int) -> None:
    """A line written past the log's own door."""
    line = Entry(number=number, at=NOON, action="thing.forged", facts={}, previous_seal=NO_SEAL)
    line.seal = f"{number:064}"
    line.save(force_insert=True)


@pytest.mark.parametrize(
    ("numbers", "to", "seal"),
    [((4,), 4, f"{4:064}"), ((3,), 3, "0" * 64)],
    ids=["over a gap", "with another seal"],
)
def test_the_head_goes_on_to_whole_lines_only(db, numbers, to, seal):
    record_lines(2)
    for number in numbers:
        line_without_the_head(number)
    with pytest.raises(DatabaseError), transaction.atomic():
        Head.objects.update(number=to, seal=seal)
    assert Head.objects.get().number == 2


def test_a_forged_line_that_the_head_takes_is_found(db):
    record_lines(2)
    line_without_the_head(3)
    Head.objects.update(number=3, seal=f"{3:064}")
    assert verify().faults


def test_the_head_cannot_be_put_in_anew(db):
    record_lines(2)
    statement = (
        "INSERT INTO audit_head (id, number, seal) VALUES (1, 0, 'x') "
        "ON CONFLICT (id) DO UPDATE SET number = 0"
        if connection.vendor == "postgresql"
        else "INSERT OR REPLACE INTO audit_head (id, number, seal) VALUES (1, 0, 'x')"
    )
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Head.objects.get().number == 2


def test_lines_written_at_once_are_one_chain(real_database):
    start = threading.Barrier(8)

    def write() -> None:
        try:
            start.wait(timeout=20)
            for step in range(5):
                with transaction.atomic():
                    record("thing.done", actor=None, about=None, at=NOON, step=step)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write) for _n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    lines = list(Entry.objects.all())
    assert [line.number for line in lines] == list(range(1, 41))
    assert [line.previous_seal for line in lines] == [NO_SEAL, *(line.seal for line in lines[:-1])]
    assert all(is_genuine(line) for line in lines)


def test_history_is_of_one_record_in_order_and_outlives_its_author(db):
    author = User.objects.create_user("author@example.org")
    subject = User.objects.create_user("subject@example.org")
    other = User.objects.create_user("other@example.org")
    record("user.invited", actor=author, about=subject, at=NOON)
    record("user.invited", actor=author, about=other, at=NOON)
    record("user.entered", actor=None, about=subject, at=NOON)

    author.delete()

    lines = list(queries.history(subject))
    assert [line.action for line in lines] == ["user.invited", "user.entered"]
    assert [line.actor for line in lines] == [None, None]
    assert all(is_genuine(line) for line in Entry.objects.all())


def test_many_lines_at_once_are_as_if_written_one_by_one(db, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    people = UserFactory.create_batch(3)
    record("account.created", actor=None, about=people[0], at=NOON)
    record_all(
        "account.changed", actor=people[0], about=[(each, {"place": 1}) for each in people], at=NOON
    )
    record_all("account.changed", actor=None, about=[], at=NOON)
    lines = Entry.objects.order_by("number").values_list("number", "action", "about_id")
    assert list(lines) == [
        (1, "account.created", str(people[0].pk)),
        *((place, "account.changed", str(each.pk)) for place, each in enumerate(people, start=2)),
    ]
    assert Head.objects.get().number == 4
    assert verify().faults == []


@pytest.mark.parametrize("change", [{"number": 2}, {"number": 4}, {"number": 3, "seal": "b" * 64}])
def test_the_head_goes_only_to_a_line_that_is_there(db, change):
    record_all("account.changed", actor=None, about=[(UserFactory(), {})] * 3, at=NOON)
    with pytest.raises(DatabaseError), transaction.atomic():
        Head.objects.update(**change)
