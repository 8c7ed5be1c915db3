"""Members, posts and delegates for tests. People and their posts are invented."""

from datetime import date

import factory

from mayorsclub.membership.models import Delegate, Member, Post, PostKind
from tests.factories.accounts import UserFactory
from tests.factories.territories import territory
from tests.moments import DAY, MINUTE, NOON, TODAY


class MemberFactory(factory.django.DjangoModelFactory):
    """An active member without posts."""

    class Meta:
        model = Member

    user = factory.SubFactory(UserFactory)
    register_number = factory.Sequence(lambda n: f"2026-{n + 1000:04d}")
    entered_on = TODAY


class PostFactory(factory.django.DjangoModelFactory):
    """A mayor in office since November 2015."""

    class Meta:
        model = Post

    member = factory.SubFactory(MemberFactory)
    kind = PostKind.MAYOR
    territory = factory.LazyFunction(territory)
    began_on = date(2015, 11, 1)


class DelegateFactory(factory.django.DjangoModelFactory):
    """An accepted delegate who may register the member for events and nothing else."""

    class Meta:
        model = Delegate

    member = factory.SubFactory(MemberFactory)
    user = factory.SubFactory(UserFactory)
    email = factory.SelfAttribute("user.email")
    name = "Зразок Ольга"
    invited_at = NOON - DAY
    expires_at = NOON + 13 * DAY
    accepted_at = NOON - MINUTE
