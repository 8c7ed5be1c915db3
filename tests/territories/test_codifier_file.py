import datetime as dt

import pytest
from openpyxl import Workbook

from mayorsclub.territories.domain.codifier_file import CodifierRefused, read
from mayorsclub.territories.models import Category
from tests.factories.territories import rows_of, small_rows, write_codifier

OBLAST = "UA59000000000057109 O Сумська"


def write_lines(path, *lines):
    book = Workbook()
    for line in lines:
        book.active.append(line)
    book.save(path)
    return path


def test_a_file_is_read_with_its_edition(tmp_path):
    path = write_codifier(tmp_path / "k.xlsx", list(small_rows()))
    codifier = read(path)
    assert codifier.edition == dt.date(2024, 1, 19)
    assert codifier.source == "k.xlsx"
    assert codifier.rows == list(small_rows())


def test_the_edition_can_be_given(tmp_path):
    path = write_codifier(tmp_path / "k.xlsx", rows_of(OBLAST), date="невідомого")
    path_of_older = write_codifier(tmp_path / "o.xlsx", rows_of(OBLAST), date="5 червня 2023")
    assert read(path_of_older).edition == dt.date(2023, 6, 5)
    assert read(path, edition=dt.date(2026, 1, 2)).edition == dt.date(2026, 1, 2)


def test_names_and_categories_are_cleaned(tmp_path):
    heading = (None, None, None, None, None, "від 1 травня 2026 року", None)
    columns = (*"12345", "Категорія об’єкта", "Назва об’єкта")
    code = "UA59000000000057109"
    path = write_lines(
        tmp_path / "k.xlsx",
        heading,
        columns,
        (code, None, None, None, None, "О", "  Вiйтовецька "),
        (code, "UA59040000000045652", None, None, None, "Т", "П'ятихатки"),
    )
    oblast, settlement = read(path).rows
    assert (oblast.category, oblast.name) == (Category.OBLAST, "Війтовецька")
    # Urban-type settlements were abolished on 26.01.2024.
    assert (settlement.category, settlement.name) == (Category.RURAL_SETTLEMENT, "П’ятихатки")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (("UA59", None, None, None, None, "O", "Сумська"), "Рядок 2: «UA59» — не код"),
        ((None, None, None, None, None, "O", "Сумська"), "Рядок 2: «» — не код"),
        (("UA59000000000057109", None, None, None, None, "Я", "Сумська"), "категорії «Я» не існує"),
        (("UA59000000000057109", None, None, None, None, "O", " "), "Рядок 2: немає назви"),
        (
            ("UA59000000000057109", "UA59040000000045652", None, None, None, "P", "Охтирський"),
            "такого коду у файлі немає",
        ),
    ],
)
def test_a_malformed_row_is_named(tmp_path, line, sentence):
    path = write_lines(tmp_path / "k.xlsx", (*"12345", "Категорія", "Назва"), line)
    with pytest.raises(CodifierRefused, match=sentence):
        read(path, edition=dt.date(2026, 1, 1))


def test_a_code_that_repeats_is_refused(tmp_path):
    path = write_codifier(tmp_path / "k.xlsx", rows_of(OBLAST) * 2)
    with pytest.raises(CodifierRefused, match="двічі"):
        read(path)


def test_what_is_no_codifier_is_refused(tmp_path):
    no_table = tmp_path / "text.xlsx"
    no_table.write_text("не таблиця", encoding="utf-8")
    for path, sentence in [
        (tmp_path / "missing.xlsx", "немає"),
        (no_table, "не вдалося прочитати"),
        (write_lines(tmp_path / "other.xlsx", ("Місто", "Рік")), "не кодифікатор"),
        (write_codifier(tmp_path / "empty.xlsx", []), "немає рядків"),
        (write_lines(tmp_path / "undated.xlsx", ("Категорія об’єкта",)), "дати редакції"),
    ]:
        with pytest.raises(CodifierRefused, match=sentence):
            read(path)
