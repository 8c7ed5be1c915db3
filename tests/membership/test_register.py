from datetime import date

import pytest

from mayorsclub.membership import queries
from mayorsclub.membership.models import Status
from mayorsclub.ukrainian.alphabet import sort_key
from tests.factories.accounts import UserFactory
from tests.factories.membership import MemberFactory, PostFactory
from tests.factories.territories import KYIV, SLAVUTYCH, territory
from tests.moments import TODAY


def member(surname: str, **other):
    name_en = other.pop("name_en", "Ivan Example")
    user = UserFactory(
        surname=surname, name_en=name_en, sort_key=sort_key(f"{surname} Іван Петрович")
    )
    return MemberFactory(user=user, **other)


def names(**how) -> list[str]:
    return [found.user.surname for found in queries.register(today=TODAY, **how)]


def test_the_register_is_in_ukrainian_order(db):
    for surname in ("Яр", "Їжак", "Ґава", "Ївга", "Гай", "Єна", "Зуб"):
        member(surname)
    assert names() == ["Гай", "Ґава", "Єна", "Зуб", "Ївга", "Їжак", "Яр"]


@pytest.mark.parametrize(
    "text", ["приклад", "ПРИК", "клад петрович", "pryklad", "2026-1", "прикл'ад", "person77"]
)
def test_a_member_is_found(db, text):
    found = member("Приклад", register_number="2026-1", name_en="Ivan Pryklad")
    found.user.email = "person77@example.org"
    found.user.save()
    member("Зразок", register_number="2025-9")
    assert names(search=text) == ["Приклад"]


@pytest.mark.parametrize("text", ["нікого", "' OR 1=1 --", "приклад зразок"])
def test_nobody_else_is_found(db, text):
    member("Приклад")
    member("Зразок")
    assert names(search=text) == []


def test_signs_alone_do_not_break_the_search(db):
    member("Приклад")
    assert names(search="%") == []
    assert names(search="  ") == ["Приклад"]


def test_filters(db):
    current = member("Чинний")
    PostFactory(member=current)
    former = member("Колишній", status=Status.SUSPENDED)
    PostFactory(member=former, territory=territory(SLAVUTYCH), ended_on=date(2020, 12, 1))
    both = member("Обидва")
    PostFactory(member=both, ended_on=date(2010, 1, 1), began_on=date(2006, 1, 1))
    PostFactory(member=both, territory=territory(KYIV))

    assert names(status="suspended") == ["Колишній"]
    assert names(in_office=True) == ["Обидва", "Чинний"]
    assert names(in_office=False) == ["Колишній"]
    assert names(oblast=territory().oblast) == ["Обидва", "Чинний"]
    assert names(oblast=territory(KYIV)) == ["Обидва"]


@pytest.mark.parametrize("size", [1, 3])
def test_the_register_costs_two_queries_at_any_size(db, size, django_assert_num_queries):
    for _n in range(size):
        PostFactory()
    with django_assert_num_queries(2):
        for found in queries.register(today=TODAY):
            assert str(found.user)
            assert [post.territory.oblast.name for post in found.posts.all()] == ["Сумська"]
