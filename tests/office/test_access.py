"""Who sees which screen of the office; for the others it is not there."""

import pytest
from django.test import Client

from tests.committees.conftest import hall  # noqa: F401
from tests.factories.accounts import SecretariatFactory, UserFactory
from tests.factories.committees import SeatFactory
from tests.factories.membership import MemberFactory
from tests.office.conftest import client_of
from tests.office.records import LISTS, screens

ADMINISTRATORS_ONLY = ("/office/log/", "/office/log/results/")


@pytest.fixture
def addresses(db, hall) -> list[str]:  # noqa: F811
    return screens()


def statuses(client: Client, addresses: list[str]) -> dict[str, int]:
    return {address: client.get(address).status_code for address in addresses}


def test_the_secretariat_sees_all_but_the_log(office, addresses):
    assert statuses(office, addresses) == {
        address: 404 if address in ADMINISTRATORS_ONLY else 200 for address in addresses
    }


def test_an_administrator_sees_the_log_too(administration, addresses):
    assert statuses(administration, addresses) == dict.fromkeys(addresses, 200)


def test_an_editor_has_pages_and_no_record(editing, addresses):
    assert statuses(editing, addresses) == dict.fromkeys(addresses, 404)
    assert editing.get("/office/pages/").status_code in {200, 302}


def test_an_editor_finds_no_record_in_menu_or_on_the_first_screen(editing, addresses):
    text = editing.get("/office/").content.decode()

    assert [name for name in LISTS if f"/office/{name}/" in text] == []
    assert "letter-texts" not in text


def test_members_and_the_committee_find_no_office(db, addresses):
    for person in (UserFactory(), MemberFactory().user, SeatFactory().user):
        client = client_of(person)
        assert statuses(client, ["/office/", *addresses]) == dict.fromkeys(
            ["/office/", *addresses], 404
        )


def test_nobody_is_led_to_sign_in(client, addresses):
    for address in addresses:
        answer = client.get(address)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/sign-in/")


def test_without_a_second_factor_the_office_explains_what_is_missing(db, addresses):
    client = client_of(SecretariatFactory(), strong=False)

    assert statuses(client, addresses) == dict.fromkeys(addresses, 403)
    assert "чинник" in client.get("/office/").content.decode()


def test_a_lost_role_closes_the_office_at_once(office, secretary):
    assert office.get("/office/members/").status_code == 200

    secretary.role_grants.all().delete()

    assert office.get("/office/members/").status_code == 404


@pytest.mark.parametrize("name", LISTS)
def test_lists_take_no_post(administration, name):
    assert administration.post(f"/office/{name}/").status_code == 405


def test_an_action_needs_the_csrf_token(secretary, addresses):
    client = client_of(secretary)
    client.handler.enforce_csrf_checks = True
    page = next(a for a in addresses if a.startswith("/office/committees/") and a[-2].isdigit())

    assert client.post(page, {"action": "appoint"}).status_code == 403


def test_records_have_no_generic_forms(administration):
    """Wagtail's own forms for people, groups and snippets would save round the domain."""
    for address in ("/office/users/", "/office/groups/", "/office/snippets/"):
        answer = administration.get(address)
        assert (answer.status_code, answer.get("Location")) in {(302, "/office/"), (404, None)}


def test_own_data_are_changed_on_the_persons_own_page(office):
    answer = office.get("/office/account/")

    assert (answer.status_code, answer["Location"]) == (302, "/me/profile/")
