"""Lists: a fixed number of queries, search, order, and what hostile input finds."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mayorsclub.accounts.models import Role
from mayorsclub.committees import subjects
from mayorsclub.office.listing import lists
from tests.committees.conftest import hall  # noqa: F401
from tests.factories.accounts import RoleGrantFactory, UserFactory
from tests.factories.applications import SentApplicationFactory
from tests.factories.mail import LetterFactory
from tests.factories.membership import MemberFactory
from tests.factories.partners import PartnerFactory
from tests.office.conftest import client_of
from tests.office.records import BY_LIST, LISTS, MAKE

HOSTILE = ["'", "%", "\x00", "a" * 5000, "<script>alert(1)</script>", "Ґ' OR 1=1 --"]
ORDERINGS = ["password", "-user__password", "user__email);DROP", "id", "kind__x", "\x00", "-"]

FILTERS = ("state", "kind", "oblast", "status", "in_office", "role", "action", "body", "at_from")


@pytest.fixture(autouse=True)
def _hall(hall):  # noqa: F811
    assert subjects


def queries(client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(address).status_code == 200
    return len(found)


@pytest.mark.parametrize("more", ["", "_results"])
@pytest.mark.parametrize("name", sorted(lists()))
def test_a_list_costs_the_same_with_one_row_and_twenty(administrator, name, more):
    """Every list there is, with every column it has, and with all that can be done there."""
    for role in (Role.SECRETARIAT, Role.EDITOR):
        RoleGrantFactory(user=administrator, role=role)
    client = client_of(administrator)
    columns = ",".join(column.name for column in lists()[name].asked("", administrator).all_columns)
    address = f"{reverse(f'office:{name}{more}')}?columns={columns}"
    BY_LIST[name]()
    client.get(address)
    one = queries(client, address)
    for _n in range(19):
        BY_LIST[name]()

    twenty = queries(client, address)

    assert len(client.get(address).context["object_list"]) > 1
    assert twenty == one
    assert twenty <= 30


def test_the_first_screen_costs_the_same_however_much_waits(office):
    for name in LISTS:
        MAKE[name]()
    office.get("/office/")
    before = queries(office, "/office/")
    for name in LISTS:
        for _n in range(3):
            MAKE[name]()

    assert queries(office, "/office/") == before


@pytest.mark.parametrize("name", LISTS)
def test_hostile_search_finds_nothing_and_shows_inert(administration, name):
    MAKE[name]()

    for text in HOSTILE:
        answer = administration.get(f"/office/{name}/results/", {"q": text})
        assert answer.status_code == 200
        assert b"<script>alert(1)" not in answer.content


@pytest.mark.parametrize("name", LISTS)
def test_only_columns_of_the_list_order_it(administration, name):
    MAKE[name]()

    for ordering in ORDERINGS:
        answer = administration.get(f"/office/{name}/results/", {"ordering": ordering})
        assert answer.status_code == 200
        assert ordering not in answer.context["object_list"].query.order_by


@pytest.mark.parametrize("name", LISTS)
def test_filters_take_no_foreign_values(administration, name):
    MAKE[name]()

    for value in ("x", "999999", "-1", "\x00", "'"):
        filters = dict.fromkeys(FILTERS, value)
        assert administration.get(f"/office/{name}/results/", filters).status_code == 200
        assert administration.get(f"/office/{name}/results/", {"p": value}).status_code in {
            200,
            404,
        }


def shown(client, name: str, **filters: str) -> list[object]:
    return list(client.get(f"/office/{name}/", filters).context["object_list"])


def test_applications_are_found_by_number_name_and_address(office):
    wanted = SentApplicationFactory(number="Ч-2026-0042", email="olha@example.org")
    SentApplicationFactory()

    assert shown(office, "applications", q="ч-2026-0042") == [wanted]
    assert shown(office, "applications", q="olha@") == [wanted]
    assert shown(office, "applications", q="Приклад Іван") != []


def test_applications_are_filtered_by_state_kind_and_period(office):
    wanted = SentApplicationFactory(kind="partnership", state="rejected")
    SentApplicationFactory()

    assert shown(office, "applications", state="rejected") == [wanted]
    assert shown(office, "applications", kind="partnership") == [wanted]
    assert shown(office, "applications", submitted_at_to="2001-01-01") == []


def test_members_are_in_ukrainian_order_and_found_by_name(office):
    ivan = MemberFactory(user=UserFactory(surname="Їжак", sort_key="b"))
    olha = MemberFactory(user=UserFactory(surname="Ґудзь", sort_key="a"))

    assert shown(office, "members") == [olha, ivan]
    assert shown(office, "members", status="left") == []
    assert shown(office, "members", in_office="current") == []


def test_partners_are_found_by_their_code(office):
    wanted = PartnerFactory(edrpou="14360570")
    PartnerFactory()

    assert shown(office, "partners", q="14360570") == [wanted]


def test_letters_are_found_by_state(office):
    failed = LetterFactory(state="failed")
    LetterFactory()

    assert shown(office, "letters", state="failed") == [failed]


def test_people_with_a_role_that_waits(administration):
    wanted = MAKE["people"]()
    UserFactory()

    assert shown(administration, "people", waiting="true") == [wanted]


def test_how_many_there_are_is_said_in_the_readers_language(office):
    for _n in range(51):
        MemberFactory()

    page = office.get("/office/members/").content.decode()

    assert "Усього: 51" in page
    assert "member" not in page.split('class="pagination__end"')[1].split("</div>")[0]
