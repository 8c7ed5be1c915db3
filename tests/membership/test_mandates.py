"""Pure rules of mandates: no database."""

from datetime import date

import pytest

from mayorsclub.membership.domain import mandates
from mayorsclub.membership.domain.mandates import PostFacts
from mayorsclub.membership.domain.refusals import MembershipRefused
from mayorsclub.membership.models import ELECTED, Post, PostKind
from mayorsclub.territories.models import Category, Territory
from tests.moments import TODAY

OBLAST = Territory(category=Category.OBLAST, name="Сумська", name_en="Sumy Oblast")
HROMADA = Territory(
    category=Category.HROMADA,
    name="Тростянецька",
    name_en="Trostianets hromada",
    oblast=OBLAST,
)
KYIV = Territory(category=Category.SPECIAL_CITY, name="Київ", name_en="Kyiv")


def facts(**other: object) -> PostFacts:
    return PostFacts(
        **{  # type: ignore[arg-type]
            "kind": PostKind.MAYOR,
            "began_on": date(2015, 11, 1),
            "territory": HROMADA,
            **other,
        }
    )


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"territory": None}, "place"),
        ({"kind": PostKind.OTHER}, "title"),
        ({"began_on": date(2026, 11, 24)}, "future_start"),
        ({"began_on": date(1989, 12, 31)}, "too_early"),
        ({"ended_on": date(2015, 10, 31)}, "order"),
    ],
)
def test_a_post_that_cannot_be_is_refused(other, code):
    with pytest.raises(MembershipRefused) as refused:
        mandates.check(facts(**other), today=TODAY)
    assert refused.value.code == code
    assert refused.value.message == str(MembershipRefused.sentences[code])


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"began_on": TODAY},
        {"ended_on": date(2015, 11, 1)},
        {"territory": None, "former_community": "Зразківська громада"},
        {"kind": PostKind.OTHER, "title": "радник голови", "territory": None},
    ],
)
def test_a_post_that_can_be_passes(other):
    mandates.check(facts(**other), today=TODAY)


@pytest.mark.parametrize(
    ("ended_on", "is_held"),
    [(None, True), (date(2026, 11, 24), True), (TODAY, False), (date(2020, 12, 1), False)],
)
def test_a_post_is_held_until_its_end_and_no_term_is_computed(ended_on, is_held):
    post = facts(began_on=date(2010, 11, 1), ended_on=ended_on)
    assert mandates.in_office(post, today=TODAY) is is_held
    assert mandates.is_current_head([Post(**vars(post))], today=TODAY) is is_held


def test_only_elected_heads_are_heads():
    assert {kind for kind in PostKind if mandates.is_elected(facts(kind=kind))} == set(ELECTED)
    appointed = Post(kind=PostKind.MILITARY, began_on=date(2022, 3, 1))
    assert not mandates.is_current_head([appointed], today=TODAY)


def test_a_member_is_presented_by_the_elected_post_held_now_else_by_the_last_one():
    mayor = Post(kind=PostKind.MAYOR, began_on=date(2015, 11, 1))
    military = Post(kind=PostKind.MILITARY, began_on=date(2022, 3, 1))
    before = Post(kind=PostKind.MAYOR, began_on=date(2006, 4, 1), ended_on=date(2010, 11, 1))
    earlier = Post(kind=PostKind.MAYOR, began_on=date(2002, 4, 1), ended_on=date(2006, 4, 1))

    assert mandates.present_post([military, mayor, before], today=TODAY) is mayor
    assert mandates.present_post([before, military], today=TODAY) is military
    assert mandates.present_post([earlier, before], today=TODAY) is before
    assert mandates.present_post([], today=TODAY) is None


@pytest.mark.parametrize(
    ("other", "uk", "en"),
    [
        (
            {},
            "міський голова, Тростянецька територіальна громада, Сумська область",
            "mayor, Trostianets hromada, Sumy Oblast",
        ),
        (
            {"ended_on": date(2020, 12, 1)},
            "міський голова (2015–2020), Тростянецька територіальна громада, Сумська область",
            "mayor (2015–2020), Trostianets hromada, Sumy Oblast",
        ),
        (
            {"ended_on": date(2015, 12, 1), "territory": KYIV},
            "міський голова (2015), місто Київ",
            "mayor (2015), Kyiv",
        ),
        (
            {"former_community": "Зразківська міська рада", "kind": PostKind.COMMUNITY_HEAD},
            "голова територіальної громади, Зразківська міська рада, Сумська область",
            "head of a territorial community, Zrazkivska miska rada, Sumy Oblast",
        ),
        (
            {"kind": PostKind.OTHER, "title": "мерка", "title_en": "mayor"},
            "мерка, Тростянецька територіальна громада, Сумська область",
            "mayor, Trostianets hromada, Sumy Oblast",
        ),
    ],
)
def test_a_post_is_worded_in_both_languages_without_guessing_sex(other, uk, en):
    assert mandates.position_text(facts(**other), "uk", today=TODAY) == uk
    assert mandates.position_text(facts(**other), "en", today=TODAY) == en
