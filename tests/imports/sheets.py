"""Spreadsheets for tests: made here, with invented people."""

import io
from collections.abc import Sequence

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

HEADINGS = [
    "Прізвище",
    "Ім’я",
    "По батькові",
    "E-mail",
    "Телефон",
    "Посада",
    "Громада",
    "Область",
    "З якого часу",
]
IVAN = [
    "Приклад",
    "Іван",
    "Петрович",
    "ivan@example.org",
    "067 123 45 67",
    "міський голова",
    "Тростянецька",
    "Сумська",
    "11.2015",
]
OLHA = [
    "Зразок",
    "Ольга",
    "Іванівна",
    "olha@example.org",
    "050 123 45 67",
    "селищна голова",
    "П’ятихатська",
    "Дніпропетровська",
    "10.2020",
]
PARTNER_HEADINGS = [
    "Назва",
    "ЄДРПОУ",
    "Вид",
    "Країна",
    "Сайт",
    "Контактна особа",
    "Посада",
    "E-mail",
]
ENERGY = [
    "ТОВ «Приклад енергія»",
    "32855961",
    "",
    "",
    "energy.example.org",
    "Умовна Марія Олегівна",
    "директорка",
    "maria@example.org",
]


def csv(
    rows: Sequence[Sequence[str]], *, encoding: str = "utf-8-sig", separator: str = ";"
) -> bytes:
    """A CSV, every cell in quotes."""
    lines = [separator.join(f'"{cell}"' for cell in row) for row in rows]
    return "\r\n".join(lines).encode(encoding)


def xlsx(
    rows: Sequence[Sequence[object]], *, merged: Sequence[str] = (), title: str = "Аркуш1"
) -> bytes:
    """A workbook of one sheet."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def upload(content: bytes, name: str = "members.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
