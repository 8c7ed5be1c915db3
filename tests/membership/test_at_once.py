"""Two hands at the same instant, over real connections."""

from datetime import date

import pytest

from mayorsclub.certificates.models import Certificate
from mayorsclub.membership.domain import delegates, members
from mayorsclub.membership.domain.mandates import PostFacts
from mayorsclub.membership.models import Delegate, Member, PostKind
from tests.at_once import at_once
from tests.factories.accounts import UserFactory
from tests.factories.membership import MemberFactory
from tests.factories.territories import territory
from tests.membership.test_delegates import NAMES, invite, token
from tests.moments import NOON


def test_a_person_approved_twice_at_once_is_entered_once(real_database):
    user = UserFactory()
    facts = PostFacts(kind=PostKind.MAYOR, began_on=date(2015, 11, 1), territory=territory())

    def enter():
        return members.enter(
            user, posts=[facts], interests=[], application=None, decision=None, at=NOON
        )

    found = at_once([enter] * 4)

    member = Member.objects.get()
    assert found == [member] * 4
    assert (member.register_number, member.posts.count()) == ("2026-0001", 1)
    assert Certificate.objects.filter(replaced_at=None).count() == 1


@pytest.mark.parametrize("size", [5])
def test_an_invitation_accepted_many_times_at_once_is_accepted_once(real_database, size):
    invite(MemberFactory())
    secret = token()

    found = at_once([lambda: delegates.accept(secret, **NAMES, at=NOON)] * size)

    assert found.count("invitation_over") == size - 1
    assert Delegate.objects.get().accepted_at == NOON
