"""Lists taken out: neutral cells, who may, the second person, the file's one day."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from mayorsclub.audit.models import Entry
from mayorsclub.files.models import PrivateFile
from mayorsclub.mail.models import Letter
from mayorsclub.office.domain import exports
from mayorsclub.office.listing import lists
from mayorsclub.office.models import Export, ExportState
from mayorsclub.office.sheets import neutral, write_csv
from tests.factories.accounts import AdministratorFactory, SecretariatFactory, UserFactory
from tests.factories.mail import LetterFactory
from tests.factories.membership import MemberFactory
from tests.factories.partners import PartnerFactory
from tests.office.conftest import client_of
from tests.office.doing import done, last_actions, offers, refused

ADDRESS = "/office/lists/members/export/"
FORMULAS = ["=1+1", "+380441234567", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =cmd", "＝1"]


def take(client, name: str = "members", **sent: object):
    data = {"format": "csv", "columns": "shown", "query": "", **sent}
    return client.post(f"/office/lists/{name}/export/", data)


def body(answer) -> bytes:
    assert answer.status_code == 200, answer
    return b"".join(answer.streaming_content)


def rows_of_csv(answer, separator: str = ";") -> list[list[str]]:
    text = body(answer).decode("utf-8")
    assert text[0] == "\ufeff"
    return list(csv.reader(io.StringIO(text[1:]), delimiter=separator))


def members(count: int) -> None:
    for number in range(count):
        MemberFactory(user=UserFactory(sort_key=f"a{number:04}"))


@pytest.fixture
def two_administrators(administrator):
    AdministratorFactory(surname="Другий")


# Cells


@pytest.mark.parametrize("value", FORMULAS)
def test_what_looks_like_a_formula_is_text(value):
    assert neutral(value).startswith("'")


@pytest.mark.parametrize("value", ["", "Приклад", "a=b", "2026-0001", "Ivan - Pryklad", "№ 5"])
def test_ordinary_text_stays(value):
    assert neutral(value) == value


def test_csv_quotes_everything():
    file = io.StringIO(newline="")

    write_csv(file, ["А"], [['a;b"c\nd'], [None], [5]], language="uk")

    assert file.getvalue() == '\ufeff"А"\r\n"a;b""c\nd"\r\n""\r\n"5"\r\n'


@pytest.mark.parametrize("value", FORMULAS)
def test_a_hostile_name_in_both_formats(office, value):
    PartnerFactory(name_uk=value, sort_key="a")

    table = rows_of_csv(take(office, "partners"))
    sheet = load_workbook(io.BytesIO(body(take(office, "partners", format="xlsx")))).active

    assert table[1][0].startswith("'")
    assert sheet["A2"].data_type in {"s", "inlineStr"}
    assert sheet["A2"].value.strip() == value.replace("\r", "\n").strip()


# What the file holds


def test_what_the_list_shows_in_its_order_and_language(office):
    first, second = MemberFactory(status="left"), MemberFactory(status="left")
    MemberFactory()
    query = "status=left&ordering=-register_number&columns=email,entered_on"

    table = rows_of_csv(take(office, query=query))

    assert table == [
        ["Ім’я", "У Клубі з", "Електронна пошта"],
        [str(second.user), f"{second.entered_on:%d.%m.%Y}", second.user.email],
        [str(first.user), f"{first.entered_on:%d.%m.%Y}", first.user.email],
    ]


def test_in_english_as_excel_reads_it_there(secretary):
    secretary.language = "en"
    secretary.save()
    member = MemberFactory()

    table = rows_of_csv(take(client_of(secretary), query="columns=entered_on"), ",")

    assert table == [["Name", "Member since"], [str(member.user), f"{member.entered_on:%Y-%m-%d}"]]


def test_excel_has_days_as_days_and_every_column(office):
    member = MemberFactory()

    book = load_workbook(io.BytesIO(body(take(office, format="xlsx", columns="every"))))

    heading, row = book.active.iter_rows(values_only=True)
    assert len(heading) == len(lists()["members"].columns) + len(lists()["members"].more_columns)
    values = dict(zip(heading, row, strict=True))
    assert values["У Клубі з"].date() == member.entered_on
    assert values["Електронна пошта"] == member.user.email


@pytest.mark.parametrize("name", sorted(lists()))
def test_every_list_can_be_exported_or_says_that_it_is_empty(administration, office, name):
    who = office if lists()[name].rule == "expert_sessions.keep" else administration
    answer = take(who, name, columns="every", format="xlsx", reason="Перевірка")

    assert answer.status_code in {200, 422}


def test_secret_subjects_do_not_leave(office):
    LetterFactory(is_secret=True, subject="Код 12345678")

    assert "12345678" not in body(take(office, "letters", columns="every")).decode()


def test_the_log_keeps_who_took_what_but_no_name(office, secretary):
    MemberFactory(status="left")

    take(office, query="status=left&q=Ivan")

    entry = Entry.objects.get(action="export.asked")
    assert entry.actor == secretary
    assert entry.facts["rows"] == 1
    assert (entry.facts["list"], entry.facts["filters"]) == ("members", "status=left")
    assert Export.objects.get().state == ExportState.GIVEN


# Who may


def test_the_list_leads_to_its_export_with_all_that_it_shows(office, editing):
    MemberFactory()

    page = office.get("/office/members/?q=Ivan&columns=email").content.decode()

    assert 'action="/office/lists/members/export/"' in page
    assert 'name="query" value="columns=user%2Cemail&amp;q=Ivan"' in page
    assert editing.get("/office/lists/members/export/").status_code == 404


def test_who_it_is_is_asked_again(secretary, monkeypatch):
    MemberFactory()
    client = client_of(secretary)
    monkeypatch.setattr("mayorsclub.accounts.freshness.is_fresh", lambda request: False)

    answer = take(client)

    assert answer["Location"].startswith("/me/security/again/")
    assert not Export.objects.exists()


def test_an_empty_list_and_a_wrong_filter_give_nothing(office):
    MemberFactory()

    assert take(office, query="status=left").status_code == 422
    assert take(office, query="status=bogus").status_code == 422
    assert take(office, format="exe").status_code == 422
    assert not Export.objects.exists()


def test_the_log_is_exported_by_administrators(office, administration):
    assert take(office, "log").status_code == 404
    assert office.get("/office/lists/log/export/").status_code == 404
    assert administration.get("/office/lists/log/export/").status_code == 200


# The second person


def test_many_people_leave_only_with_a_second_person(office, administration, two_administrators):
    members(exports.MANY + 1)

    assert take(office).status_code == 422
    answer = take(office, reason="Звіт загальним зборам")

    export = Export.objects.get()
    assert (answer["Location"], export.state) == (f"/office/exports/{export.pk}/", "asked")
    assert Letter.objects.filter(kind="office.export_waits").count() == 2
    assert "approve" in offers(administration, f"/office/exports/{export.pk}/")
    assert offers(office, f"/office/exports/{export.pk}/") == []
    done(administration, f"/office/exports/{export.pk}/", "approve")
    exports.make(export.pk, at=timezone.now())
    export.refresh_from_db()
    file = f"/files/{export.file.token}/"
    assert len(rows_of_csv(office.get(file))) == exports.MANY + 2
    assert administration.get(file).status_code == 404
    assert last_actions(1) == ["file.read"]


def test_nobody_agrees_with_oneself(administration, administrator, two_administrators):
    members(exports.MANY + 1)
    take(administration, reason="Звіт")
    export = Export.objects.get()

    assert offers(administration, f"/office/exports/{export.pk}/") == []
    with pytest.raises(exports.ExportRefused) as refusal:
        exports.approve(export.pk, by=administrator, at=timezone.now())

    assert refusal.value.code == "same_person"


def test_in_small_parts_it_is_many_too(office, two_administrators):
    members(60)
    assert take(office).status_code == 200

    assert take(office).status_code == 422
    assert take(office, reason="Знову")["Location"].startswith("/office/exports/")


def test_one_administrator_alone_is_not_waited_for(office, administrator):
    members(exports.MANY + 1)

    assert take(office).status_code == 200


def test_what_is_declined_is_not_made(office, administration, two_administrators):
    members(exports.MANY + 1)
    take(office, reason="Звіт")
    export = Export.objects.get()
    page = f"/office/exports/{export.pk}/"

    done(administration, page, "decline")
    exports.make(export.pk, at=timezone.now())

    export.refresh_from_db()
    assert (export.state, export.file) == ("declined", None)
    assert offers(administration, page) == []


def test_the_word_is_asked_for_before_agreeing(office, administration, two_administrators):
    members(exports.MANY + 1)
    take(office, reason="Звіт")
    page = f"/office/exports/{Export.objects.get().pk}/"

    refused(administration, page, "approve", "Це не те слово", confirm="так")


# The file


@pytest.fixture
def ready(office, monkeypatch) -> Export:
    monkeypatch.setattr(exports, "AT_ONCE", 1)
    members(3)
    take(office, format="xlsx")
    return exports.make(Export.objects.get().pk, at=timezone.now())


def test_a_large_file_is_made_by_the_worker_once(office, ready):
    again = exports.make(ready.pk, at=timezone.now())

    assert (again.state, again.rows) == (ExportState.READY, 3)
    assert PrivateFile.objects.filter(purpose="export").count() == 1
    assert Letter.objects.filter(kind="office.export_ready").count() == 1


def test_the_file_is_the_askers_alone(office, ready, administration):
    stranger = client_of(AdministratorFactory())
    file = f"/files/{ready.file.token}/"

    assert office.get(file).status_code == 200
    assert administration.get(file).status_code == stranger.get(file).status_code == 404


def test_whoever_lost_the_role_lost_the_file(office, secretary, ready):
    secretary.role_grants.update(ended_at=timezone.now())

    assert office.get(f"/files/{ready.file.token}/").status_code == 404


def test_a_file_lives_for_a_day(office, ready):
    token = ready.file.token
    stored = ready.file.content.path
    assert exports.end_old(at=ready.made_at + timedelta(hours=23)) == 0

    assert exports.end_old(at=ready.made_at + timedelta(hours=24)) == 1

    ready.refresh_from_db()
    assert (ready.state, ready.file) == (ExportState.GONE, None)
    assert office.get(f"/files/{token}/").status_code == 404
    assert not PrivateFile.objects.filter(token=token).exists()
    assert stored


def test_filters_of_old_exports_are_forgotten(office, ready):
    export = Export.objects.filter(pk=ready.pk)
    export.update(query="q=Прикладенко")
    later = ready.asked_at + exports.FILTERS_KEPT

    assert exports.forget_filters(at=later) == 0  # its file still stands
    exports.end_old(at=later)
    assert exports.forget_filters(at=later - timedelta(seconds=1)) == 0
    assert exports.forget_filters(at=later) == 1

    ready.refresh_from_db()
    assert ready.query == ""
    assert office.get(f"/office/exports/{ready.pk}/").status_code == 200


def test_ones_own_exports_and_for_administrators_all(office, administration, ready):
    assert office.get("/office/exports/").context["object_list"].count() == 1
    assert administration.get("/office/exports/").context["object_list"].count() == 1
    other = client_of(AdministratorFactory())
    assert other.get(f"/office/exports/{ready.pk}/").status_code == 200


def test_another_secretary_does_not_find_it(ready):
    colleague = client_of(SecretariatFactory())

    assert colleague.get(f"/office/exports/{ready.pk}/").status_code == 404
    assert list(colleague.get("/office/exports/").context["object_list"]) == []
