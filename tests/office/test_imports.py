"""The secretary imports a spreadsheet with slips and mends it on the screen."""

import io
from html import unescape

import pytest
from openpyxl import load_workbook

from mayorsclub.imports.domain import carrying, checking
from mayorsclub.imports.models import Import, State
from mayorsclub.imports.reading import read
from mayorsclub.membership.models import Member
from tests.factories.accounts import UserFactory
from tests.factories.membership import MemberFactory, PostFactory
from tests.factories.territories import load_small_codifier
from tests.imports.sheets import HEADINGS, IVAN, OLHA, csv, upload, xlsx
from tests.moments import NOON
from tests.office.doing import done, offers


@pytest.fixture
def codifier(db):
    load_small_codifier()


def uploaded(client, *rows, name="members.csv", content=None) -> Import:
    """The file sent by the form; the answer leads to the columns."""
    content = content or csv([HEADINGS, *rows])
    answer = client.post(
        "/office/imports/new/", {"register": "members", "file": upload(content, name)}
    )
    found = Import.objects.latest("pk")
    assert answer["Location"] == f"/office/imports/{found.pk}/columns/"
    return found


def named(client, found: Import) -> Import:
    """The columns sent as the page proposes them, and the worker's part."""
    page = client.get(f"/office/imports/{found.pk}/columns/")
    chosen = {
        f"column-{each['number']}": each["field"]
        for each in page.context["columns"]
        if each["field"]
    }
    settings = {"sheet": "0", "heading": "1", "year": "2026", "entered_on": "2026-11-23"}
    answer = client.post(f"/office/imports/{found.pk}/columns/", {**chosen, **settings})
    assert answer["Location"] == f"/office/imports/{found.pk}/"
    return checking.dry_run(found.pk, at=NOON)


def text_of(answer) -> str:
    return unescape(answer.content.decode())


def test_a_spreadsheet_with_slips_is_imported_and_corrected(office, codifier):
    slip = [*IVAN]
    slip[4], slip[7] = "12", ""
    found = named(office, uploaded(office, slip, OLHA))
    page = f"/office/imports/{found.pk}/"
    shown = text_of(office.get(page))
    assert "«12» не є номером телефону" in shown
    assert "Кілька громад мають назву «Тростянецька»" in shown
    assert offers(office, page) == ["leave", "cancel"]
    row = found.rows.get(number=2)
    form = text_of(office.get(f"{page}rows/{row.pk}/"))
    assert "Тростянецька територіальна громада, Охтирський район, Сумська область" in form
    values = dict(zip(["surname", "given_name", "patronymic", "email"], IVAN, strict=False))
    values |= {"phone": "067 123 45 67", "post": "мер", "community": "UA59040130000041676"}
    values |= {"began_on": "11.2015"}
    answer = office.post(f"{page}rows/{row.pk}/", values)
    assert answer["Location"] == page
    done(office, page, "start")
    found.refresh_from_db()
    assert found.state == State.RUNNING
    assert 'data-import-progress="/office/imports/' in office.get(page).content.decode()
    assert "HX-Refresh" not in office.get(f"{page}progress/").headers
    carrying.carry_out(found.pk, at=NOON)
    assert office.get(f"{page}progress/")["HX-Refresh"] == "true"
    member = Member.objects.get(user__email="ivan@example.org")
    assert member.posts.get().territory.code == "UA59040130000041676"
    record = text_of(office.get(f"/office/members/{member.pk}/"))
    assert f'<a href="{page}">' in record
    done(office, page, "undo", word="підтверджую")
    assert not Member.objects.exists()


def test_look_alikes_stand_side_by_side(office, codifier):
    member = MemberFactory(user=UserFactory(email="old@example.org", phone=""))
    PostFactory(member=member)
    found = named(office, uploaded(office, IVAN))
    page = f"/office/imports/{found.pk}/?show=same"
    shown = text_of(office.get(page))
    assert "old@example.org" in shown
    assert "ivan@example.org" in shown
    row = found.rows.get()
    answer = office.post(
        f"/office/imports/{found.pk}/rows/{row.pk}/", {"decision": "update", "show": "same"}
    )
    assert answer["Location"] == page
    row.refresh_from_db()
    assert (row.decision, row.verdict) == ("update", "ready")


def test_the_marked_file_says_what_to_mend_and_computes_nothing(office, codifier):
    slip = ["=1+1", *IVAN[1:]]
    found = named(office, uploaded(office, slip))
    answer = office.post(f"/office/imports/{found.pk}/marked/")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    cells = [cell.value for cell in sheet[2]]
    assert cells[0] == "2"
    assert "не українськими літерами" in cells[1]
    assert (cells[2], sheet["C2"].data_type) == ("=1+1", "s")


@pytest.mark.parametrize("register", ["members", "partners"])
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_template_is_read_back_and_its_example_left_out(office, register, kind):
    answer = office.get(f"/office/imports/template/{register}.{kind}")
    assert "attachment" in answer["Content-Disposition"]
    lines = read(answer.content).sheets[0].lines
    assert [line.cells[-1] for line in lines] == ["Зразок", "зразок"]


def test_a_file_that_is_none_is_refused_at_its_field(office):
    answer = office.post(
        "/office/imports/new/", {"register": "members", "file": upload(b"%PDF-1.7", "a.xlsx")}
    )
    assert answer.status_code == 422
    assert "Це не книга Excel і не файл CSV" in text_of(answer)


def test_columns_not_recognised_are_chosen_by_hand(office, codifier):
    content = xlsx([["Список"], ["А", "Б"], ["Приклад Іван Петрович", "ivan@example.org"]])
    found = uploaded(office, content=content, name="list.xlsx")
    page = f"/office/imports/{found.pk}/columns/"
    settings = {"sheet": "0", "heading": "2", "year": "2026", "entered_on": "2026-11-23"}
    answer = office.post(page, {**settings, "column-0": "full_name"})
    assert answer.status_code == 422
    assert "Укажіть, у якому стовпці: " in text_of(answer)
    office.post(page, {**settings, "column-0": "full_name", "column-1": "email"})
    found = checking.dry_run(found.pk, at=NOON)
    assert list(found.rows.values_list("number", "verdict")) == [(3, "ready")]


@pytest.mark.parametrize("count", [1, 4])
def test_the_report_costs_the_same_for_any_number_of_rows(
    office, codifier, django_assert_max_num_queries, count
):
    rows = [
        [f"Приклад{'аоеи'[n]}", "Іван", "", f"p{n}@example.org", "1", "", "", "", ""]
        for n in range(count)
    ]
    found = named(office, uploaded(office, *rows))
    office.get(f"/office/imports/{found.pk}/")
    with django_assert_max_num_queries(25):
        office.get(f"/office/imports/{found.pk}/")
