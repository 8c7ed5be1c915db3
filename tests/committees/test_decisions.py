from datetime import timedelta

import pytest

from mayorsclub.accounts.models import User
from mayorsclub.audit import queries as audit
from mayorsclub.committees import tasks
from mayorsclub.committees.domain.bodies import end_seat
from mayorsclub.committees.domain.decisions import close_if_due
from mayorsclub.committees.domain.matters import pause
from mayorsclub.committees.domain.reminders import remind
from mayorsclub.committees.domain.votes import cast_vote, recuse
from mayorsclub.committees.models import Choice, Decision, Elector, Majority, Matter, Vote
from mayorsclub.mail.models import Letter
from tests.factories.accounts import SecretariatFactory
from tests.factories.committees import BodyFactory, put_to_vote, seat_members
from tests.moments import DAY, MINUTE, NOON

FOR, AGAINST, ABSTAIN = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN


def vote(matter: Matter, voter: User, choice: Choice = FOR, at=NOON) -> Vote:
    return cast_vote(matter.pk, voter=voter, choice=choice, reason="підстава", at=at)


def vote_all(matter: Matter, members: list[User], *choices: Choice) -> None:
    for member, choice in zip(members, choices, strict=False):
        vote(matter, member, choice)


def letters(kind: str) -> set[User | None]:
    return {letter.to_user for letter in Letter.objects.filter(kind=f"committees.{kind}")}


def test_the_last_vote_decides_at_once(body, hall):
    members = seat_members(body, 3)
    matter = put_to_vote(body)

    vote_all(matter, members, FOR, AGAINST)
    assert not Decision.objects.exists()
    vote(matter, members[2], FOR, at=NOON + MINUTE)

    decision = Decision.objects.get()
    assert hall.decisions == [decision]
    assert (decision.number, decision.year, decision.is_adopted) == (1, 2026, True)
    assert (decision.roll, decision.quorum, decision.by_chair) == (3, 2, False)
    assert (decision.votes_for, decision.votes_against, decision.votes_abstain) == (2, 1, 0)
    assert decision.decided_at == NOON + MINUTE
    matter.refresh_from_db()
    assert matter.state == "decided"
    assert [entry.action for entry in audit.history(matter)][-2:] == ["vote.cast", "matter.closed"]
    made = audit.history(decision).first()
    assert (made.action, made.facts["is_adopted"], made.facts["number"]) == (
        "decision.made",
        True,
        1,
    )


def test_numbers_follow_each_other_in_a_body_and_a_year(body):
    members = seat_members(body, 1)
    other = BodyFactory()
    strangers = seat_members(other, 1)
    for _n in range(2):
        vote(put_to_vote(body), members[0])
    vote(put_to_vote(other), strangers[0])
    # 22:30 UTC of 31 December is the new year in Kyiv.
    new_year = NOON.replace(month=12, day=31, hour=22, minute=30)
    late = put_to_vote(body, at=new_year)
    vote(late, members[0], at=new_year)

    numbers = [(d.matter.body, d.year, d.number) for d in Decision.objects.order_by("pk")]
    assert numbers == [(body, 2026, 1), (body, 2026, 2), (other, 2026, 1), (body, 2027, 1)]


def test_the_chair_decides_a_tie(body):
    members = seat_members(body, 2)
    matter = put_to_vote(body)
    vote_all(matter, members, FOR, AGAINST)
    decision = Decision.objects.get()
    assert (decision.is_adopted, decision.by_chair) == (True, True)


def test_a_tie_without_the_chair_is_not_adopted(body):
    members = seat_members(body, 3)
    matter = put_to_vote(body)
    recuse(matter.pk, voter=members[0], reason="родич", at=NOON)
    vote_all(matter, members[1:], FOR, AGAINST)
    decision = Decision.objects.get()
    assert (decision.is_adopted, decision.by_chair, decision.roll) == (False, False, 2)


def test_the_majority_of_the_body_holds(body):
    body.majority = Majority.TWO_THIRDS
    body.save()
    members = seat_members(body, 4)
    matter = put_to_vote(body)
    vote_all(matter, members, FOR, FOR, AGAINST, ABSTAIN)
    assert Decision.objects.get().is_adopted is False


def test_with_a_quorum_the_deadline_decides_and_not_a_moment_before(body):
    members = seat_members(body, 5)
    matter = put_to_vote(body)
    vote_all(matter, members, FOR, FOR, AGAINST)

    assert close_if_due(matter.pk, at=matter.closes_at - MINUTE) is None
    decision = close_if_due(matter.pk, at=matter.closes_at)

    assert decision is not None
    assert (decision.is_adopted, decision.quorum) == (True, 3)
    assert close_if_due(matter.pk, at=matter.closes_at) is None
    assert Decision.objects.count() == 1


