import datetime as dt

import pytest

from mayorsclub.territories.domain.codifier import load
from mayorsclub.territories.domain.codifier_file import Codifier
from mayorsclub.territories.index import slips_between
from mayorsclub.territories.models import Category
from mayorsclub.territories.queries import Closeness, hromadas_by_oblast, suggest
from mayorsclub.territories.typed import Reading, readings, without_kind
from tests.factories.territories import LOADED, load_small_codifier, small_rows


@pytest.fixture
def codifier(db):
    load_small_codifier()


def first(text, **options):
    hits = suggest(text, **options)
    return (hits[0].territory.name, hits[0].territory.oblast and hits[0].territory.oblast.name)


@pytest.mark.parametrize(
    "text",
    [
        "Тростянець, Сумська область",
        "тростянецька громада, сумська обл.",
        "ТРОСТЯНЕЦЬ Сумська",
        "Сумська область, Тростянець",
        "м. Тростянець, Охтирський район",
        "Тростянецька територіальна громада, Охтирський район, Сумська область",
        "Trostianets hromada, Okhtyrskyi raion, Sumy Oblast",
    ],
)
def test_the_place_narrows_the_name(codifier, text):
    assert [hit.territory.full_name("uk") for hit in suggest(text)] == [
        "Тростянецька територіальна громада, Охтирський район, Сумська область"
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Львів", "Львівська"),
        ("львівська", "Львівська"),
        ("Lviv", "Львівська"),
        ("Kmdsd", "Львівська"),
        ("Львов", "Львівська"),
        ("Rb]d", "Київ"),
        ("Киев", "Київ"),
        ("Kiev", "Київ"),
        ("м.Київ", "Київ"),
        ("Севастополь", "Севастополь"),
        ("Сумы", "Сумська"),
        ("Slavutich", "Славутицька"),
        ("Слвутич", "Славутицька"),
        ("П'ятихатки", "П’ятихатська"),
        ("пятихатки", "П’ятихатська"),
        ("Piatykhatky", "П’ятихатська"),
        ("Франківськ", "Івано-Франківська"),
        ("івано франківськ", "Івано-Франківська"),
        ("Кіровоград", "Кропивницька"),
        ("Белая Церковь", "Білоцерківська"),
        ("Біла Церква", "Білоцерківська"),
    ],
)
def test_people_find_a_community_however_they_write_it(codifier, text, name):
    assert first(text)[0] == name


def test_the_larger_seat_comes_first(codifier):
    oblasts = [hit.territory.oblast.name for hit in suggest("тростян")]
    assert oblasts == ["Сумська", "Вінницька", "Львівська"]


def test_a_settlement_finds_its_hromada_and_is_named(codifier):
    [hit] = suggest("Терезине")
    assert hit.territory.name == "Білоцерківська"
    assert hit.settlement.full_name("uk").startswith("селище Терезине, Білоцерківська")
    assert hit.closeness == Closeness.EXACT


def test_the_hromadas_own_name_needs_no_settlement(codifier):
    assert [hit.settlement for hit in suggest("Тростянець")] == [None] * 3


def test_two_of_the_same_name_in_one_raion_show_their_seats(codifier):
    hits = suggest("Миколаївська, Сумський район")
    assert [hit.settlement.title("uk") for hit in hits] == ["селище Миколаївка", "село Миколаївка"]


def test_a_slip_is_found_only_where_nothing_answers_as_typed(codifier):
    assert {hit.closeness for hit in suggest("Лебдин")} == {Closeness.SLIP}
    assert {hit.closeness for hit in suggest("Лебедин")} == {Closeness.EXACT}


@pytest.mark.parametrize(
    "text", ["", " ", "м", "ц", "—", "жжжжжжжж", "'\"%_\\", "x" * 5000, "\x00"]
)
def test_nothing_answers_to_nonsense(codifier, text):
    assert suggest(text) == []


def test_categories_and_limit_are_kept(codifier):
    cities = suggest("Тростянець", categories=[Category.CITY])
    assert [hit.territory.title("uk") for hit in cities] == ["місто Тростянець"]
    assert len(suggest("тростянець", limit=2)) == 2
    oblasts = suggest("льв", categories=[Category.OBLAST])
    assert [hit.territory.title("uk") for hit in oblasts] == ["Львівська область"]


def test_finding_costs_two_queries(codifier, django_assert_num_queries):
    suggest("прогрів")
    for text in ("тр", "Миколаївка, Сумська"):
        with django_assert_num_queries(2):
            for hit in suggest(text):
                hit.territory.full_name("uk")


def test_a_newer_codifier_is_found_at_once(codifier):
    assert suggest("Чорнобильська") == []
    rows = [row for row in small_rows() if row.name != "Артемо-Растівка"]
    load(Codifier(dt.date(2026, 5, 1), "newer.xlsx", rows), at=LOADED)
    assert suggest("Артемо-Растівка") == []


def test_counts_for_the_map_are_one_query(codifier, django_assert_num_queries):
    with django_assert_num_queries(1):
        counts = [(oblast.name, oblast.hromadas) for oblast in hromadas_by_oblast()]
    assert counts == [
        ("Вінницька", 1),
        ("Дніпропетровська", 1),
        ("Івано-Франківська", 1),
        ("Київ", 1),
        ("Київська", 2),
        ("Кіровоградська", 1),
        ("Львівська", 2),
        ("Севастополь", 1),
        ("Сумська", 5),
    ]


def test_words_for_the_kind_of_unit_do_not_matter():
    assert without_kind("м. Суми") == "Суми"
    assert without_kind("Сумська міська територіальна громада") == "Сумська"
    assert without_kind("Старе Село") == "Старе Село"
    assert without_kind("громада") == "громада"
    assert without_kind("") == ""


def test_readings_put_the_name_first_then_try_other_ways():
    assert readings("Суми, Сумська обл.") == [
        Reading("Суми", ("Сумська",)),
        Reading("Сумська", ("Суми",)),
    ]
    assert readings("Нова Одеса Миколаївська")[:2] == [
        Reading("Нова Одеса Миколаївська", ()),
        Reading("Нова Одеса", ("Миколаївська",)),
    ]
    assert readings(" , ") == []


@pytest.mark.parametrize(
    ("typed", "name", "slips"),
    [
        ("лвив", "лвив", 0),
        ("лви", "лвив", 0),
        ("лввив", "лвив", 1),
        ("вливска", "лвивска", 1),
        ("тростанецка", "тростянецка", 1),
        ("абв", "где", 3),
    ],
)
def test_slips_are_counted_with_a_free_end(typed, name, slips):
    assert slips_between(typed, name) == slips
