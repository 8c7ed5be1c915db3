"""Who imports into which register: whoever keeps it."""

from django.contrib.auth.models import AnonymousUser
from rules import add_perm, predicate

from mayorsclub.accounts.models import User
from mayorsclub.files.models import PrivateFile
from mayorsclub.imports.models import Import, Register
from mayorsclub.membership.rules import may_keep_register as may_keep_members
from mayorsclub.partners.rules import may_keep_register as may_keep_partners


@predicate
def may_import(user: User | AnonymousUser, register: str) -> bool:
    """The secretariat, which keeps both registers."""
    may_keep = may_keep_members if register == Register.MEMBERS else may_keep_partners
    return bool(may_keep(user))


def may_read_file(user: User | AnonymousUser, file: PrivateFile) -> bool:
    """The uploaded spreadsheet: whoever may import into its register."""
    found = Import.objects.filter(file=file).first()
    return found is not None and bool(may_import(user, found.register))


add_perm("imports.import", may_import)
