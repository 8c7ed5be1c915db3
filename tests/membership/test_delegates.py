"""Delegates: invited, accepted, permitted, removed; expired at every door."""

import re
from datetime import timedelta

import pytest

from mayorsclub.accounts.models import User
from mayorsclub.mail.models import Letter
from mayorsclub.membership.domain import delegates
from mayorsclub.membership.domain.refusals import MembershipRefused
from mayorsclub.membership.models import Delegate, Status
from mayorsclub.membership.queries import delegations_of
from mayorsclub.membership.rules import acts_for
from tests.factories.accounts import SecretariatFactory, UserFactory
from tests.factories.membership import DelegateFactory, MemberFactory
from tests.moments import DAY, MINUTE, NOON
from tests.outcomes import refused

EMAIL = "olha@example.org"
NAMES = {"surname": "Зразок", "given_name": "Ольга", "patronymic": "", "language": "uk"}


def invite(member, *, email=EMAIL, actor=None, at=NOON, permissions=("may_register",)) -> Delegate:
    return delegates.invite(
        member.pk,
        email=email,
        name="Зразок Ольга",
        permissions=frozenset(permissions),
        actor=actor or member.user,
        at=at,
    )


def token(email=EMAIL) -> str:
    letter = Letter.objects.filter(to_address=email).order_by("-pk").first()
    found = re.search(r"/me/delegations/accept/([\w-]+)/", letter.body_text)
    return found[1]


def test_an_invitation_is_accepted_and_gives_only_what_was_let(db):
    member = MemberFactory()
    invited = invite(member, email=" Olha@Example.org ")

    accepted = delegates.accept(token(), **NAMES, at=NOON + DAY)

    assert accepted.pk == invited.pk
    assert accepted.user.email == EMAIL
    assert accepted.user.get_full_name() == "Зразок Ольга"
    assert [acts_for(accepted.user, member, name) for name in ("may_register", "may_download")] == [
        True,
        False,
    ]
    kinds = list(Letter.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["membership.delegate_invited", "membership.delegate_accepted"]


def test_the_token_is_not_stored_and_works_once(db):
    invite(MemberFactory())
    secret = token()
    assert secret not in str(Delegate.objects.values().get())
    delegates.accept(secret, **NAMES, at=NOON)
    assert (
        refused(MembershipRefused, lambda: delegates.accept(secret, **NAMES, at=NOON))
        == "invitation_over"
    )
    assert (
        refused(MembershipRefused, lambda: delegates.find_invitation("", at=NOON))
        == "invitation_over"
    )
    assert (
        refused(MembershipRefused, lambda: delegates.find_invitation("x" * 5000, at=NOON))
        == "invitation_over"
    )


def test_a_new_account_gets_no_right_before_acceptance(db):
    member, user = MemberFactory(), UserFactory(email=EMAIL)
    invite(member, permissions=("may_register", "may_download"))
    assert not acts_for(user, member, "may_register")
    assert delegations_of(user) == []


@pytest.mark.parametrize("what", ["late", "removed", "suspended"])
def test_an_invitation_that_is_over_opens_no_door(db, what):
    member = MemberFactory()
    invited = invite(member)
    at = NOON + MINUTE
    if what == "late":
        at = invited.expires_at
    elif what == "removed":
        secret = token()
        delegates.remove(invited.pk, actor=member.user, at=at)
    else:
        member.status = Status.SUSPENDED
        member.save()
    secret = secret if what == "removed" else token()
    assert (
        refused(MembershipRefused, lambda: delegates.find_invitation(secret, at=at))
        == "invitation_over"
    )
    assert (
        refused(MembershipRefused, lambda: delegates.accept(secret, **NAMES, at=at))
        == "invitation_over"
    )
    assert not User.objects.filter(email=EMAIL).exists()


def test_who_may_invite_and_whom(db):
    member = MemberFactory()
    held = DelegateFactory(member=member, may_edit_profile=True)
    for who in (held.user, UserFactory(), SecretariatFactory()):
        assert (
            refused(MembershipRefused, lambda who=who: invite(member, actor=who)) == "not_allowed"
        )
    left = MemberFactory(status=Status.LEFT)
    assert refused(MembershipRefused, lambda: invite(left)) == "not_allowed"
    assert (
        refused(MembershipRefused, lambda: invite(member, email=member.user.email.upper()))
        == "own_address"
    )
    assert refused(MembershipRefused, lambda: invite(member, email=held.email)) == "already_invited"
    with pytest.raises(ValueError, match="may_vote"):
        invite(member, permissions=("may_vote",))


def test_an_invitation_that_ran_out_is_replaced(db):
    member = MemberFactory()
    first = invite(member)
    assert refused(MembershipRefused, lambda: invite(member, at=NOON + DAY)) == "already_invited"
    second = invite(member, at=NOON + timedelta(days=14))
    assert second.pk != first.pk
    first.refresh_from_db()
    assert first.removed_at == NOON + timedelta(days=14)


def test_our_mail_is_nobodys_nuisance(db):
    member = MemberFactory()
    for n in range(10):
        invite(member, email=f"d{n}@example.org")
    assert refused(MembershipRefused, lambda: invite(member, email="one@example.org")) == "too_many"
    for held in member.delegates.all():
        delegates.remove(held.pk, actor=member.user, at=NOON)
    for n in range(10):
        last = invite(member, email=f"e{n}@example.org")
        delegates.remove(last.pk, actor=member.user, at=NOON)
    assert refused(MembershipRefused, lambda: invite(member, email="one@example.org")) == "too_many"
    invite(member, email="one@example.org", at=NOON + DAY)


def test_permissions_change_and_removal_work_at_once(db):
    held = DelegateFactory()
    member = held.member
    delegates.permit(held.pk, permissions=frozenset({"may_download"}), actor=member.user, at=NOON)
    assert acts_for(held.user, member, "may_download")
    assert not acts_for(held.user, member, "may_register")

    delegates.remove(held.pk, actor=member.user, at=NOON)
    assert not acts_for(held.user, member, "may_download")
    assert delegations_of(held.user) == []
    assert (
        refused(
            MembershipRefused,
            lambda: delegates.permit(held.pk, permissions=frozenset(), actor=member.user, at=NOON),
        )
        == "not_allowed"
    )
    delegates.remove(held.pk, actor=member.user, at=NOON)
    assert Letter.objects.filter(kind="membership.delegate_removed").count() == 1


def test_who_may_remove(db):
    held = DelegateFactory()
    other = DelegateFactory(member=held.member)
    for who in (UserFactory(), other.user, MemberFactory().user):
        call = lambda who=who: delegates.remove(held.pk, actor=who, at=NOON)  # noqa: E731
        assert refused(MembershipRefused, call) == "not_allowed"
    delegates.remove(held.pk, actor=held.user, at=NOON)
    delegates.remove(other.pk, actor=SecretariatFactory(), at=NOON)
    assert not Delegate.objects.filter(removed_at=None).exists()


def test_a_delegate_may_not_change_their_own_permissions(db):
    held = DelegateFactory()
    call = lambda: delegates.permit(  # noqa: E731
        held.pk, permissions=frozenset({"may_download"}), actor=held.user, at=NOON
    )
    assert refused(MembershipRefused, call) == "not_allowed"
