"""Pages of people: data, address, account, roles by the rule of two persons."""

import pytest
from allauth.mfa.models import Authenticator

from mayorsclub.accounts.domain import groups
from mayorsclub.accounts.models import Role, RoleGrant, User
from mayorsclub.accounts.roles import has_role
from mayorsclub.mail.models import Letter
from tests.factories.accounts import AdministratorFactory, SecretariatFactory, UserFactory
from tests.office.conftest import client_of
from tests.office.doing import do, done, last_actions, offers, refused

NAMES = {
    "surname": "Зразок",
    "given_name": "Ольга",
    "patronymic": "Іванівна",
    "name_en": "Olha Zrazok",
    "salutation": "",
    "phone": "+380671234567",
    "language": "en",
}
ACCOUNT = ["names", "address", "disable"]


@pytest.fixture
def person(db) -> User:
    return UserFactory(email="olha@example.org")


@pytest.fixture
def strong(person) -> User:
    """A person who has set up an app for codes."""
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": ""})
    return person


@pytest.fixture
def other(db) -> User:
    """A second administrator."""
    groups.ensure()
    return AdministratorFactory(email="second@example.org")


def page_of(person: User) -> str:
    return f"/office/people/{person.pk}/"


def test_the_data_of_a_person_are_corrected(office, person):
    done(office, page_of(person), "names", reason="Описка", **NAMES)

    person.refresh_from_db()
    assert {name: getattr(person, name) for name in NAMES} == NAMES
    assert last_actions() == ["account.changed"]


def test_wrong_data_are_refused_and_stay_typed(office, person):
    refused(office, page_of(person), "names", "80", **{**NAMES, "surname": "Ж" * 81})


def test_a_person_gets_a_new_address_and_the_old_one_hears_of_it(office, person):
    done(office, page_of(person), "address", email="New@example.org", reason="Описка")

    person.refresh_from_db()
    assert person.email == "new@example.org"
    assert Letter.objects.get().to_address == "olha@example.org"


def test_a_taken_or_broken_address_is_refused_and_stays_typed(office, person):
    taken = UserFactory().email

    refused(office, page_of(person), "address", "вже має інший", email=taken, reason="Описка")
    refused(office, page_of(person), "address", "коректну", email="olha@", reason="Описка")


def test_an_account_goes_off_and_on_and_is_signed_out(office, person):
    client = client_of(person)
    assert client.get("/me/").status_code == 200

    done(office, page_of(person), "disable")
    assert client.get("/me/").status_code == 302
    assert do(office, page_of(person), "disable").status_code == 404

    done(office, page_of(person), "enable")
    person.refresh_from_db()
    assert person.is_active
    assert last_actions(2) == ["account.enabled", "account.disabled"]


def test_the_secretariat_has_nothing_to_do_with_staff_and_roles(office, person, administrator):
    assert offers(office, page_of(person)) == ACCOUNT
    assert do(office, page_of(person), "role", role="editor").status_code == 404
    for staff in (administrator, SecretariatFactory()):
        assert offers(office, page_of(staff)) == []
        assert do(office, page_of(staff), "address", email="x@example.org").status_code == 404


def test_nobody_manages_their_own_account_here(administration, administrator, office, secretary):
    assert set(offers(administration, page_of(administrator))) & {*ACCOUNT, "factor"} == set()
    assert offers(office, page_of(secretary)) == []


def test_the_only_administrator_gives_a_role_at_once(administration, strong):
    done(administration, page_of(strong), "role", role="editor")

    assert has_role(User.objects.get(pk=strong.pk), Role.EDITOR)
    assert last_actions(2) == ["role.granted", "role.requested"]


def test_nobody_without_a_second_factor_gets_a_role(administration, person):
    refused(administration, page_of(person), "role", "ключа доступу", role="editor")


def test_a_role_is_not_given_twice(administration, strong):
    done(administration, page_of(strong), "role", role="editor")

    refused(administration, page_of(strong), "role", "вже має цю роль", role="editor")


@pytest.mark.parametrize("role", ["", "owner", "member"])
def test_unknown_roles_are_refused(administration, strong, role):
    answer = do(administration, page_of(strong), "role", role=role)

    assert answer.status_code == 422
    assert not RoleGrant.objects.filter(user=strong).exists()


def test_with_two_administrators_the_other_one_approves(administration, strong, other):
    done(administration, page_of(strong), "role", role="secretariat")
    grant = RoleGrant.objects.get(user=strong)
    assert grant.granted_at is None

    refused(administration, page_of(strong), f"approve-{grant.pk}", "інший адміністратор")
    done(client_of(other), page_of(strong), f"approve-{grant.pk}")

    grant.refresh_from_db()
    assert grant.approved_by == other
    assert has_role(User.objects.get(pk=strong.pk), Role.SECRETARIAT)
    assert do(administration, page_of(strong), f"approve-{grant.pk}").status_code == 404


def test_the_receiver_does_not_approve_their_own_role(administration, administrator, other):
    own = client_of(other)
    done(administration, page_of(other), "role", role="editor")
    grant = RoleGrant.objects.get(user=other, role="editor")

    refused(own, page_of(other), f"approve-{grant.pk}", "інший адміністратор")


def test_a_role_ends_by_one_administrator(administration, strong, other):
    done(administration, page_of(strong), "role", role="editor")
    grant = RoleGrant.objects.get(user=strong)

    done(administration, page_of(strong), f"end-{grant.pk}")

    assert last_actions() == ["role.declined"]
    assert do(administration, page_of(strong), f"end-{grant.pk}").status_code == 404


def test_the_last_administrator_stays(administration, administrator):
    grant = RoleGrant.objects.get(user=administrator)

    refused(administration, page_of(administrator), f"end-{grant.pk}", "останній адміністратор")


def test_a_lost_second_factor_ends_when_there_are_no_roles(administration, strong):
    done(administration, page_of(strong), "role", role="editor")
    refused(administration, page_of(strong), "factor", "має ролі")
    done(administration, page_of(strong), f"end-{RoleGrant.objects.get(user=strong).pk}")

    done(administration, page_of(strong), "factor")

    assert not Authenticator.objects.filter(user=strong).exists()


def test_roles_of_another_person_are_not_touched_here(administration, administrator, strong):
    foreign = RoleGrant.objects.get(user=administrator)

    for action in ("approve", "end"):
        assert do(administration, page_of(strong), f"{action}-{foreign.pk}").status_code == 404
