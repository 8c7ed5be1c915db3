import datetime as dt
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from mayorsclub.audit.models import Entry
from mayorsclub.territories.domain.codifier import load
from mayorsclub.territories.domain.codifier_file import Codifier, CodifierRefused, Row
from mayorsclub.territories.domain.names import set_english_name
from mayorsclub.territories.models import Alias, Category, CodifierEdition, Territory
from tests.factories.territories import (
    EDITION,
    KYIV,
    LOADED,
    SLAVUTYCH,
    TROSTIANETS,
    load_small_codifier,
    rows_of,
    small_rows,
    territory,
    write_codifier,
)

NEWER = dt.date(2026, 5, 1)
OKHTYRKA_RAION = "UA59040000000045652"
SUMY_RAION = "UA59080000000057897"


def newer(rows, *, edition=NEWER):
    return load(Codifier(edition, "newer.xlsx", list(rows)), at=LOADED + dt.timedelta(days=1))


def changed(code, **changes):
    return [replace(row, **changes) if row.code == code else row for row in small_rows()]


def test_the_first_load_builds_the_tree(db):
    changes = load_small_codifier()
    assert changes.sizes() == {
        "added": 56,
        "renamed": 0,
        "moved": 0,
        "vanished": 0,
        "returned": 0,
    }
    hromada = territory()
    assert (hromada.name, hromada.category) == ("Тростянецька", Category.HROMADA)
    assert (hromada.parent.name, hromada.raion.name) == ("Охтирський", "Охтирський")
    assert (hromada.oblast.name, hromada.hromada) == ("Сумська", None)
    city = territory("UA59040130010060037")
    assert (city.parent, city.hromada, city.oblast.name) == (hromada, hromada, "Сумська")
    assert {unit.edition for unit in Territory.objects.all()} == {EDITION}


def test_a_district_of_kyiv_lies_in_the_city_which_stands_for_its_hromada(db):
    load_small_codifier()
    district = territory("UA80000000000126643")
    assert district.parent.code == district.hromada.code == KYIV
    assert (district.oblast, district.raion) == (None, None)
    assert district.full_name("uk") == "Голосіївський район, місто Київ"


def test_full_names_in_both_languages(db):
    load_small_codifier()
    for code, ukrainian, english in [
        (
            TROSTIANETS,
            "Тростянецька територіальна громада, Охтирський район, Сумська область",
            "Trostianets hromada, Okhtyrskyi raion, Sumy Oblast",
        ),
        (KYIV, "місто Київ", "Kyiv"),
        (
            "UA59040130020054375",
            "село Артемо-Растівка, Тростянецька територіальна громада, Охтирський район, "
            "Сумська область",
            "Artemo-Rastivka village, Trostianets hromada, Okhtyrskyi raion, Sumy Oblast",
        ),
        ("UA46000000000026241", "Львівська область", "Lviv Oblast"),
    ]:
        assert territory(code).full_name("uk") == ukrainian
        assert territory(code).full_name("en") == english


def test_names_are_titled_by_their_kind():
    crimea = Territory(category=Category.OBLAST, name="Автономна Республіка Крим")
    assert crimea.title("uk") == "Автономна Республіка Крим"


def test_loading_the_same_again_changes_nothing(db, django_assert_max_num_queries):
    load_small_codifier()
    before = list(Territory.objects.order_by("pk").values())
    with django_assert_max_num_queries(20):
        changes = load_small_codifier()
    assert sum(changes.sizes().values()) == 0
    assert list(Territory.objects.order_by("pk").values()) == before
    assert Alias.objects.filter(name="Кіровоград").count() == 1


def test_a_new_unit_is_added_under_a_known_one(db):
    load_small_codifier()
    village = "UA59040130030099999"
    levels = (*territory_levels(TROSTIANETS), village)
    changes = newer([*small_rows(), Row(village, Category.VILLAGE, "Нове", levels)])
    assert changes.added == [f"{village} Нове"]
    assert territory(village).hromada.code == TROSTIANETS
    assert set(Territory.objects.values_list("edition", flat=True)) == {NEWER}


def territory_levels(code):
    return next(row.levels for row in small_rows() if row.code == code)


def test_a_renamed_unit_keeps_its_old_name_as_an_alias(db):
    load_small_codifier()
    changes = newer(changed(SLAVUTYCH, name="Чорнобильська"))
    assert changes.renamed == [f"{SLAVUTYCH} Славутицька → Чорнобильська"]
    renamed = territory(SLAVUTYCH)
    assert renamed.name_en == "Chornobylska hromada"
    assert list(renamed.aliases.values_list("name", "until")) == [("Славутицька", NEWER)]


