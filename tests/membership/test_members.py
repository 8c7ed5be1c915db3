"""Entries of the register: entering, status, wishes, certificate."""

from datetime import date, timedelta

import pytest

from mayorsclub.certificates.models import Certificate
from mayorsclub.mail.models import Letter
from mayorsclub.mail.models import State as LetterState
from mayorsclub.membership.domain import members
from mayorsclub.membership.domain.mandates import PostFacts
from mayorsclub.membership.domain.refusals import MembershipRefused
from mayorsclub.membership.models import Member, PostKind, Status
from mayorsclub.membership.rules import acts_for, is_member
from tests.factories.accounts import EditorFactory, SecretariatFactory, UserFactory
from tests.factories.membership import DelegateFactory, MemberFactory
from tests.factories.territories import territory
from tests.moments import DAY, NOON, TODAY
from tests.outcomes import actions, letters_to


def facts() -> PostFacts:
    return PostFacts(kind=PostKind.MAYOR, began_on=date(2015, 11, 1), territory=territory())


def enter(user, *, at=NOON, **other) -> Member:
    given = {"posts": [facts()], "interests": ["missions", "projects"], **other}
    return members.enter(user, application=None, decision=None, at=at, **given)


def test_entering_gives_number_post_certificate_letter_and_history(db):
    user = UserFactory()

    member = enter(user, hold_until=NOON + DAY)

    assert (member.register_number, member.entered_on) == ("2026-0001", TODAY)
    assert member.status == Status.ACTIVE
    assert member.interests == ["projects", "missions"]
    assert [post.kind for post in member.posts.all()] == [PostKind.MAYOR]
    assert Certificate.objects.get().holder == member
    letter = Letter.objects.get()
    assert (letter.kind, letter.state) == ("membership.welcome", LetterState.HELD)
    assert letter.send_after == NOON + DAY
    assert "2026-0001" in letter.body_text
    assert [change.status for change in member.status_changes.all()] == [Status.ACTIVE]
    assert actions(member) == ["member.entered", "member.post_added"]
    assert is_member(user)


def test_numbers_follow_each_other_in_a_year_by_the_clock_of_kyiv(db):
    assert enter(UserFactory()).register_number == "2026-0001"
    assert enter(UserFactory()).register_number == "2026-0002"
    new_year = NOON.replace(month=12, day=31, hour=22)
    assert enter(UserFactory(), at=new_year).register_number == "2027-0001"


def test_a_member_approved_once_more_keeps_number_and_posts(db):
    user = UserFactory()
    first = enter(user)

    again = enter(user, at=NOON + DAY)

    assert again.pk == first.pk
    assert (again.register_number, again.posts.count()) == ("2026-0001", 1)
    assert actions(first) == ["member.entered", "member.post_added"]


@pytest.mark.parametrize("status", [Status.LEFT, Status.EXCLUDED])
def test_who_had_left_comes_back_by_a_new_application(db, status):
    member = MemberFactory(status=status)

    back = enter(member.user)

    assert (back.pk, back.status) == (member.pk, Status.ACTIVE)
    assert "member.readmitted" in actions(member)


@pytest.mark.parametrize("status", [Status.SUSPENDED, Status.DECEASED])
def test_an_approval_lifts_no_suspension_and_wakes_no_dead(db, status):
    member = MemberFactory(status=status)

    again = enter(member.user)

    assert again.status == status
    assert not Certificate.objects.exists()
    assert letters_to(member.user) == []


def test_what_cannot_be_is_not_entered_at_all(db):
    user = UserFactory()
    wrong = PostFacts(kind=PostKind.MAYOR, began_on=date(2015, 11, 1))

    with pytest.raises(MembershipRefused) as refused:
        enter(user, posts=[wrong])

    assert refused.value.code == "place"
    assert not Member.objects.exists()
    with pytest.raises(MembershipRefused):
        enter(user, interests=["everything"])


def test_every_move_of_the_table_and_no_other(db):
    secretary = SecretariatFactory()
    for before in Status:
        for after in Status:
            member = MemberFactory(status=before)

            def change(member=member, after=after):
                return members.change_status(
                    member.pk, status=after, reason="рішення правління", actor=secretary, at=NOON
                )

            if after in members.MOVES[before]:
                assert change().status == after
                kept = member.status_changes.get()
                assert (kept.reason, kept.changed_by) == ("рішення правління", secretary)
                assert actions(member) == ["member.status_changed"]
                told = [] if after == Status.DECEASED else [f"membership.status_{after}"]
                assert letters_to(member.user) == told
            else:
                with pytest.raises(MembershipRefused) as refused:
                    change()
                assert refused.value.code == "move"
                assert letters_to(member.user) == []


@pytest.mark.parametrize("actor", [UserFactory, EditorFactory])
def test_only_the_secretariat_changes_a_status(db, actor):
    member = MemberFactory()
    for who in (actor(), member.user):
        with pytest.raises(MembershipRefused) as refused:
            members.change_status(member.pk, status="left", reason="так", actor=who, at=NOON)
        assert refused.value.code == "not_allowed"


def test_a_status_needs_a_reason(db):
    member = MemberFactory()
    with pytest.raises(MembershipRefused) as refused:
        members.change_status(
            member.pk, status="left", reason="  ", actor=SecretariatFactory(), at=NOON
        )
    assert refused.value.code == "reason"


def test_rights_end_with_the_status_at_once(db):
    held = DelegateFactory()
    member = held.member
    assert acts_for(held.user, member, "may_register")

    changed = members.change_status(
        member.pk, status="suspended", reason="перевірка", actor=SecretariatFactory(), at=NOON
    )

    assert not acts_for(held.user, changed, "may_register")
    assert not acts_for(member.user, changed, "may_edit_profile")
    assert not is_member(member.user)


def test_wishes_are_chosen_by_the_member_or_a_delegate_who_may(db):
    held = DelegateFactory()
    editor = DelegateFactory(member=held.member, may_edit_profile=True)
    member = held.member

    members.choose_interests(member.pk, interests=["sessions"], actor=member.user, at=NOON)
    members.choose_interests(
        member.pk, interests=["legislation", "projects"], actor=editor.user, at=NOON
    )

    member.refresh_from_db()
    assert member.interests == ["projects", "legislation"]
    for who in (held.user, UserFactory(), SecretariatFactory()):
        with pytest.raises(MembershipRefused) as refused:
            members.choose_interests(member.pk, interests=[], actor=who, at=NOON)
        assert refused.value.code == "not_allowed"


def test_a_certificate_is_renewed_by_the_active_member_or_the_secretariat(db):
    member = MemberFactory()
    members.renew_certificate(member.pk, actor=member.user, at=NOON)
    members.renew_certificate(member.pk, actor=SecretariatFactory(), at=NOON + timedelta(hours=1))
    assert Certificate.objects.count() == 2
    assert Certificate.objects.filter(replaced_at=None).count() == 1

    held = DelegateFactory(member=member, may_download=True)
    with pytest.raises(MembershipRefused) as refused:
        members.renew_certificate(member.pk, actor=held.user, at=NOON)
    assert refused.value.code == "not_allowed"
    left = MemberFactory(status=Status.LEFT)
    with pytest.raises(MembershipRefused) as refused:
        members.renew_certificate(left.pk, actor=left.user, at=NOON)
    assert refused.value.code == "not_active"
