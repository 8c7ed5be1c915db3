"""How long an import of 10,000 rows takes: reading, the dry run, carrying it out, twice.

    python bench/import.py [--rows 10000] [--register members]

Uses a database of its own in a temporary folder, or DATABASE_URL when it is set (then an
empty one, please). Every community is taken from the codifier in the package. Ends with
an error when dry run and carrying out take more than 30 s together, or a row is missing.
"""

import argparse
import io
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

MOST_SECONDS = 30
HEADINGS = ["ПІБ", "E-mail", "Тел.", "Посада", "Громада", "Область", "З якого часу", "Дата вступу"]
PARTNER_HEADINGS = ["Назва", "Вид", "Країна", "Реєстраційний номер", "Контактна особа", "E-mail"]
GIVEN = ["Іван Петрович", "Ольга Іванівна", "Роман Ігорович", "Марія Олегівна", "Петро Ілліч"]
POSTS = ["міський голова", "Селищний голова", "сільська голова", "голова ОТГ", "секретар ради"]
LETTERS = "абвгдежзиклмнопрст"


def member_rows(count: int) -> list[list[str]]:
    from mayorsclub.territories.models import Category, Territory

    chance = random.Random(1)  # noqa: S311
    found = (
        Territory.objects.present()
        .filter(category=Category.HROMADA)
        .select_related("oblast", "raion")
    )
    places = [(each.name, f"{each.oblast.name} обл.") for each in found if each.oblast]
    rows = []
    for number in range(count):
        place, oblast = chance.choice(places)
        surname = "".join(chance.choices(LETTERS, k=7)).capitalize()
        rows.append(
            [
                f"{surname} {GIVEN[number % 5]}",
                f"person{number}@example.org",
                f"067 {number // 10000:03} {number // 100 % 100:02} {number % 100:02}",
                POSTS[number % 5],
                place,
                oblast,
                f"{1 + number % 28:02}.{1 + number % 12:02}.{2000 + number % 25}",
                f"{1 + number % 28} листопада {2006 + number % 20} р.",
            ]
        )
    return rows


def partner_rows(count: int) -> list[list[str]]:
    return [
        [
            f"Приклад {number}",
            "міжнародна компанія",
            "Німеччина",
            f"HRB {number}",
            f"Зразок {GIVEN[number % 5]}",
            f"contact{number}@example.org",
        ]
        for number in range(count)
    ]


def workbook(rows: list[list[str]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Члени")
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def timed(what: str, step: Callable[[], object]) -> float:
    begun, worked = time.perf_counter(), time.process_time()
    step()
    seconds, worked = time.perf_counter() - begun, time.process_time() - worked
    print(f"{what:<28} {seconds:6.1f} s, of which here {worked:6.1f} s", flush=True)
    return seconds


def prepare() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("load_codifier", verbosity=0)


def measure(register: str, count: int) -> int:
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.utils import timezone

    from mayorsclub.accounts.models import Role, RoleGrant, User
    from mayorsclub.imports.domain import beginning, carrying, checking, undoing
    from mayorsclub.imports.models import Import
    from mayorsclub.membership.models import Member
    from mayorsclub.partners.models import Partner

    at = timezone.now()
    secretary = User.objects.create_user("secretary@example.org")
    RoleGrant.objects.create(user=secretary, role=Role.SECRETARIAT, asked_at=at, granted_at=at)
    rows = (
        [HEADINGS, *member_rows(count)]
        if register == "members"
        else [PARTNER_HEADINGS, *partner_rows(count)]
    )
    content = workbook(rows)

    def begun() -> Import:
        upload = SimpleUploadedFile("rows.xlsx", content)
        return beginning.begin(upload, register, by=secretary, at=at)

    def named(found: Import) -> None:
        chosen = {int(column): name for column, name in found.columns.items()}
        beginning.match_columns(
            found.pk,
            sheet=found.sheet,
            heading=found.heading or 1,
            chosen=chosen,
            year=2026,
            entered_on=found.entered_on,
            by=secretary,
            at=at,
        )

    timed("reading the upload", begun)
    first = Import.objects.latest("pk")
    named(first)
    spent = timed("dry run", lambda: checking.dry_run(first.pk, at=at))
    print(dict(first.rows.values_list("verdict").distinct().values_list("verdict", "verdict")))
    for verdict in ("faulty", "same"):
        checking.decide_all(first.pk, verdict, "skip", by=secretary, at=at)
    carrying.start(first.pk, by=secretary, at=at)
    spent += timed("carrying it out", lambda: carrying.carry_out(first.pk, at=at))
    model = Member if register == "members" else Partner
    entered = model.objects.count()
    print(f"entered: {entered}")
    begun()
    second = Import.objects.latest("pk")
    named(second)
    timed("the same file, dry run", lambda: checking.dry_run(second.pk, at=at))
    there = second.rows.filter(verdict="there").count()
    print(f"already there: {there}")
    timed("undoing it", lambda: undoing.undo(first.pk, by=secretary, at=at))
    return 0 if spent <= MOST_SECONDS and entered == there and entered >= count * 0.9 else 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--register", choices=["members", "partners"], default="members")
    wanted = parser.parse_args()
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(DATA_DIR=folder, DJANGO_SETTINGS_MODULE="mayorsclub.settings")
        import django

        django.setup()
        prepare()
        return measure(wanted.register, wanted.rows)


if __name__ == "__main__":
    raise SystemExit(main())
