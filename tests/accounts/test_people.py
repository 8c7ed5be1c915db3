import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

from mayorsclub.accounts.domain import people
from mayorsclub.accounts.domain.refusals import AccountRefused
from mayorsclub.accounts.models import User
from mayorsclub.audit.models import Entry
from mayorsclub.mail.models import Letter
from tests.factories.accounts import (
    AdministratorFactory,
    EditorFactory,
    RoleGrantFactory,
    SecretariatFactory,
    UserFactory,
)
from tests.moments import NOON

NAMES = {
    "surname": "Зразок",
    "given_name": "Ольга",
    "patronymic": "Іванівна",
    "name_en": "Olha Zrazok",
    "language": "uk",
    "phone": "+380671234567",
}


def test_an_account_is_made_with_a_verified_address(db):
    user = people.ensure_account(email=" Olha@Example.ORG ", **NAMES, at=NOON)

    assert user.email == "olha@example.org"
    assert user.get_full_name() == "Зразок Ольга Іванівна"
    assert user.sort_key
    assert not user.has_usable_password()
    address = EmailAddress.objects.get(user=user)
    assert (address.email, address.verified, address.primary) == ("olha@example.org", True, True)
    assert list(Entry.objects.values_list("action", flat=True)) == ["account.created"]


def test_an_account_that_exists_keeps_what_its_owner_wrote(db):
    known = UserFactory(email="olha@example.org", surname="Інша", phone="", language="en")

    user = people.ensure_account(email="olha@example.org", **NAMES, at=NOON)

    assert user == known
    assert (user.surname, user.phone, user.language) == ("Інша", "+380671234567", "en")
    assert User.objects.count() == 1
    assert not Entry.objects.filter(action="account.created").exists()


def test_a_profile_is_changed_by_its_owner_and_the_log_keeps_no_content(db):
    user = UserFactory()
    people.change_profile(user.pk, by=user, at=NOON, surname="Ґедзь", phone=user.phone)

    user.refresh_from_db()
    assert user.surname == "Ґедзь"
    entry = Entry.objects.get()
    assert (entry.action, entry.facts) == ("account.changed", {"fields": ["surname"]})


@pytest.mark.parametrize("factory", [UserFactory, EditorFactory])
def test_a_profile_is_not_changed_by_others(db, factory):
    user = UserFactory()
    with pytest.raises(AccountRefused) as refused:
        people.change_profile(user.pk, by=factory(), at=NOON, surname="Інша")
    assert refused.value.code == "not_allowed"


def test_the_secretariat_gives_a_new_address_and_the_old_one_hears(db):
    user = UserFactory(email="old@example.org")
    people.change_address(
        user.pk, email="New@example.org", reason="Нова скринька", by=SecretariatFactory(), at=NOON
    )

    user.refresh_from_db()
    assert user.email == "new@example.org"
    assert list(user.emailaddress_set.values_list("email", "verified")) == [
        ("new@example.org", True)
    ]
    assert Letter.objects.get().to_address == "old@example.org"


def test_an_address_of_another_account_is_refused(db):
    taken = UserFactory()
    with pytest.raises(AccountRefused) as refused:
        people.change_address(
            UserFactory().pk,
            email=taken.email.upper(),
            reason="Описка",
            by=SecretariatFactory(),
            at=NOON,
        )
    assert refused.value.code == "address_taken"


def test_the_secretariat_cannot_take_over_an_administrator(db):
    administrator = AdministratorFactory()
    for change in (
        lambda by: people.change_address(
            administrator.pk, email="x@example.org", reason="Описка", by=by, at=NOON
        ),
        lambda by: people.deactivate(administrator.pk, by=by, at=NOON),
    ):
        with pytest.raises(AccountRefused) as refused:
            change(SecretariatFactory())
        assert refused.value.code == "not_allowed"


def test_a_disabled_administrator_is_enabled_by_administrators_only(db):
    administrator = AdministratorFactory(is_active=False)
    with pytest.raises(AccountRefused) as refused:
        people.reactivate(administrator.pk, by=SecretariatFactory(), at=NOON)
    assert refused.value.code == "not_allowed"
    assert people.reactivate(administrator.pk, by=AdministratorFactory(), at=NOON).is_active


def test_nobody_disables_themselves(db):
    administrator = AdministratorFactory()
    with pytest.raises(AccountRefused) as refused:
        people.deactivate(administrator.pk, by=administrator, at=NOON)
    assert refused.value.code == "self"


def test_two_administrators_cannot_disable_each_other(db):
    one, two = AdministratorFactory(), AdministratorFactory()
    people.deactivate(two.pk, by=one, at=NOON)
    with pytest.raises(AccountRefused) as refused:
        # `two` was loaded before and still thinks it may.
        people.deactivate(one.pk, by=two, at=NOON)
    assert refused.value.code in {"last_administrator", "not_allowed"}


def test_the_second_factor_is_reset_only_without_roles(db):
    grant, administrator = RoleGrantFactory(), AdministratorFactory()
    RecoveryCodes.activate(grant.user)
    with pytest.raises(AccountRefused) as refused:
        people.reset_second_factor(grant.user.pk, by=administrator, at=NOON)
    assert refused.value.code == "has_roles"

    grant.ended_at = NOON
    grant.save()
    people.reset_second_factor(grant.user.pk, by=administrator, at=NOON)
    assert not Authenticator.objects.filter(user=grant.user).exists()
    assert Letter.objects.get().kind == "accounts.second_factor_reset"
