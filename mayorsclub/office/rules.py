"""Who sees what in the office. Pages and pictures are Wagtail's; records are for these."""

import rules
from django.contrib.auth.models import AnonymousUser

from mayorsclub.accounts.models import Role, User
from mayorsclub.accounts.roles import has_role


@rules.predicate
def may_keep_records(user: User | AnonymousUser) -> bool:
    """Applications, registers, committees, letters: the secretariat and administrators."""
    return has_role(user, Role.SECRETARIAT) or has_role(user, Role.ADMINISTRATOR)


@rules.predicate
def may_read_log(user: User | AnonymousUser) -> bool:
    """The whole sealed log: administrators."""
    return has_role(user, Role.ADMINISTRATOR)


@rules.predicate
def may_export(user: User | AnonymousUser) -> bool:
    """Take lists out of the system: a right of its own, of those who keep the records."""
    return may_keep_records(user)


@rules.predicate
def may_approve_exports(user: User | AnonymousUser) -> bool:
    """Say yes to an export of many people: another administrator than the asker."""
    return has_role(user, Role.ADMINISTRATOR)


@rules.predicate
def may_write_pages(user: User | AnonymousUser) -> bool:
    """Pages of the site and their translations: all of the office."""
    return has_role(user, Role.EDITOR) or may_keep_records(user)


rules.add_perm("office.write_pages", may_write_pages)
rules.add_perm("office.keep_records", may_keep_records)
rules.add_perm("office.read_log", may_read_log)
rules.add_perm("office.export_records", may_export)
rules.add_perm("office.approve_exports", may_approve_exports)
