import pytest

from mayorsclub.partners import queries
from tests.factories.accounts import UserFactory
from tests.factories.partners import PartnerFactory, RepresentativeFactory
from tests.factories.territories import territory


def names(**how) -> list[str]:
    return [found.name_uk for found in queries.register(**how)]


def test_the_register_is_in_ukrainian_order(db):
    for name in ("Яр", "Їжак", "Ґава", "Example", "Гай"):
        PartnerFactory(name_uk=name)
    assert names() == ["Гай", "Ґава", "Їжак", "Яр", "Example"]


@pytest.mark.parametrize(
    "text", ["приклад", "ПРИКЛАД", "pryklad", "328559", "2026-7", "person9@", "тов pryk"]
)
def test_a_partner_is_found(db, text):
    found = PartnerFactory(register_number="2026-7")
    RepresentativeFactory(partner=found, user=UserFactory(email="person9@example.org"))
    PartnerFactory(name_uk="Інше", name_en="Other", edrpou="", register_number="2025-8")
    assert names(search=text) == ["ТОВ «Приклад»"]


def test_filters(db):
    one = PartnerFactory(name_uk="Один", kind="fund", country="JP", sectors=["energy"])
    PartnerFactory(name_uk="Два", status="ended", sectors=["transport", "health"])
    one.oblasts.add(territory().oblast)

    assert names(kind="fund") == ["Один"]
    assert names(country="JP") == ["Один"]
    assert names(status="ended") == ["Два"]
    assert names(sector="health") == ["Два"]
    assert names(sector="ener") == []
    assert names(oblast=territory().oblast) == ["Один"]


@pytest.mark.parametrize("size", [1, 3])
def test_the_register_costs_two_queries_at_any_size(db, size, django_assert_num_queries):
    for _n in range(size):
        RepresentativeFactory()
    with django_assert_num_queries(2):
        for found in queries.register():
            assert [str(speaker.user) for speaker in found.speakers]
