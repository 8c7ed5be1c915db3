from datetime import timedelta

import pytest

from mayorsclub.audit import queries as audit
from mayorsclub.committees import queries
from mayorsclub.committees.domain import matters
from mayorsclub.committees.domain.bodies import end_seat
from mayorsclub.committees.domain.discussion import add_remark
from mayorsclub.committees.domain.votes import cast_vote, recuse
from mayorsclub.committees.models import Choice, Elector, Remark, Vote
from mayorsclub.committees.refusals import MatterRefused, VoteRefused
from mayorsclub.mail.models import Letter
from tests.factories.accounts import SecretariatFactory, UserFactory
from tests.factories.committees import SeatFactory, put_to_vote, seat_members
from tests.moments import DAY, MINUTE, NOON
from tests.outcomes import refused


def vote(matter, voter, choice=Choice.FOR, reason="бо так", at=NOON):
    return cast_vote(matter.pk, voter=voter, choice=choice, reason=reason, at=at)


@pytest.fixture
def members(body):
    return seat_members(body, 5)


@pytest.fixture
def matter(body, members):
    return put_to_vote(body)


def test_a_vote_is_kept_with_its_reason_and_logged_without_its_choice(matter, members):
    cast = vote(matter, members[1], Choice.AGAINST, "  бракує підтвердження ")

    assert (cast.choice, cast.reason, cast.cast_at) == ("against", "бракує підтвердження", NOON)
    entry = audit.history(matter).last()
    assert (entry.action, entry.actor) == ("vote.cast", members[1])
    assert "against" not in str(entry.facts)


def test_for_needs_no_reason_against_and_abstain_do(matter, members):
    vote(matter, members[0], Choice.FOR, "")
    assert refused(VoteRefused, vote, matter, members[1], Choice.AGAINST, " ") == "reason_required"
    assert refused(VoteRefused, vote, matter, members[1], Choice.ABSTAIN, "") == "reason_required"
    assert refused(VoteRefused, vote, matter, members[1], "maybe", "x") == "unknown_choice"
    assert refused(VoteRefused, vote, matter, members[1], Choice.FOR, "x" * 2001) == "too_long"
    assert Vote.objects.count() == 1


def test_a_second_vote_is_refused(matter, members):
    first = vote(matter, members[0])
    assert refused(VoteRefused, vote, matter, members[0], Choice.AGAINST) == "already_cast"
    assert (
        refused(VoteRefused, recuse, matter.pk, voter=members[0], reason="x", at=NOON)
        == "already_cast"
    )
    assert list(Vote.objects.all()) == [first]


def test_votes_count_until_the_closing_moment_and_not_at_it(matter, members):
    vote(matter, members[0], at=matter.closes_at - MINUTE)
    assert refused(VoteRefused, vote, matter, members[1], at=matter.closes_at) == "closed"


def test_a_pause_holds_votes_but_not_recusals(matter, members):
    matters.pause(matter, actor=None, at=NOON)
    assert refused(VoteRefused, vote, matter, members[0]) == "paused"
    recuse(matter.pk, voter=members[0], reason="родич", at=NOON)


def test_those_who_came_later_or_never_may_not_vote(body, matter):
    assert refused(VoteRefused, vote, matter, SeatFactory(body=body).user) == "not_on_roll"
    assert refused(VoteRefused, vote, matter, UserFactory()) == "not_on_roll"


def test_a_term_that_ended_ends_the_vote(body, matter, members):
    seat = body.seats.get(user=members[4])
    end_seat(seat, until=NOON.date() + DAY, actor=None, at=NOON)
    vote(matter, members[3])
    assert refused(VoteRefused, vote, matter, members[4], at=NOON + DAY) == "seat_ended"


def test_a_vote_cast_before_the_term_ended_stays(body, matter, members):
    cast = vote(matter, members[4])
    end_seat(body.seats.get(user=members[4]), until=NOON.date(), actor=None, at=NOON + MINUTE)
    assert list(Vote.objects.all()) == [cast]
    assert Elector.objects.get(user=members[4]).absence == ""


def test_an_account_that_was_switched_off_may_not_vote(matter, members):
    members[1].is_active = False
    members[1].save()
    assert refused(VoteRefused, vote, matter, members[1]) == "seat_ended"


def test_the_barred_may_not_vote_nor_step_out(body, hall, members):
    matter = put_to_vote(body, subject=members[2])
    assert refused(VoteRefused, vote, matter, members[2]) == "barred"
    assert (
        refused(VoteRefused, recuse, matter.pk, voter=members[2], reason="x", at=NOON) == "barred"
    )


def test_a_bar_that_appears_during_the_vote_is_kept_and_told(matter, members, hall):
    hall.barred = {members[1].pk: "обрано в тій самій громаді"}

    assert refused(VoteRefused, vote, matter, members[1]) == "barred"

    elector = Elector.objects.get(matter=matter, user=members[1])
    assert (elector.absence, elector.absence_reason) == ("barred", "обрано в тій самій громаді")
    assert not Vote.objects.exists()


