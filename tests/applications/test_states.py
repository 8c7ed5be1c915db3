"""The table itself: every move, from every state, by everybody."""

import pytest

from mayorsclub.applications.domain.states import (
    CLOSED,
    TABLE,
    Actor,
    Move,
    MoveRefused,
    check,
    is_allowed,
)
from mayorsclub.applications.models import Application, State


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize("actor", Actor)
def test_only_what_the_table_names_is_allowed(move, state, actor):
    application = Application(state=state)
    rule = TABLE.get((move, state))
    if rule and actor in rule.who:
        assert check(move, application, actor) == rule.to
        assert is_allowed(move, application, actor)
        return
    assert not is_allowed(move, application, actor)
    with pytest.raises(MoveRefused) as refused:
        check(move, application, actor)
    expected = "not_yours" if rule else {"sent", "closed", "not_now"}
    assert refused.value.code in expected
    assert refused.value.message
    assert "{" not in refused.value.message


def test_nothing_leaves_a_closed_state():
    assert not [key for key in TABLE if key[1] in CLOSED]


def test_every_state_can_be_reached():
    assert {rule.to for rule in TABLE.values()} == set(State)


def test_nobody_but_the_committee_decides():
    for move in (Move.APPROVE, Move.REJECT):
        assert [rule.who for (m, _s), rule in TABLE.items() if m == move] == [
            frozenset({Actor.COMMITTEE})
        ]
