"""The tables of how votes are counted."""

import pytest

from mayorsclub.committees.domain.tally import Count, Outcome, count_of, has_quorum, outcome, quorum
from mayorsclub.committees.models import Choice, Majority

FOR, AGAINST, ABSTAIN = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN


@pytest.mark.parametrize(
    ("roll", "percent", "needed"),
    [
        (7, 51, 4),
        (7, 50, 4),
        (6, 50, 3),
        (6, 51, 4),
        (5, 60, 3),
        (3, 67, 3),
        (3, 66, 2),
        (1, 1, 1),
        (100, 1, 1),
        (9, 100, 9),
        (0, 51, 0),
    ],
)
def test_the_quorum_is_the_share_of_the_present_roll_rounded_up(roll, percent, needed):
    assert quorum(roll, percent) == needed


@pytest.mark.parametrize(
    ("roll", "cast", "expected"), [(7, 4, True), (7, 3, False), (1, 1, True), (0, 0, False)]
)
def test_abstaining_counts_for_the_quorum_and_nobody_is_none(roll, cast, expected):
    assert has_quorum(Count(roll=roll, votes_abstain=cast), 51) is expected


# majority, roll, for, against, abstain, the chair's vote -> adopted, by the chair
TABLE = [
    (Majority.SIMPLE, 7, 4, 3, 0, FOR, True, False),
    (Majority.SIMPLE, 7, 3, 4, 0, FOR, False, False),
    (Majority.SIMPLE, 7, 1, 0, 6, ABSTAIN, True, False),
    (Majority.SIMPLE, 6, 3, 3, 0, FOR, True, True),
    (Majority.SIMPLE, 6, 3, 3, 0, AGAINST, False, True),
    (Majority.SIMPLE, 7, 3, 3, 1, ABSTAIN, False, False),
    (Majority.SIMPLE, 6, 3, 3, 0, None, False, False),
    (Majority.SIMPLE, 3, 0, 0, 3, ABSTAIN, False, False),
    (Majority.SIMPLE, 2, 1, 1, 0, FOR, True, True),
    (Majority.ABSOLUTE, 7, 4, 0, 0, None, True, False),
    (Majority.ABSOLUTE, 7, 3, 0, 1, FOR, False, False),
    (Majority.ABSOLUTE, 6, 3, 3, 0, FOR, False, False),
    (Majority.ABSOLUTE, 6, 4, 2, 0, AGAINST, True, False),
    (Majority.TWO_THIRDS, 6, 4, 2, 0, AGAINST, True, False),
    (Majority.TWO_THIRDS, 7, 4, 3, 0, FOR, False, False),
    (Majority.TWO_THIRDS, 7, 5, 2, 0, FOR, True, False),
    (Majority.TWO_THIRDS, 3, 2, 0, 0, None, True, False),
    (Majority.TWO_THIRDS, 2, 1, 1, 0, FOR, False, False),
]


@pytest.mark.parametrize(
    ("majority", "roll", "yes", "no", "abstain", "chair", "adopted", "by_chair"), TABLE
)
def test_the_outcome(majority, roll, yes, no, abstain, chair, adopted, by_chair):
    count = Count(roll=roll, votes_for=yes, votes_against=no, votes_abstain=abstain, chair=chair)
    assert outcome(count, majority) == Outcome(adopted, by_chair)


def test_ballots_are_counted_with_the_chair_among_them():
    ballots = [(False, "for"), (True, "against"), (False, "abstain"), (False, "for")]
    assert count_of(ballots, roll=5) == Count(
        roll=5, votes_for=2, votes_against=1, votes_abstain=1, chair=AGAINST
    )
    assert count_of([], roll=2).chair is None