def test_a_moved_unit_takes_its_settlements_along(db):
    load_small_codifier()
    rows = [
        replace(
            row,
            levels=tuple(SUMY_RAION if code == OKHTYRKA_RAION else code for code in row.levels),
        )
        if TROSTIANETS in row.levels
        else row
        for row in small_rows()
    ]
    changes = newer(rows)
    assert changes.moved == [f"{TROSTIANETS} Тростянецька → Сумський"]
    assert {unit.raion.code for unit in territory().settlements.select_related("raion")} == {
        SUMY_RAION
    }


def test_a_vanished_unit_is_kept_with_its_date_and_may_return(db):
    load_small_codifier()
    changes = newer(row for row in small_rows() if row.code != "UA59040130020054375")
    assert changes.vanished == ["UA59040130020054375 Артемо-Растівка"]
    gone = territory("UA59040130020054375")
    assert (gone.vanished_on, gone.edition) == (NEWER, EDITION)
    assert gone not in Territory.objects.present()

    again = newer(small_rows(), edition=dt.date(2026, 6, 1))
    assert again.returned == ["UA59040130020054375 Артемо-Растівка"]
    assert territory("UA59040130020054375").vanished_on is None


def test_an_english_name_set_by_hand_stays(db, django_user_model):
    load_small_codifier()
    editor = django_user_model.objects.create(email="editor@example.org")
    set_english_name(
        territory(SLAVUTYCH).pk, "  Slavutych  city community ", actor=editor, at=LOADED
    )
    newer(changed(SLAVUTYCH, name="Чорнобильська"))
    assert territory(SLAVUTYCH).name_en == "Slavutych city community"
    entry = Entry.objects.get(action="territory.english_name_set")
    assert (entry.actor_id, entry.about_id) == (editor.pk, str(territory(SLAVUTYCH).pk))


def test_an_empty_english_name_is_refused(db, django_user_model):
    editor = django_user_model.objects.create(email="editor@example.org")
    with pytest.raises(ValueError, match="empty"):
        set_english_name(territory(SLAVUTYCH).pk, " ", actor=editor, at=LOADED)


def test_an_older_edition_is_refused(db):
    newer(small_rows())
    with pytest.raises(CodifierRefused, match="старіший"):
        load_small_codifier()
    assert CodifierEdition.objects.count() == 1


def test_a_part_of_the_codifier_is_refused_and_nothing_changes(db):
    village = "UA5904013{:03}00{:05} C Село {}"
    many = rows_of("\n".join(village.format(n, n, n) for n in range(100, 250)))
    inside = [replace(row, levels=(*territory_levels(TROSTIANETS), row.code)) for row in many]
    newer([*small_rows(), *inside])
    with pytest.raises(CodifierRefused, match="лише частина"):
        newer(small_rows())
    assert not Territory.objects.exclude(vanished_on=None).exists()


def test_each_load_is_recorded(db):
    load_small_codifier()
    newer(changed(SLAVUTYCH, name="Чорнобильська"))
    edition = CodifierEdition.objects.first()
    assert (edition.edition, edition.source, edition.rows) == (NEWER, "newer.xlsx", 56)
    assert edition.changes["renamed"] == 1
    entry = Entry.objects.filter(action="territories.codifier_loaded").last()
    assert entry.facts["edition"] == "2026-05-01"
    assert entry.facts["renamed"] == 1


def test_the_command_reports_what_a_newer_file_changed(db, tmp_path):
    load_small_codifier()
    path = write_codifier(
        tmp_path / "k.xlsx", changed(SLAVUTYCH, name="Чорнобильська"), date="1 травня 2026"
    )
    out = StringIO()
    call_command("load_codifier", str(path), stdout=out, stderr=StringIO())
    assert f"Перейменовано: 1\n  {SLAVUTYCH} Славутицька → Чорнобильська" in out.getvalue()


def test_the_command_refuses_a_malformed_file_and_loads_nothing(db, tmp_path):
    rows = [*small_rows(), Row("UA99", Category.VILLAGE, "Хибне", ("UA99",))]
    path = write_codifier(tmp_path / "k.xlsx", rows)
    with pytest.raises(CommandError, match=r"UA99.*Нічого не змінено"):
        call_command("load_codifier", str(path), verbosity=0)
    assert not Territory.objects.exists()


def test_a_failure_in_the_middle_leaves_nothing(db):
    def breaks_off(rows):
        yield from rows[:30]
        raise OSError("power cut")

    with pytest.raises(OSError, match="power cut"):
        load(Codifier(EDITION, "small.xlsx", list(small_rows())), at=LOADED, progress=breaks_off)
    assert not Territory.objects.exists()
    assert not CodifierEdition.objects.exists()
