# ruff: noqa: F811
"""The map's numbers and the search hear of records that are written or taken out together."""

from mayorsclub.directory import counts
from mayorsclub.directory.models import Profile
from mayorsclub.imports.domain import checking, undoing
from mayorsclub.membership.models import Member
from tests.factories.accounts import UserFactory
from tests.factories.membership import MemberFactory
from tests.imports.conftest import checked, entered, secretary  # noqa: F401
from tests.imports.sheets import IVAN, OLHA
from tests.moments import DAY, NOON


def total() -> int:
    return sum(counts.by_oblast().values())


def test_the_numbers_of_the_map_follow_an_import_and_its_undoing(checked, secretary):
    assert total() == 0
    found = entered(checked(IVAN, OLHA), secretary)
    assert total() == 2
    undoing.undo(found.pk, by=secretary, at=NOON + DAY)
    assert total() == 0


def test_undoing_costs_the_same_for_any_number_of_members(
    checked,
    secretary,
    django_assert_max_num_queries,
):
    rows = [[*IVAN[:3], f"ivan{n}@example.org", f"06712345{n:02}", *IVAN[5:]] for n in range(20)]
    for number, row in enumerate(rows):
        row[0] = "Приклад" + "абвгдежзиклмнопрстуф"[number]
    found = entered(checked(*rows), secretary)
    assert Member.objects.count() == 20
    with django_assert_max_num_queries(125):
        undoing.undo(found.pk, by=secretary, at=NOON + DAY)


def test_a_profile_is_found_by_a_name_that_an_import_filled_in(checked, secretary):
    user = UserFactory(
        surname="Зразок", given_name="Ольга", patronymic="", email="olha@example.org", name_en=""
    )
    profile = Profile.objects.create(
        member=MemberFactory(user=user), slug="olha-zrazok", name_key="", changed_at=NOON
    )
    found = checked(OLHA)
    checking.decide_all(found.pk, "same", "update", by=secretary, at=NOON)
    entered(found, secretary)
    profile.refresh_from_db()
    assert "иванивна" in profile.name_key
