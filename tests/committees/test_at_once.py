"""Votes at the same instant, over real connections."""

import pytest

from mayorsclub.committees.domain.decisions import close_if_due
from mayorsclub.committees.domain.votes import cast_vote
from mayorsclub.committees.models import Decision, Matter, Vote
from tests.at_once import at_once
from tests.factories.committees import BodyFactory, put_to_vote, seat_members
from tests.moments import NOON


@pytest.mark.parametrize("size", [2, 30])
def test_votes_at_the_same_instant_are_all_counted_and_decide_once(real_database, hall, size):
    body = BodyFactory()
    members = seat_members(body, size)
    matter = put_to_vote(body)

    results = at_once(
        [
            lambda voter=voter: cast_vote(matter.pk, voter=voter, choice="for", at=NOON)
            for voter in members
        ]
    )

    assert all(isinstance(result, Vote) for result in results), results
    assert Vote.objects.count() == size
    decision = Decision.objects.get()
    assert (decision.votes_for, decision.roll) == (size, size)
    assert len(hall.decisions) == 1


def test_one_voter_fifty_times_at_once_has_one_vote(real_database, hall):
    body = BodyFactory()
    voter = seat_members(body, 1)[0]
    matter = put_to_vote(body)
    choices = ["for", "against"] * 25

    results = at_once(
        [
            lambda choice=choice: cast_vote(
                matter.pk, voter=voter, choice=choice, reason="підстава", at=NOON
            )
            for choice in choices
        ]
    )

    assert Vote.objects.count() == 1
    assert results.count("already_cast") == 49
    assert Decision.objects.count() == 1


def test_the_last_vote_and_the_deadline_at_once_decide_once(real_database, hall):
    body = BodyFactory()
    members = seat_members(body, 3)
    matter = put_to_vote(body)
    for voter in members[:2]:
        cast_vote(matter.pk, voter=voter, choice="for", at=NOON)
    vote_calls = [lambda: cast_vote(matter.pk, voter=members[2], choice="for", at=NOON)]
    close_calls = [lambda: close_if_due(matter.pk, at=matter.closes_at)] * 5

    at_once(vote_calls + close_calls)

    assert Decision.objects.count() == 1
    assert Matter.objects.get().state == "decided"
    assert len(hall.decisions) == 1