def test_recusal_takes_a_reason_and_leaves_the_roll(matter, members):
    assert (
        refused(VoteRefused, recuse, matter.pk, voter=members[1], reason=" ", at=NOON)
        == "reason_required"
    )

    elector = recuse(matter.pk, voter=members[1], reason="спільний бізнес", at=NOON)

    elector.refresh_from_db()
    assert (elector.absence, elector.absent_at) == ("recused", NOON)
    assert audit.history(matter).last().action == "elector.left"
    assert refused(VoteRefused, vote, matter, members[1]) == "recused"
    assert queries.visible_to(members[0], NOON).get().roll_size == 4


def test_when_the_last_one_steps_out_the_chair_is_told(body, hall):
    staff = SecretariatFactory()
    (chair,) = seat_members(body, 1)
    matter = put_to_vote(body)

    recuse(matter.pk, voter=chair, reason="родич", at=NOON)

    matter.refresh_from_db()
    assert matter.state == "open"
    told = Letter.objects.filter(kind="committees.nobody_may_vote")
    assert {letter.to_user for letter in told} == {chair, staff}


def test_votes_of_others_are_hidden_until_the_own_one_is_cast(matter, members):
    first = vote(matter, members[0])
    assert list(queries.visible_votes(matter, members[1], NOON)) == []

    second = vote(matter, members[1], Choice.AGAINST)

    assert list(queries.visible_votes(matter, members[0], NOON)) == [first, second]
    assert list(queries.visible_votes(matter, members[1], NOON)) == [first, second]
    assert list(queries.visible_votes(matter, members[2], NOON)) == []


def test_the_secretariat_sees_no_votes_before_the_decision(matter, members):
    staff = SecretariatFactory()
    for member in members[:4]:
        vote(matter, member)
    assert list(queries.visible_votes(matter, staff, NOON)) == []
    assert list(queries.decided_votes(matter)) == []

    vote(matter, members[4])
    matter.refresh_from_db()
    assert len(queries.decided_votes(matter)) == 5
    assert list(queries.visible_votes(matter, staff, NOON)) == []


def test_who_stepped_out_sees_votes_after_the_decision_and_the_barred_never(body, members, hall):
    matter = put_to_vote(body, subject=members[4])
    vote(matter, members[0])
    recuse(matter.pk, voter=members[1], reason="родич", at=NOON)
    assert list(queries.visible_votes(matter, members[1], NOON)) == []
    for member in members[2:4]:
        vote(matter, member)
    matter.refresh_from_db()
    assert matter.state == "decided"

    assert len(queries.visible_votes(matter, members[1], NOON)) == 3
    assert list(queries.visible_votes(matter, members[4], NOON)) == []


def test_remarks_are_of_members_who_take_part(body, matter, members, hall):
    newcomer = SeatFactory(body=body).user
    for author in (members[0], newcomer):
        add_remark(matter, author=author, text=" Знаю цю громаду. ", at=NOON)
    assert [r.text for r in Remark.objects.all()] == ["Знаю цю громаду."] * 2

    recuse(matter.pk, voter=members[1], reason="родич", at=NOON)
    for author, text, code in [
        (members[1], "x", "not_member"),
        (UserFactory(), "x", "not_member"),
        (members[0], "  ", "empty"),
        (members[0], "x" * 5001, "too_long"),
    ]:
        with pytest.raises(MatterRefused) as error:
            add_remark(matter, author=author, text=text, at=NOON)
        assert error.value.code == code


def test_the_same_remark_sent_twice_is_one(matter, members):
    first = add_remark(matter, author=members[0], text="Так", at=NOON)
    assert add_remark(matter, author=members[0], text="Так", at=NOON + MINUTE) == first
    assert Remark.objects.count() == 1


def test_nobody_writes_after_the_decision(matter, members):
    matters.withdraw(matter, actor=None, at=NOON)
    with pytest.raises(MatterRefused) as error:
        add_remark(matter, author=members[0], text="Так", at=NOON)
    assert error.value.code == "closed"


def test_what_waits_for_a_member(body, matter, members):
    assert len(queries.deadlines_awaiting(members[0], NOON)) == 1
    assert list(queries.awaiting_vote(members[0], NOON)) == [matter]
    vote(matter, members[0])
    assert len(queries.deadlines_awaiting(members[0], NOON)) == 0
    assert list(queries.also_open(members[0], NOON)) == [matter]
    assert list(queries.awaiting_vote(members[1], matter.closes_at)) == []
    assert list(queries.visible_to(UserFactory(), NOON)) == []
    assert list(queries.visible_to(members[0], NOON + timedelta(days=400))) == [matter]
