from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain import heads
from mayorsclub.audit.domain.verify import verify
from mayorsclub.audit.models import Entry
from mayorsclub.worker.schedule import jobs
from tests.factories.audit import NOON, record_lines


@pytest.fixture(autouse=True)
def _own_data_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def tamper(db):
    """Runs SQL as somebody who rules the database and has dropped the triggers."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in ("audit_entry", "audit_head"):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type='trigger'")
            for (name,) in cursor.fetchall():
                if name.startswith("audit_"):
                    cursor.execute(f"DROP TRIGGER {name}")

        def run(*statements: str) -> None:
            for statement in statements:
                cursor.execute(statement)

        yield run


def insert(number: int, seal: str, previous_seal: str) -> str:
    return (
        "INSERT INTO audit_entry (number, at, action, about_type, about_id, facts,"
        f" previous_seal, seal) VALUES ({number}, '2026-11-23 12:00:00+00:00', 'thing.faked',"
        f" '', '', '{{}}', '{previous_seal}', '{seal}')"
    )


def found() -> list[tuple[str, int]]:
    return [(fault.kind, fault.number) for fault in verify().faults]


def test_a_whole_log_is_found_whole(db):
    *_lines, last = record_lines(5)
    report = verify()
    assert (report.checked, report.seal, report.faults) == (5, last.seal, [])


def test_an_empty_log_is_whole(db):
    assert verify().faults == []


def test_erasing_a_person_leaves_the_chain_whole(db):
    person = User.objects.create_user("ivan@example.org")
    record_lines(3, actor=person)
    person.delete()
    assert found() == []


@pytest.mark.parametrize(
    "change",
    [
        "action = 'thing.undone'",
        "at = '2026-11-22 12:00:00+00:00'",
        "about_id = '7'",
        "actor_id = 7",
        "facts = '{\"step\": 9}'",
        f"previous_seal = '{'a' * 64}'",
        f"seal = '{'a' * 64}'",
    ],
)
def test_a_changed_line_is_named(tamper, change):
    record_lines(4)
    tamper(f"UPDATE audit_entry SET {change} WHERE number = 2")
    assert found() == [("changed", 2)]


def test_the_changed_last_line_is_named(tamper):
    record_lines(3)
    tamper("UPDATE audit_entry SET action = 'thing.undone' WHERE number = 3")
    assert found() == [("changed", 3)]


@pytest.mark.parametrize("number", [1, 2])
def test_a_removed_line_is_named(tamper, number):
    record_lines(4)
    tamper(f"DELETE FROM audit_entry WHERE number = {number}")
    assert found() == [("removed", number)]


def test_removed_lines_are_named_together(tamper):
    record_lines(6)
    tamper("DELETE FROM audit_entry WHERE number IN (2, 3, 5)")
    assert [fault.text for fault in verify().faults] == ["2 to 3: removed", "5: removed"]


def test_a_removed_line_is_found_though_the_others_were_numbered_anew(tamper):
    record_lines(4)
    tamper(
        "DELETE FROM audit_entry WHERE number = 2",
        "UPDATE audit_entry SET number = 2 WHERE number = 3",
        "UPDATE audit_entry SET number = 3 WHERE number = 4",
        "UPDATE audit_head SET number = 3",
    )
    assert found() == [("removed", 2), ("order", 2), ("order", 3), ("head", 0)]


def test_a_cut_tail_is_found_by_the_head(tamper):
    record_lines(4)
    tamper("DELETE FROM audit_entry WHERE number > 2")
    assert [fault.text for fault in verify().faults] == ["3 to 4: removed"]


def test_a_cut_tail_is_found_by_the_kept_head_though_the_head_was_put_back(tamper):
    _first, second, *_rest = record_lines(4)
    heads.keep(NOON)
    tamper(
        "DELETE FROM audit_entry WHERE number > 2",
        f"UPDATE audit_head SET number = 2, seal = '{second.seal}'",
    )
    assert found() == [("removed", 3), ("head", 0)]


def test_a_tail_written_anew_is_found_by_the_kept_head(tamper):
    _first, second, *_rest = record_lines(4)
    heads.keep(NOON)
    tamper(
        "DELETE FROM audit_entry WHERE number > 2",
        f"UPDATE audit_head SET number = 2, seal = '{second.seal}'",
    )
    record_lines(2)
    assert found() == [("order", 4)]


def test_a_removed_log_is_found(tamper):
    record_lines(2)
    tamper("DELETE FROM audit_entry", "DELETE FROM audit_head")
    assert found() == [("head", 0)]


def test_a_line_inserted_after_the_end_is_named(tamper):
    *_lines, last = record_lines(2)
    tamper(insert(3, "b" * 64, last.seal))
    assert found() == [("inserted", 3)]
    assert "3 thing.faked of 2026-11-23 12:00:00 UTC" in verify().faults[0].text


def test_a_line_inserted_with_the_head_moved_is_named(tamper):
    *_lines, last = record_lines(2)
    tamper(
        insert(3, "b" * 64, last.seal),
        f"UPDATE audit_head SET number = 3, seal = '{'b' * 64}'",
    )
    assert found() == [("changed", 3)]


def test_a_line_inserted_between_is_named(tamper):
    first, *_rest = record_lines(3)
    tamper(
        "UPDATE audit_entry SET number = 4 WHERE number = 3",
        "UPDATE audit_entry SET number = 3 WHERE number = 2",
        insert(2, "b" * 64, first.seal),
        "UPDATE audit_head SET number = 4",
    )
    assert found() == [("inserted", 2), ("order", 3), ("order", 4), ("head", 0)]


def test_a_head_put_back_is_found(tamper):
    first, *_rest = record_lines(2)
    tamper(f"UPDATE audit_head SET number = 1, seal = '{first.seal}'")
    assert found() == [("order", 2)]


def test_a_head_with_another_seal_is_found(tamper):
    record_lines(2)
    tamper(f"UPDATE audit_head SET seal = '{'b' * 64}'")
    assert found() == [("head", 0)]


def test_another_key_opens_nothing(db, settings):
    record_lines(2)
    settings.AUDIT_KEY = "another key of more than thirty-two characters"
    assert found() == [("changed", 1), ("changed", 2)]


def test_the_walk_takes_a_fixed_number_of_queries(db, django_assert_num_queries):
    record_lines(1)
    with django_assert_num_queries(5):
        verify()
    record_lines(30)
    with django_assert_num_queries(5):
        verify()


def test_the_command_prints_count_and_head(db, capsys):
    *_lines, last = record_lines(3)
    call_command("verify_audit")
    assert capsys.readouterr().out == f"The log is whole: 3 lines, head {last.seal}.\n"


def test_the_command_names_the_line_and_fails(tamper, capsys):
    record_lines(3)
    tamper("UPDATE audit_entry SET action = 'thing.undone' WHERE number = 2")
    with pytest.raises(CommandError) as refused:
        call_command("verify_audit")
    assert refused.value.returncode == 1
    assert "2 thing.undone of 2026-11-23 12:00:00 UTC: changed" in capsys.readouterr().err


def test_spoilt_kept_heads_are_told(db, tmp_path):
    record_lines(1)
    call_command("keep_audit_head")
    with (tmp_path / "audit-heads.log").open("a") as kept:
        kept.write("nothing was here\n")
    with pytest.raises(CommandError, match=r"audit-heads.log, line 2"):
        call_command("verify_audit")


def test_kept_heads_hold_time_number_and_seal(db, tmp_path):
    heads.keep(NOON)
    *_lines, last = record_lines(2)
    heads.keep(NOON)
    assert (tmp_path / "audit-heads.log").read_text().splitlines() == [
        f"2026-11-23T12:00:00Z 0 {'0' * 64}",
        f"2026-11-23T12:00:00Z 2 {last.seal}",
    ]
    assert heads.kept() == {2: last.seal}
    assert Entry.objects.count() == 2


def test_the_head_is_kept_each_day():
    job = next(job for job in jobs() if job.name == "mayorsclub.audit.tasks.keep_head")
    assert job.period == timedelta(hours=24)
