from datetime import date

import pytest

from mayorsclub.audit.models import Entry
from mayorsclub.membership.domain import posts
from mayorsclub.membership.domain.mandates import PostFacts
from mayorsclub.membership.domain.refusals import MembershipRefused
from mayorsclub.membership.models import PostKind
from tests.factories.accounts import SecretariatFactory
from tests.factories.membership import MemberFactory, PostFactory
from tests.factories.territories import territory
from tests.moments import NOON


def facts(**other) -> PostFacts:
    given = {"kind": PostKind.MAYOR, "began_on": date(2015, 11, 1), "territory": territory()}
    return PostFacts(**{**given, **other})


def test_a_post_is_added_ended_and_corrected_with_a_trace(db):
    member, secretary = MemberFactory(), SecretariatFactory()

    post = posts.add_post(member.pk, facts(), actor=secretary, at=NOON)
    posts.end_post(
        post.pk, ended_on=date(2020, 12, 1), how_ended=" нові вибори ", actor=secretary, at=NOON
    )
    kept = posts.correct_post(
        post.pk,
        facts(ended_on=date(2020, 12, 2), how_ended="нові вибори"),
        reason="Описка",
        actor=secretary,
        at=NOON,
    )

    assert (kept.ended_on, kept.how_ended) == (date(2020, 12, 2), "нові вибори")
    entries = Entry.objects.filter(about_type="membership.member").order_by("number")
    assert [entry.action for entry in entries] == [
        "member.post_added",
        "member.post_ended",
        "member.post_corrected",
    ]
    assert entries[2].facts["fields"] == "ended_on"


def test_a_correction_that_changes_nothing_leaves_no_trace(db):
    post = PostFactory()
    posts.correct_post(post.pk, facts(), reason="Описка", actor=SecretariatFactory(), at=NOON)
    assert not Entry.objects.filter(about_type="membership.member").exists()


def test_an_end_is_noted_once_and_in_order(db):
    post, secretary = PostFactory(), SecretariatFactory()

    def end(day: date):
        return posts.end_post(post.pk, ended_on=day, how_ended="", actor=secretary, at=NOON)

    with pytest.raises(MembershipRefused) as refused:
        end(date(2015, 10, 31))
    assert refused.value.code == "order"
    end(date(2026, 11, 30))
    with pytest.raises(MembershipRefused) as refused:
        end(date(2026, 12, 1))
    assert refused.value.code == "already_ended"


def test_members_do_not_keep_the_register_themselves(db):
    post = PostFactory()
    calls = [
        lambda: posts.add_post(post.member_id, facts(), actor=post.member.user, at=NOON),
        lambda: posts.correct_post(
            post.pk, facts(), reason="Описка", actor=post.member.user, at=NOON
        ),
        lambda: posts.end_post(
            post.pk, ended_on=NOON.date(), how_ended="", actor=post.member.user, at=NOON
        ),
    ]
    for call in calls:
        with pytest.raises(MembershipRefused) as refused:
            call()
        assert refused.value.code == "not_allowed"
