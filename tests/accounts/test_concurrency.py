"""Two at the same instant, on real connections."""

from django.core.management import call_command
from django.test import Client, override_settings

from mayorsclub.accounts.domain import people, roles
from mayorsclub.accounts.models import RoleGrant, User
from mayorsclub.accounts.queries import administrators
from tests.at_once import at_once
from tests.factories.accounts import AdministratorFactory
from tests.moments import NOON

SHARED_CACHE = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_entries",
    }
}


def test_two_decisions_make_one_account(real_database):
    def make():
        return people.ensure_account(
            email="olha@example.org",
            surname="Зразок",
            given_name="Ольга",
            patronymic="",
            name_en="",
            language="uk",
            phone="",
            at=NOON,
        ).pk

    assert len(set(at_once([make] * 3))) == 1
    assert User.objects.get().emailaddress_set.count() == 1


def test_two_administrators_who_end_each_other_leave_one(real_database):
    one, two = AdministratorFactory(), AdministratorFactory()
    grants = {user.pk: RoleGrant.objects.get(user=user).pk for user in (one, two)}
    outcome = at_once(
        [
            lambda: roles.end_role(grants[two.pk], by=one, at=NOON),
            lambda: roles.end_role(grants[one.pk], by=two, at=NOON),
        ]
    )
    assert administrators().count() == 1
    assert len([each for each in outcome if isinstance(each, str)]) == 1


def test_two_administrators_who_disable_each_other_leave_one(real_database):
    one, two = AdministratorFactory(), AdministratorFactory()
    at_once(
        [
            lambda: people.deactivate(two.pk, by=one, at=NOON),
            lambda: people.deactivate(one.pk, by=two, at=NOON),
        ]
    )
    assert administrators().count() == 1


def test_a_limit_holds_over_all_workers(real_database):
    def ask():
        response = Client().post("/sign-in/", {"email": "nobody@example.org"})
        return response.status_code == 302

    with override_settings(CACHES=SHARED_CACHE):
        call_command("createcachetable")
        passed = [each for _round in range(2) for each in at_once([ask] * 2)]
        # Two that wait for each other may refuse one too many, never one too few.
        passed += [ask() for _number in range(5)]
    assert sum(passed) == 4
