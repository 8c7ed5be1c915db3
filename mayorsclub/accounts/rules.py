"""Who may do what with people and roles. Asked by domain functions, views and templates."""

import rules
from django.contrib.auth.models import AnonymousUser

from mayorsclub.accounts.models import Role, User
from mayorsclub.accounts.roles import has_role, is_staff


@rules.predicate
def may_manage_people(user: User | AnonymousUser) -> bool:
    """The office sees people and corrects their data."""
    return has_role(user, Role.SECRETARIAT) or has_role(user, Role.ADMINISTRATOR)


@rules.predicate
def may_manage_roles(user: User | AnonymousUser) -> bool:
    """Administrators ask for roles, approve and end them."""
    return has_role(user, Role.ADMINISTRATOR)


@rules.predicate
def may_manage_person(user: User | AnonymousUser, person: User | None) -> bool:
    """One person's account; those of staff are for administrators only, so that the
    secretariat cannot gain an administrator's rights through their address."""
    if person is not None and is_staff(person):
        return may_manage_roles(user)
    return may_manage_people(user)


@rules.predicate
def may_change_profile(user: User | AnonymousUser, person: User | None) -> bool:
    """Everyone their own, the office the others'."""
    return (person is not None and user == person) or may_manage_person(user, person)


rules.add_perm("accounts.manage_people", may_manage_people)
rules.add_perm("accounts.manage_roles", may_manage_roles)
rules.add_perm("accounts.manage_person", may_manage_person)
rules.add_perm("accounts.change_profile", may_change_profile)
