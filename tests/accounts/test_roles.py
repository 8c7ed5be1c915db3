import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from mayorsclub.accounts.domain import roles
from mayorsclub.accounts.domain.refusals import AccountRefused
from mayorsclub.accounts.models import Role, RoleGrant, User
from mayorsclub.accounts.roles import has_role, is_staff, open_roles
from mayorsclub.audit.models import Entry
from mayorsclub.mail.models import Letter
from tests.factories.accounts import (
    AdministratorFactory,
    EditorFactory,
    SecretariatFactory,
    UserFactory,
)
from tests.moments import NOON


def person(**fields) -> User:
    user = UserFactory(**fields)
    TOTP.activate(user, generate_totp_secret())
    return user


def again(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_a_lone_administrator_grants_at_once(db):
    user, administrator = person(), AdministratorFactory()

    grant = roles.request_role(user.pk, role=Role.EDITOR, by=administrator, at=NOON)

    assert (grant.granted_at, grant.approved_by) == (NOON, administrator)
    assert open_roles(again(user)) == {"editor"}
    assert list(user.groups.values_list("name", flat=True)) == ["Editors"]
    assert again(user).has_perm("wagtailadmin.access_admin")
    assert list(Entry.objects.values_list("action", flat=True)) == [
        "role.requested",
        "role.granted",
    ]
    letter = Letter.objects.get()
    assert letter.kind == "accounts.role_granted"
    assert "Редактор" in letter.subject


def test_of_two_administrators_one_asks_and_the_other_approves(db):
    user, one, two = person(), AdministratorFactory(), AdministratorFactory()
    grant = roles.request_role(user.pk, role=Role.SECRETARIAT, by=one, at=NOON)

    assert grant.granted_at is None
    assert not is_staff(again(user))
    assert not Letter.objects.exists()
    with pytest.raises(AccountRefused) as refused:
        roles.approve_role(grant.pk, by=one, at=NOON)
    assert refused.value.code == "same_person"

    roles.approve_role(grant.pk, by=two, at=NOON)
    assert has_role(again(user), Role.SECRETARIAT)


def test_the_receiver_does_not_approve(db):
    one, two = AdministratorFactory(), AdministratorFactory()
    TOTP.activate(two, generate_totp_secret())
    grant = roles.request_role(two.pk, role=Role.SECRETARIAT, by=one, at=NOON)
    with pytest.raises(AccountRefused) as refused:
        roles.approve_role(grant.pk, by=two, at=NOON)
    assert refused.value.code == "same_person"


@pytest.mark.parametrize("factory", [UserFactory, EditorFactory, SecretariatFactory])
def test_only_administrators_ask_approve_and_end(db, factory):
    by, user = factory(), person()
    pending = RoleGrant.objects.create(user=user, role=Role.EDITOR, asked_at=NOON)
    for act in (
        lambda: roles.request_role(user.pk, role=Role.SECRETARIAT, by=by, at=NOON),
        lambda: roles.approve_role(pending.pk, by=by, at=NOON),
        lambda: roles.end_role(pending.pk, by=by, at=NOON),
    ):
        with pytest.raises(AccountRefused) as refused:
            act()
        assert refused.value.code == "not_allowed"


def test_a_role_is_never_gained_with_a_mailbox_alone(db):
    with pytest.raises(AccountRefused) as refused:
        roles.request_role(UserFactory().pk, role=Role.EDITOR, by=AdministratorFactory(), at=NOON)
    assert refused.value.code == "no_second_factor"


def test_one_open_role_of_a_kind(db):
    user, administrator = person(), AdministratorFactory()
    roles.request_role(user.pk, role=Role.EDITOR, by=administrator, at=NOON)
    with pytest.raises(AccountRefused) as refused:
        roles.request_role(user.pk, role=Role.EDITOR, by=administrator, at=NOON)
    assert refused.value.code == "already_open"


def test_an_ended_role_leaves_the_groups(db):
    user, administrator = person(), AdministratorFactory()
    grant = roles.request_role(user.pk, role=Role.EDITOR, by=administrator, at=NOON)
    roles.end_role(grant.pk, by=administrator, at=NOON)

    assert not user.groups.exists()
    assert not is_staff(again(user))
    assert not again(user).has_perm("wagtailadmin.access_admin")
    assert Letter.objects.filter(kind="accounts.role_ended").count() == 1
    with pytest.raises(AccountRefused) as refused:
        roles.end_role(grant.pk, by=administrator, at=NOON)
    assert refused.value.code == "ended"


def test_the_last_administrator_stays(db):
    administrator = AdministratorFactory()
    AdministratorFactory(is_active=False)
    with pytest.raises(AccountRefused) as refused:
        roles.end_role(administrator.role_grants.get().pk, by=administrator, at=NOON)
    assert refused.value.code == "last_administrator"


def test_a_disabled_person_has_no_role(db):
    assert open_roles(EditorFactory(is_active=False)) == frozenset()


def test_no_role_opens_people_or_groups_in_wagtail(db):
    for role in Role:
        user = person()
        RoleGrant.objects.create(user=user, role=role, asked_at=NOON, granted_at=NOON)
        roles.groups.sync(user)
        held = again(user).get_all_permissions()
        assert not {name for name in held if name.startswith(("auth.", "accounts.", "mail."))}
        assert "wagtailadmin.access_admin" in held


def test_the_first_administrator_only_where_there_is_none(db):
    first = UserFactory()
    roles.make_first_administrator(first.pk, at=NOON)
    assert has_role(again(first), Role.ADMINISTRATOR)
    with pytest.raises(AccountRefused) as refused:
        roles.make_first_administrator(UserFactory().pk, at=NOON)
    assert refused.value.code == "administrator_exists"
