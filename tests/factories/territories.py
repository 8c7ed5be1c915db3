"""A small codifier of real rows: enough for forms, lists and finding, loaded in a moment."""

import datetime as dt
from functools import cache
from pathlib import Path

from openpyxl import Workbook

from mayorsclub.territories.domain.codifier import Changes, load
from mayorsclub.territories.domain.codifier_file import Codifier, Row
from mayorsclub.territories.models import Category, Territory

EDITION = dt.date(2024, 1, 19)
LOADED = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
KYIV = "UA80000000000093317"
LVIV = "UA46060250000025047"
TROSTIANETS = "UA59040130000041676"
SLAVUTYCH = "UA32100130000093505"
HEADING = (
    "ЗАТВЕРДЖЕНО наказом від 26 листопада 2020 року № 290 (в редакції наказу від {} року № 48)"
)

ROWS = """
UA05000000000010236 O Вінницька
UA05040000000050292 P Гайсинський
UA05040250000027965 H Тростянецька
UA05040250010017575 X Тростянець
UA05040250020097541 C Буди
UA12000000000090473 O Дніпропетровська
UA12040000000032213 P Кам’янський
UA12040210000039759 H П’ятихатська
UA12040210010024143 M П’ятихатки
UA12040210020041817 C Богдано-Надіївка
UA26000000000069363 O Івано-Франківська
UA26040000000044761 P Івано-Франківський
UA26040190000081578 H Івано-Франківська
UA26040190010045761 M Івано-Франківськ
UA26040190020025382 C Березівка
UA32000000000030281 O Київська
UA32020000000057002 P Білоцерківський
UA32020010000093088 H Білоцерківська
UA32020010010081183 M Біла Церква
UA32020010020011598 X Терезине
UA32100000000065867 P Вишгородський
UA32100130000093505 H Славутицька
UA32100130010084793 M Славутич
UA35000000000016081 O Кіровоградська
UA35040000000034705 P Кропивницький
UA35040210000014072 H Кропивницька
UA35040210010019355 M Кропивницький
UA46000000000026241 O Львівська
UA46060000000042587 P Львівський
UA46060250000025047 H Львівська
UA46060250010015970 M Львів
UA46060250010121390 B Галицький
UA46100000000023056 P Стрийський
UA46100250000088835 H Тростянецька
UA46100250010067986 C Тростянець
UA46100250020025595 C Бродки
UA59000000000057109 O Сумська
UA59040000000045652 P Охтирський
UA59040130000041676 H Тростянецька
UA59040130010060037 M Тростянець
UA59040130020054375 C Артемо-Растівка
UA59080000000057897 P Сумський
UA59080110000034361 H Лебединська
UA59080110010031484 M Лебедин
UA59080110020097732 C Байрак
UA59080130000022249 H Миколаївська
UA59080130010087968 X Миколаївка
UA59080130020076190 X Улянівка
UA59080150000013842 H Миколаївська
UA59080150010050056 C Миколаївка
UA59080150020012161 C Бондарівщина
UA59080270000073662 H Сумська
UA59080270010036634 M Суми
UA80000000000093317 K Київ
UA80000000000126643 B Голосіївський
UA85000000000065278 K Севастополь
"""
# A code without its last five digits, and where in it each level above ends.
_OWN = 14
_ENDS = (4, 6, 9, 12)


def rows_of(table: str) -> list[Row]:
    """Rows from lines of code, category, name; what lies above follows from the codes."""
    lines = [line.split(" ", 2) for line in table.strip().splitlines()]
    by_part = {code[:_OWN]: code for code, _category, _name in lines}
    found = []
    for code, category, name in lines:
        parts = dict.fromkeys(code[:end].ljust(_OWN, "0") for end in _ENDS)
        above = [by_part[part] for part in parts if part in by_part and part != code[:_OWN]]
        if category == "B" and len(above) == 1:
            above *= 4  # as the codifier writes the districts of Kyiv and Sevastopol
        found.append(Row(code, Category(category), name, (*above, code)))
    return found


@cache
def small_rows() -> tuple[Row, ...]:
    return tuple(rows_of(ROWS))


def load_small_codifier() -> Changes:
    """Load some sixty real units of nine oblasts and both special cities."""
    return load(Codifier(EDITION, "small.xlsx", list(small_rows())), at=LOADED)


def territory(code: str = TROSTIANETS) -> Territory:
    """A unit of the small codifier, which is loaded at the first need."""
    if not Territory.objects.filter(code=code).exists():
        load_small_codifier()
    return Territory.objects.with_place().get(code=code)


def write_codifier(path: Path, rows: list[Row], *, date: str = "19 січня 2024") -> Path:
    """A file as the ministry publishes it, with these rows."""
    book = Workbook()
    sheet = book.active
    sheet.append([None] * 5 + [HEADING.format(date)])
    sheet.append([])
    sheet.append(
        [*(f"Рівень {level}" for level in range(1, 6)), "Категорія об’єкта", "Назва об’єкта"]
    )
    for row in rows:
        levels = list(row.levels) + [None] * (5 - len(row.levels))
        sheet.append([*levels, row.category.value, row.name])
    book.save(path)
    return path
