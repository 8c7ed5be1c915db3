from datetime import UTC, datetime, timedelta

import pytest

from mayorsclub.committees.domain import matters
from mayorsclub.committees.domain.bodies import update_body
from mayorsclub.committees.domain.votes import cast_vote
from mayorsclub.committees.models import Elector, Majority, MatterState
from mayorsclub.committees.refusals import MatterRefused
from mayorsclub.mail.models import Letter
from tests.factories.accounts import SecretariatFactory, UserFactory
from tests.factories.committees import (
    BodyFactory,
    HallRefused,
    SeatFactory,
    put_to_vote,
    seat_members,
)
from tests.moments import DAY, MINUTE, NOON
from tests.outcomes import actions, refused


def test_opening_freezes_the_roll_starts_the_clock_and_tells_the_members(body):
    chair, second = seat_members(body, 2)

    matter = put_to_vote(body)
    SeatFactory(body=body)

    assert matter.closes_at == NOON + timedelta(days=14)
    assert [(e.user, e.is_chair) for e in matter.electors.all()] == [(chair, True), (second, False)]
    letters = Letter.objects.filter(kind="committees.new_matter")
    assert {letter.to_user for letter in letters} == {chair, second}
    assert "Зразок Ольга" in letters[0].subject
    assert f"/committee/matters/{matter.pk}/" in letters[0].body_text
    assert actions(matter) == ["matter.opened"]


def test_a_letter_speaks_the_language_of_its_receiver(body):
    SeatFactory(body=body, user=UserFactory(language="en"))
    matter = put_to_vote(body)
    letter = Letter.objects.get(kind="committees.new_matter")
    assert letter.subject == "Waiting for your vote: Olha Zrazok"
    assert "7 December 2026, 14:00" in letter.body_text
    assert f"/en/committee/matters/{matter.pk}/" in letter.body_text


def test_the_roll_is_of_the_day_in_kyiv(body):
    # 22:30 UTC is the next day in Kyiv.
    late = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)
    ends = SeatFactory(body=body, until=late.date() + timedelta(days=1))
    begins = SeatFactory(body=body, since=late.date() + timedelta(days=1))

    matter = put_to_vote(body, at=late)

    assert [elector.user for elector in matter.electors.all()] == [begins.user]
    assert ends.user_id not in matter.electors.values_list("user", flat=True)


def test_those_whom_the_subject_bars_leave_the_roll_at_once(body, hall):
    chair, other = seat_members(body, 2)
    hall.barred = {other.pk: "та сама громада"}

    matter = put_to_vote(body, subject=chair)

    assert [(e.absence, e.absence_reason) for e in matter.electors.all()] == [
        ("barred", "власна заява"),
        ("barred", "та сама громада"),
    ]


def test_when_everybody_is_barred_the_matter_stays_and_chair_and_secretariat_are_told(body, hall):
    staff = SecretariatFactory()
    (chair,) = seat_members(body, 1)

    matter = put_to_vote(body, subject=chair)

    assert matter.state == MatterState.OPEN
    letters = Letter.objects.filter(kind="committees.nobody_may_vote")
    assert {letter.to_user for letter in letters} == {chair, staff}
    assert not Letter.objects.filter(kind="committees.new_matter").exists()


def test_the_same_record_is_not_voted_on_twice_at_once_in_one_body(body):
    subject = UserFactory()
    first = put_to_vote(body, subject=subject)

    assert refused(MatterRefused, put_to_vote, body, subject=subject) == "already_open"
    put_to_vote(BodyFactory(), subject=subject)
    matters.withdraw(first, actor=None, at=NOON)
    put_to_vote(body, subject=subject)


def test_a_record_without_handler_cannot_be_voted_on(body):
    with pytest.raises(LookupError):
        matters.open_matter(
            body.slug, subject=body, title_uk="x", title_en="x", actor=None, at=NOON
        )


