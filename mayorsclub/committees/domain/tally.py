"""Counting: pure functions from numbers to an outcome. Sources: the body's charter rules."""

from collections.abc import Iterable
from dataclasses import dataclass

from mayorsclub.committees.models import Choice, Majority


@dataclass(frozen=True)
class Count:
    """What was cast on a matter.

    roll: those who may vote, without the recused, the barred and those who left the body.
    chair: how the chair voted; None without a chair on the roll or without a vote.
    """

    roll: int
    votes_for: int = 0
    votes_against: int = 0
    votes_abstain: int = 0
    chair: Choice | None = None

    @property
    def cast(self) -> int:
        return self.votes_for + self.votes_against + self.votes_abstain

    @property
    def is_complete(self) -> bool:
        return self.roll > 0 and self.cast >= self.roll


@dataclass(frozen=True)
class Outcome:
    """by_chair: the votes were equal and the chair's own vote decided."""

    is_adopted: bool
    by_chair: bool = False


def quorum(roll: int, percent: int) -> int:
    """How many of the roll must vote: a share is rounded up to a whole person."""
    return -(-roll * percent // 100)


def has_quorum(count: Count, percent: int) -> bool:
    """Abstaining counts towards the quorum. Nobody on the roll is never a quorum."""
    return count.roll > 0 and count.cast >= quorum(count.roll, percent)


def outcome(count: Count, majority: str) -> Outcome:
    """Whether the proposal is adopted.

    Simple: more for than against; equal, the chair's vote for or against decides, and
    without one the proposal falls. The others are counted of the whole roll, so a tie
    there is simply too few.
    """
    if majority == Majority.ABSOLUTE:
        return Outcome(count.votes_for * 2 > count.roll)
    if majority == Majority.TWO_THIRDS:
        return Outcome(count.roll > 0 and count.votes_for * 3 >= count.roll * 2)
    if count.votes_for != count.votes_against or count.chair not in {Choice.FOR, Choice.AGAINST}:
        return Outcome(count.votes_for > count.votes_against)
    return Outcome(count.chair == Choice.FOR, by_chair=True)


def count_of(ballots: Iterable[tuple[bool, str]], *, roll: int) -> Count:
    """Count (is the chair, choice) pairs."""
    cast = list(ballots)
    choices = [choice for _is_chair, choice in cast]
    return Count(
        roll=roll,
        votes_for=choices.count(Choice.FOR),
        votes_against=choices.count(Choice.AGAINST),
        votes_abstain=choices.count(Choice.ABSTAIN),
        chair=next((Choice(choice) for is_chair, choice in cast if is_chair), None),
    )