def test_without_a_quorum_the_vote_is_extended_and_the_members_told(body, hall):
    members = seat_members(body, 5)
    matter = put_to_vote(body)
    vote_all(matter, members, FOR, FOR)
    closes_at = matter.closes_at

    assert close_if_due(matter.pk, at=closes_at) is None

    matter.refresh_from_db()
    assert (matter.closes_at, matter.extensions) == (closes_at + 7 * DAY, 1)
    assert letters("no_quorum") == set(members)
    vote(matter, members[2], at=closes_at + DAY)
    assert close_if_due(matter.pk, at=matter.closes_at) is not None
    assert len(hall.decisions) == 1


def test_nobody_on_the_roll_is_never_a_decision(body, hall):
    staff = SecretariatFactory()
    (chair,) = seat_members(body, 1)
    matter = put_to_vote(body, subject=chair)
    Letter.objects.all().delete()

    assert close_if_due(matter.pk, at=matter.closes_at) is None

    matter.refresh_from_db()
    assert (matter.state, matter.extensions) == ("open", 1)
    assert letters("nobody_may_vote") == {chair, staff}
    assert letters("no_quorum") == set()
    assert hall.decisions == []


def test_a_recusal_of_the_last_one_who_had_not_voted_decides(body):
    members = seat_members(body, 3)
    matter = put_to_vote(body)
    vote_all(matter, members, FOR, FOR)
    recuse(matter.pk, voter=members[2], reason="родич", at=NOON)
    decision = Decision.objects.get()
    assert (decision.roll, decision.quorum, decision.votes_for) == (2, 2, 2)


def test_the_end_of_a_term_decides_what_waited_only_for_that_member(body):
    members = seat_members(body, 3)
    matter = put_to_vote(body)
    vote_all(matter, members, FOR, AGAINST)
    end_seat(body.seats.get(user=members[2]), until=NOON.date(), actor=None, at=NOON)
    assert Elector.objects.get(user=members[2]).absence == "ended"
    assert Decision.objects.get().roll == 2


def test_a_term_that_runs_out_is_noticed_by_the_job(body, monkeypatch):
    members = seat_members(body, 2)
    body.seats.filter(user=members[1]).update(until=NOON.date() + DAY)
    matter = put_to_vote(body)
    vote(matter, members[0])
    monkeypatch.setattr(tasks.timezone, "now", lambda: NOON + DAY)

    tasks.settle_open_matters()

    assert Decision.objects.get().matter == matter


def test_a_paused_matter_is_not_decided(body):
    members = seat_members(body, 2)
    matter = put_to_vote(body)
    pause(matter, actor=None, at=NOON)
    assert close_if_due(matter.pk, at=matter.closes_at + 30 * DAY) is None
    assert not Decision.objects.exists()
    assert len(members) == 2


def test_a_subject_that_cannot_take_the_decision_undoes_vote_and_decision(body, hall):
    members = seat_members(body, 1)
    matter = put_to_vote(body)
    hall.fails = True
    with pytest.raises(ZeroDivisionError):
        vote(matter, members[0])
    assert not Vote.objects.exists()
    assert not Decision.objects.exists()

    hall.fails = False
    vote(matter, members[0])
    assert Decision.objects.get().number == 1


def test_one_reminder_for_each_deadline_to_those_who_have_not_voted(body):
    members = seat_members(body, 3)
    matter = put_to_vote(body)
    vote(matter, members[0])
    recuse(matter.pk, voter=members[1], reason="родич", at=NOON)
    starts = matter.closes_at - timedelta(days=2)

    assert remind(matter.pk, at=starts - MINUTE) == 0
    assert remind(matter.pk, at=starts) == 1
    assert remind(matter.pk, at=starts + DAY) == 0
    assert letters("reminder") == {members[2]}

    # One of two present is half, below the quorum of 51 %.
    close_if_due(matter.pk, at=matter.closes_at)
    matter.refresh_from_db()
    assert remind(matter.pk, at=matter.closes_at - DAY) == 1


def test_a_body_may_do_without_reminders(body):
    body.remind_days_before = 0
    body.save()
    seat_members(body, 1)
    matter = put_to_vote(body)
    assert remind(matter.pk, at=matter.closes_at - MINUTE) == 0


def test_the_jobs_close_and_remind_what_is_due(body, monkeypatch):
    members = seat_members(body, 1)
    early, late = put_to_vote(body), put_to_vote(body, at=NOON + 13 * DAY)
    monkeypatch.setattr(tasks.timezone, "now", lambda: early.closes_at)

    tasks.close_due_matters()
    monkeypatch.setattr(tasks.timezone, "now", lambda: late.closes_at - DAY)
    tasks.send_reminders()
    tasks.send_reminders()

    early.refresh_from_db()
    assert early.extensions == 1
    assert Letter.objects.filter(kind="committees.reminder", about_id=late.pk).count() == 1
    assert letters("reminder") == set(members)