def test_a_pause_moves_the_deadline_by_as_long_as_it_lasted(body):
    member, *_ = seat_members(body, 2)
    matter = put_to_vote(body)
    closes_at = matter.closes_at

    paused = matters.pause(matter, actor=member, at=NOON + DAY)
    resumed = matters.resume(paused, actor=None, at=NOON + 21 * DAY + MINUTE)

    assert resumed.state == MatterState.OPEN
    assert resumed.closes_at == closes_at + 20 * DAY + MINUTE
    assert resumed.paused_at is None
    assert Letter.objects.filter(kind="committees.resumed").count() == 2
    assert actions(matter) == ["matter.opened", "matter.paused", "matter.resumed"]


def test_moves_that_are_not_possible_are_refused(body):
    member, other = seat_members(body, 2)
    matter = put_to_vote(body)
    assert refused(MatterRefused, matters.resume, matter, actor=None, at=NOON) == "not_paused"
    assert (
        refused(MatterRefused, matters.pause, matter, actor=None, at=matter.closes_at) == "closed"
    )
    matters.pause(matter, actor=None, at=NOON)
    assert refused(MatterRefused, matters.pause, matter, actor=None, at=NOON) == "not_open"
    matters.withdraw(matter, actor=None, at=NOON)
    assert refused(MatterRefused, matters.withdraw, matter, actor=None, at=NOON) == "closed"
    assert refused(MatterRefused, matters.pause, matter, actor=None, at=NOON) == "closed"

    decided = put_to_vote(body)
    for voter in (member, other):
        cast_vote(decided.pk, voter=voter, choice="for", at=NOON)
    assert refused(MatterRefused, matters.withdraw, decided, actor=None, at=NOON) == "closed"


def test_rules_changed_during_a_vote_hold_for_the_next_one(body):
    matter = put_to_vote(body)
    update_body(body, actor=None, at=NOON, quorum_percent=100, majority=Majority.TWO_THIRDS)

    matter.refresh_from_db()
    assert (matter.quorum_percent, matter.majority) == (51, Majority.SIMPLE)
    later = put_to_vote(body)
    assert (later.quorum_percent, later.majority) == (100, Majority.TWO_THIRDS)


def test_a_question_goes_through_the_handler(body, hall):
    member, other = seat_members(body, 2)
    matter = put_to_vote(body)

    matters.ask(matter, " Який строк мандата? ", by=member, at=NOON)

    assert hall.questions == [(matter.subject, "Який строк мандата?", member)]
    assert actions(matter)[-1] == "matter.question_asked"
    hall.refusal = "already_asked"
    with pytest.raises(HallRefused):
        matters.ask(matter, "Ще?", by=other, at=NOON)
    assert actions(matter).count("matter.question_asked") == 1


def test_only_members_who_take_part_ask_and_only_while_the_vote_goes_on(body, hall):
    member, barred = seat_members(body, 2)
    hall.barred = {barred.pk: "та сама громада"}
    matter = put_to_vote(body)

    assert refused(MatterRefused, matters.ask, matter, "?", by=barred, at=NOON) == "not_member"
    newcomer = SeatFactory(body=body).user
    assert refused(MatterRefused, matters.ask, matter, "?", by=newcomer, at=NOON) == "not_member"
    assert (
        refused(MatterRefused, matters.ask, matter, "?", by=UserFactory(), at=NOON) == "not_member"
    )
    assert refused(MatterRefused, matters.ask, matter, " ", by=member, at=NOON) == "empty"
    assert refused(MatterRefused, matters.ask, matter, "x" * 5001, by=member, at=NOON) == "too_long"
    assert (
        refused(MatterRefused, matters.ask, matter, "?", by=member, at=matter.closes_at) == "closed"
    )
    matters.pause(matter, actor=None, at=NOON)
    assert refused(MatterRefused, matters.ask, matter, "?", by=member, at=NOON) == "not_open"
    assert hall.questions == []


def test_nobody_joins_a_roll_twice(body):
    (member,) = seat_members(body, 1)
    matter = put_to_vote(body)
    assert Elector.objects.filter(matter=matter, user=member).count() == 1
